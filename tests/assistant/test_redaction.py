import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction import is_card, is_iban, is_iin, redact


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        # 1·9+2·0+3·0+4·1+5·0+6·1+7·3+8·5+9·0+10·0+11·1 = 91 = 8·11 + 3
        ("900101350013", True),
        ("900101350014", False),
        ("901301350013", False),  # month 13
        ("90010135001", False),
        ("90010135001x", False),
        ("90010135001²", False),
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
    ("signs", "valid"),
    [
        ("KZ86125KZT5004100100", True),
        ("kz86125kzt5004100100", True),
        ("KZ86125KZT5004100101", False),
        ("KZ86125", False),
        ("KZ86125KZT500410010-", False),
    ],
)
def test_iban(signs: str, valid: bool) -> None:
    assert is_iban(signs) is valid


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("карта 4111 1111 1111 1111 12/27", "карта [CARD] 12/27"),
        ("4111111111111111 12/27", "[CARD] 12/27"),
        ("карта 4111 1111 1111 1111 123", "карта [CARD] 123"),
        ("оплатил 500 4111 1111 1111 1111", "оплатил 500 [CARD]"),
        ("4111 1111 1111 1111 5500 0000 0000 0004", "[CARD] [CARD]"),
    ],
)
def test_a_card_is_found_beside_other_digits(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize("gap", ["", " ", "\u00a0", ".", "  ", "-", " - ", "\u2011", "\u202f"])
@pytest.mark.parametrize(
    ("groups", "placeholder"),
    [
        (("4111", "1111", "1111", "1111"), "[CARD]"),
        (("3782", "822463", "10005"), "[CARD]"),
        (tuple("4111111111111111"), "[CARD]"),
        (("KZ86", "125K", "ZT50", "0410", "0100"), "[IBAN]"),
        (("+7", "701", "123", "45", "67"), "[PHONE]"),
        (("8", "701", "123", "45", "67"), "[PHONE]"),
        (("7", "701", "123", "45", "67"), "[PHONE]"),
        (("701", "123", "45", "67"), "[PHONE]"),
        (("+998", "90", "123", "45", "67"), "[PHONE]"),
    ],
)
def test_groups_may_be_parted_by_anything(
    gap: str, groups: tuple[str, ...], placeholder: str
) -> None:
    assert redact(f"вот: {gap.join(groups)}, да") == f"вот: {placeholder}, да"


@pytest.mark.parametrize(
    "iin", ["900101 300126", "900101-300126", "900 101 300 126", "900101\u00a0300126"]
)
def test_an_iin_may_be_parted(iin: str) -> None:
    assert redact(f"ИИН {iin}, 2025 год") == "ИИН [IIN], 2025 год"
    wrong = iin[:-1] + "5"
    assert redact(f"заказ {wrong}, 2025 год") == f"заказ {wrong}, 2025 год"


@pytest.mark.parametrize(
    "phone",
    [
        "8(7172)74-55-55",
        "+7 (7172) 74-55-55",
        "(7172) 74-55-55",
        "77011234567",
        "7011234567",
        "+7 (701) 123 - 45 - 67",
        "+7 701 123‑45‑67",
        "87011234567",
        "701 123 4567",
        "+1 (202) 555-0143",
    ],
)
@pytest.mark.parametrize("before", ["тел", "тел. ", "№ 12, "])
def test_phones_in_other_forms(before: str, phone: str) -> None:
    assert redact(f"{before}{phone}.") == f"{before}[PHONE]."


@pytest.mark.parametrize(
    "text",
    [
        "сколько из 6 700 школ",
        "11 трлн за 2024–2029",
        "1 000 000 000 тенге",
        "рост на +1 200 000 000 тенге",
        "1 200 000 000 000 000 тенге",
        "от 7 700 000 000 – 8 100 000 000 тенге",
        "7 500–8 500 000 тенге",
        "77 011 234 567 тенге",
        "в 2020 2021 2022 2023 годах",
        "2012 2013 2014",
        "с 10.12.2024–14.05.2025",
        "рост 12.5 13.7 14.8 15.9 16.2 8.1 9.3 %",
        "86-е место в TOP-500",
        "удостоверение 123456789, приказ 1234-567",
        "200 300 400 500 600 700 800",
        "700–900 2024 года",
        "EU27 countries adopted rules in 2024",
    ],
)
def test_figures_stay_readable(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "part", ["4", "4 ", "4111 ", "KZ86 ", "+7", "8 ", "a", "a.", "a@", " ", "701 123 45 "]
)
def test_a_long_text_is_read_part_by_part(part: str) -> None:
    # What takes the square of the length would not end.
    assert isinstance(redact(part * 20_000), str)


@given(st.text(max_size=200))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@given(st.text(alphabet="0147 +-.()KZ\u00a0", max_size=60))
def test_redacting_digits_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


BREAKS = ["\n", "\r\n", " \n", "\n  ", "\n\n", " \r\n\t", "\u2028", "\u0085", "\v", "\n- "]


@pytest.mark.parametrize("gap", BREAKS)
@pytest.mark.parametrize(
    ("before", "after", "placeholder"),
    [
        ("8 701", "123 45 67", "[PHONE]"),
        ("8 (701) 123-45", "67", "[PHONE]"),
        ("+7 701 123", "45 67", "[PHONE]"),
        ("+998 90 123", "45 67", "[PHONE]"),
        ("701 123", "45 67", "[PHONE]"),
        ("4111 1111 1111", "1111", "[CARD]"),
        ("41111111", "11111111", "[CARD]"),
        ("900101", "350013", "[IIN]"),
        ("KZ86 125K ZT50", "0410 0100", "[IBAN]"),
    ],
)
def test_a_number_may_go_on_in_the_next_line(
    gap: str, before: str, after: str, placeholder: str
) -> None:
    assert redact(f"вот: {before}{gap}{after}, да") == f"вот: {placeholder}, да"


def test_a_comment_of_several_lines() -> None:
    comment = (
        "8 701\n123 45 67, карта 4111 1111\n1111 1111, ИИН 900101\n350013,"
        " счёт KZ86 125K ZT50\n0410 0100"
    )
    assert redact(comment) == "[PHONE], карта [CARD], ИИН [IIN], счёт [IBAN]"


@pytest.mark.parametrize(
    "text",
    [
        "8 500 000\n1 200",  # 11 digits that begin with 8
        "- 8 701 000\n- 1 200",
        "7 500 000\n8 100",
        "2024\n2025\n2026",
        "8 500 1234\n567",  # no code of a phone number is 500
        "123456\n789012",  # the date is none: month 34
        "900101\n350014",  # the check digit is 3
        "4111 1111\n1111 1112",  # Luhn: 31, not 30
        "411 111 108\n111 111",  # sums, though Luhn holds
        "рост на +1 200 000\n000 000 тенге",
        "10.12.2024\n14.05.2025",
        "школ: 8\nуслуг: 701 123 45",
    ],
)
def test_numbers_of_two_lines_stay_readable(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 500\n8 701 123 45 67", "7 500\n[PHONE]"),
        ("8 500 000\n8 701\n123 45 67", "8 500 000\n[PHONE]"),
        ("8 701 123 45 67\n8 702 123 45 67", "[PHONE]\n[PHONE]"),
        ("+998 90 123 45 67\n8 701 123 45 67", "[PHONE]\n[PHONE]"),
        ("4111 1111 1111 1111\n12/27", "[CARD]\n12/27"),
        ("12\n900101350013\n2025", "12\n[IIN]\n2025"),
    ],
)
def test_lines_of_a_list_are_read_one_by_one(text: str, expected: str) -> None:
    assert redact(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "ivan\u00ad@mail.ru",
        "ivan@\u200bmail.ru",
        "iv\u200dan@mail\u2060.ru",
        "\ufeffivan@mail.\u200eru",
        "ivan@\nmail.ru",
        "ivan\r\n@mail.ru",
    ],
)
def test_an_address_may_hold_what_is_not_seen(address: str) -> None:
    assert redact(f"почта {address}, да") == "почта [EMAIL], да"


@pytest.mark.parametrize("text", ["в 15:00 @ музей", "\u200b@mail.ru", "канал\n@novosti", "a@b"])
def test_a_sign_at_is_no_address_by_itself(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("part", ["4\n", "8 \n", "7 701\n", "KZ86\n", "a\n@", "+\n7", "\n" * 9])
def test_a_long_text_of_lines_is_read_part_by_part(part: str) -> None:
    assert isinstance(redact(part * 20_000), str)


@given(st.text(alphabet="01478 +-.()KZ\n\u2028\u200b", max_size=60))
def test_redacting_lines_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once
