import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction import is_card, is_iin, redact


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        # 1·9+2·0+3·0+4·1+5·0+6·1+7·3+8·5+9·0+10·0+11·1 = 91 = 8·11 + 3
        ("900101350013", True),
        ("900101350014", False),
        ("901301350013", False),  # month 13
        ("90010135001", False),
        ("90010135001x", False),
    ],
)
def test_iin(digits: str, valid: bool) -> None:
    assert is_iin(digits) is valid


def test_iin_by_the_second_weights() -> None:
    # First weights: 1·9+2·0+3·0+4·1+5·0+6·1+7·3+8·5+9·0+10·5+11·5 = 185 = 16·11 + 9 is in range;
    # with 10 as the remainder the second weights (3, 4, …, 11, 1, 2) are used.
    base = next(
        f"900101350{tail:02d}"
        for tail in range(100)
        if sum((i + 1) * int(d) for i, d in enumerate(f"900101350{tail:02d}")) % 11 == 10
    )
    weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
    check = sum(w * int(d) for w, d in zip(weights, base, strict=True)) % 11
    assert check < 10
    assert is_iin(f"{base}{check}")


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("0000000000000000", False),
        ("123456789012", False),
    ],
)
def test_card(digits: str, valid: bool) -> None:
    assert is_card(digits) is valid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("мой ИИН 900101350013, проверьте", "мой ИИН [IIN], проверьте"),
        ("карта 4111 1111 1111 1111", "карта [CARD]"),
        ("звоните +7 701 234 56 78", "звоните [PHONE]"),
        ("8 (701) 234-56-78 — телефон", "[PHONE] — телефон"),
        ("write to a.b+c@example.kz.", "write to [EMAIL]."),
        ("В 2025 году 51,5 млн услуг, 193 страны", "В 2025 году 51,5 млн услуг, 193 страны"),
        ("номер заказа 123456789012", "номер заказа 123456789012"),
        ("", ""),
    ],
)
def test_redact(text: str, expected: str) -> None:
    assert redact(text) == expected


@given(st.text(max_size=200))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once
