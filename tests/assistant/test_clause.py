from hypothesis import given
from hypothesis import strategies as st

from assistant.clause import clauses, shorten

TEXT = "Проект охватил 6,7 тыс. школ, помогая регионам сократить расходы, и вырос на 10%."


def test_clauses_are_cut_at_punctuation() -> None:
    assert [TEXT[a:b] for a, b in clauses(TEXT)] == [
        "Проект охватил 6,7 тыс. школ,",
        "помогая регионам сократить расходы,",
        "и вырос на 10%.",
    ]


def test_short_text_is_kept() -> None:
    assert shorten(TEXT, len(TEXT), []) == TEXT


def test_clause_with_the_point_is_kept() -> None:
    at = TEXT.index("10%")
    assert shorten(TEXT, 30, [(at, at + 3, 1.0)]) == "…и вырос на 10%."


def test_as_much_as_fits_is_kept() -> None:
    at = TEXT.index("сократить")
    short = shorten(TEXT, 70, [(at, at + 9, 1.0)])
    assert short == "Проект охватил 6,7 тыс. школ, помогая регионам сократить расходы…"


def test_point_within_a_long_clause_is_kept() -> None:
    text = "слово " * 50 + "ответ " + "слово " * 50
    at = text.index("ответ")
    short = shorten(text, 60, [(at, at + 5, 1.0)])
    assert "ответ" in short
    assert len(short) <= 60


@given(
    st.text(alphabet="аб в, —(.)", min_size=1, max_size=300),
    st.integers(20, 120),
    st.floats(0, 1),
)
def test_never_longer_than_the_limit(text: str, limit: int, share: float) -> None:
    at = int(share * (len(text) - 1))
    short = shorten(text, limit, [(at, at + 1, 1.0)])
    assert len(short) <= limit
    assert short.strip("…") in text
