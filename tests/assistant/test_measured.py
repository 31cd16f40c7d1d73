import pytest

from assistant.measured import admits, is_joined, measured_by
from corpus import Language
from index import numbers


@pytest.mark.parametrize(
    ("text", "language", "number", "expected"),
    [
        # counted after, whatever stands before
        ("Проект охватил 700 государственных аптек", Language.RU, 0, ["государственных", "аптек"]),
        ("Школ открыли 10 тысяч", Language.RU, 0, ["Школ", "открыли"]),
        ("Камер 10 в Минске", Language.RU, 0, ["Камер"]),
        ("Школ 10, больниц 20", Language.RU, 0, ["Школ"]),
        ("Школ 10, больниц 20", Language.RU, 1, ["больниц"]),
        # another figure ends it
        ("охватил 7 тыс. школ и 49 млн обедов", Language.RU, 0, ["школ"]),
        ("10% of people", Language.EN, 0, ["people"]),
        # a suffix and «more than» are passed over
        ("700-ден астам дәріхана", Language.KK, 0, ["дәріхана"]),
        ("объем превысил 8 тонн — рост более 10%", Language.RU, 1, ["рост"]),
        ("сократить расходы на 15–30%", Language.RU, 0, ["сократить", "расходы"]),
        ("вошла в топ-50 по готовности", Language.RU, 0, ["топ-"]),
        ("ел 24-орын алды", Language.KK, 0, ["ел", "24-орын", "алды"]),
        ("a b c d e grew by 5%", Language.EN, 0, ["d", "e", "grew"]),
    ],
)
def test_words_beside(text: str, language: Language, number: int, expected: list[str]) -> None:
    found = numbers(text, language)[number]
    assert measured_by(text, found, language) == expected


@pytest.mark.parametrize(
    ("claim", "told", "expected"),
    [
        ("более 50%", "90%", True),
        ("более чем в 50 школах", "90 школ", True),
        ("более 95%", "90%", False),
        ("не более 50%", "90%", False),
        ("не менее 50%", "90%", True),
        ("менее 95%", "90%", True),
        ("50%", "90%", False),
        ("more than 50%", "90%", True),
        ("no more than 95%", "90%", True),
        ("less than 25%", "20–25%", True),
        ("less than 20%", "20–25%", False),
        ("500-ден астам", "700", True),
        ("500-ден аз", "700", False),
    ],
)
def test_bounds_admit_what_keeps_them(claim: str, told: str, expected: bool) -> None:
    language = Language.KK if "ден" in claim else Language.RU
    [asked], [other] = numbers(claim, language), numbers(told, language)
    assert admits(claim, asked, other) is expected


@pytest.mark.parametrize(("text", "expected"), [("в TOP-500", True), ("в 500 местах", False)])
def test_a_figure_may_be_part_of_a_name(text: str, expected: bool) -> None:
    [figure] = numbers(text, Language.RU)
    assert is_joined(text, figure) is expected
