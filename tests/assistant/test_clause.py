import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clause import clauses, introductions, shorten

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


@pytest.mark.parametrize(
    ("text", "introduction"),
    [
        (
            "По словам директора банка, профессора Азата Перуашева, закон введён.",
            "По словам директора банка, профессора Азата Перуашева,",
        ),
        (
            "Заң енді. Банк директоры, профессор Азат Перуашевтің айтуынша, заң күшінде.",
            "Банк директоры, профессор Азат Перуашевтің айтуынша,",
        ),
        ("According to Azat Peruashev, the law is in force.", "According to Azat Peruashev,"),
        (
            "According to Azat Peruashev, head of the bank and a teacher, the law is in force.",
            "According to Azat Peruashev, head of the bank and a teacher,",
        ),
        ("Министрліктің мәліметі бойынша, 45 көрсеткіш бар.", "Министрліктің мәліметі бойынша,"),
        ("По данным ведомства, простои снижаются, говорит Азат.", "По данным ведомства,"),
        ("Закон, по словам людей, введён в срок.", "по словам людей,"),
        (
            "По словам директора, АЗАТА ПЕРУАШЕВА, закон введён.",
            "По словам директора, АЗАТА ПЕРУАШЕВА,",
        ),
        ("По данным ведомства, ОЭСР, закон введён.", "По данным ведомства,"),
    ],
)
def test_an_introduction_ends_before_what_is_said(text: str, introduction: str) -> None:
    spans = introductions(text)
    assert text[spans[0][0] : spans[-1][1]] == introduction


@pytest.mark.parametrize(
    ("claim", "opening"),
    [
        # Words that could be parted in as many ways as there are would keep the search for ever.
        ("КАЗАХСТАНСКИЕ УНИВЕРСИТЕТЫ ВЫПУСТИЛИ 5 ДЕСЯТЬ", "ПО ДАННЫМ ПРАВИТЕЛЬСТВА,"),
        ("УНИВЕРСИТЕТ " * 2_000 + "5", "ПО ДАННЫМ ПРАВИТЕЛЬСТВА,"),
        ("У" * 20_000 + " 5", "ПО ДАННЫМ ПРАВИТЕЛЬСТВА,"),
        ("Школы" + " " * 20_000 + "закрыты", "По данным ведомства,"),
    ],
    ids=["sentence", "words", "letters", "spaces"],
)
def test_what_follows_an_introduction_is_read_at_once(claim: str, opening: str) -> None:
    text = f"{opening} {claim}, сообщает агентство."
    assert introductions(text) == [(0, len(opening))]


def test_a_claim_has_no_introduction() -> None:
    assert introductions(TEXT) == []
