import pytest

from corpus import Language
from index.quantity import Quantity, QuantityKind, number_terms, numbers

RU, KK, EN = Language.RU, Language.KK, Language.EN
NUMBER, PERCENT, MONEY, ORDINAL, YEAR, DAY = QuantityKind


@pytest.mark.parametrize(
    ("text", "language", "kind", "value", "upper", "unit", "span"),
    [
        ("охватил 6,7 тыс. школ", RU, NUMBER, 6700, None, None, "6,7 тыс."),
        ("covered 6.7 thousand schools", EN, NUMBER, 6700, None, None, "6.7 thousand"),
        ("6,7 мың мектепті", KK, NUMBER, 6700, None, None, "6,7 мың"),
        ("всего 6700 школ", RU, NUMBER, 6700, None, None, "6700"),
        ("всего 6 700 школ", RU, NUMBER, 6700, None, None, "6 700"),
        ("6,700 schools", EN, NUMBER, 6700, None, None, "6,700"),
        ("более 51,5 млн онлайн-услуг", RU, NUMBER, 51_500_000, None, None, "51,5 млн"),
        ("51.5 million services", EN, NUMBER, 51_500_000, None, None, "51.5 million"),
        ("13 миллион рецепт", KK, NUMBER, 13_000_000, None, None, "13 миллион"),
        ("более двух миллионов раз", RU, NUMBER, 2_000_000, None, None, "двух миллионов"),
        ("екі миллион рет", KK, NUMBER, 2_000_000, None, None, "екі миллион"),
        ("two million times", EN, NUMBER, 2_000_000, None, None, "two million"),
        ("на 15–30%", RU, PERCENT, 15, 30, "%", "15–30%"),
        ("15 to 30 percent", EN, PERCENT, 15, 30, "%", "15 to 30 percent"),
        ("15‑20 школ", RU, NUMBER, 15, 20, None, "15‑20"),
        ("10 000–15 000 тенге", RU, MONEY, 10_000, 15_000, "KZT", "10 000–15 000 тенге"),
        ("от 3 000 до 5 000 школ", RU, NUMBER, 3_000, 5_000, None, "3 000 до 5 000"),
        ("10,000-15,000 people", EN, NUMBER, 10_000, 15_000, None, "10,000-15,000"),
        ("10 пайыздан астам", KK, PERCENT, 10, None, "%", "10 пайыздан"),
        ("85,5 %", RU, PERCENT, 85.5, None, "%", "85,5 %"),
        ("86-е место", RU, ORDINAL, 86, None, None, "86-е"),
        ("86th place", EN, ORDINAL, 86, None, None, "86th"),
        ("86-шы орын", KK, ORDINAL, 86, None, None, "86-шы"),
        ("86-орында", KK, ORDINAL, 86, None, None, "86-орында"),
        ("экспорт $5 млрд", RU, MONEY, 5e9, None, "USD", "$5 млрд"),
        ("$1.5bn", EN, MONEY, 1.5e9, None, "USD", "$1.5bn"),
        ("11 трлн руб. к", RU, MONEY, 11e12, None, "RUB", "11 трлн руб."),
        ("он миллион теңге", KK, MONEY, 10_000_000, None, "KZT", "он миллион теңге"),
        ("в 2025 году", RU, YEAR, 2025, None, None, "2025"),
        ("2025 жылы", KK, YEAR, 2025, None, None, "2025"),
        ("2025-жыл", KK, YEAR, 2025, None, None, "2025-жыл"),
        ("the 1990s", EN, YEAR, 1990, None, None, "1990s"),
        ("«Цифровая Беларусь» 2026–2030", RU, YEAR, 2026, 2030, None, "2026–2030"),
        ("2 млн кв. метров", RU, NUMBER, 2_000_000, None, "m2", "2 млн кв. метров"),
        ("800 млн тонн", RU, NUMBER, 800_000_000, None, "t", "800 млн тонн"),
        ("2 EFlops", EN, NUMBER, 2, None, "EFlops", "2 EFlops"),
        ("в TOP-500 мира", RU, NUMBER, 500, None, None, "500"),
        ("всего 6\u2009700 школ", RU, NUMBER, 6700, None, None, "6\u2009700"),
        ("всего 6\u2007700 школ", RU, NUMBER, 6700, None, None, "6\u2007700"),
        ("всего 6\u202f700 школ", RU, NUMBER, 6700, None, None, "6\u202f700"),
        ("всего 1.000.000 школ", RU, NUMBER, 1e6, None, None, "1.000.000"),
        ("цена 6.700,50 евро", RU, MONEY, 6700.5, None, "EUR", "6.700,50 евро"),
        ("всего 10⁶ тонн", RU, NUMBER, 1e6, None, "t", "10⁶ тонн"),
        ("около 5·10⁶", RU, NUMBER, 5e6, None, None, "5·10⁶"),
        ("about 10^-3", EN, NUMBER, 0.001, None, None, "10^-3"),
        ("5 тыс. 300 тенге", RU, MONEY, 5300, None, "KZT", "5 тыс. 300 тенге"),
        ("сорок девять миллионов обедов", RU, NUMBER, 49e6, None, None, "сорок девять миллионов"),
        ("сто двадцать процентов", RU, PERCENT, 120, None, "%", "сто двадцать процентов"),
        ("двадцать пятое место", RU, ORDINAL, 25, None, None, "двадцать пятое"),
        ("жиырма бесінші орын", KK, ORDINAL, 25, None, None, "жиырма бесінші"),
        ("twenty-fifth place", EN, ORDINAL, 25, None, None, "twenty-fifth"),
        (
            "в две тысячи двадцать пятом году",
            RU,
            YEAR,
            2025,
            None,
            None,
            "две тысячи двадцать пятом",
        ),
        ("две-три тысячи школ", RU, NUMBER, 2000, 3000, None, "две-три тысячи"),
        ("один-два миллиона", RU, NUMBER, 1e6, 2e6, None, "один-два миллиона"),
        ("от пяти до семи миллионов", RU, NUMBER, 5e6, 7e6, None, "пяти до семи миллионов"),
        ("от ста до двух тысяч", RU, NUMBER, 100, 2000, None, "ста до двух тысяч"),
        ("екі-үш мың", KK, NUMBER, 2000, 3000, None, "екі-үш мың"),
        ("two to three million", EN, NUMBER, 2e6, 3e6, None, "two to three million"),
        (
            "ten to two hundred thousand",
            EN,
            NUMBER,
            10_000,
            200_000,
            None,
            "ten to two hundred thousand",
        ),
        ("с 96 до 21 миллиона", RU, NUMBER, 96e6, 21e6, None, "96 до 21 миллиона"),
        ("a hundred schools", EN, NUMBER, 100, None, None, "a hundred"),
        ("он мектеп", KK, NUMBER, 10, None, None, "он"),
    ],
)
def test_a_quantity_is_read_with_its_place(
    text: str,
    language: Language,
    kind: QuantityKind,
    value: float,
    upper: float | None,
    unit: str | None,
    span: str,
) -> None:
    start = text.index(span)
    expected = Quantity(kind, value, unit, start, start + len(span), upper)
    assert numbers(text, language) == [expected]


def test_a_year_does_not_run_into_the_number_after_it() -> None:
    found = [(each.value, each.upper) for each in numbers("2024–2025 100 школ", RU)]
    assert found == [(2024, 2025), (100, None)]


@pytest.mark.parametrize("text", ["IPv6 и 5G", "он сказал", "один из них", "a hundred", "", "v2x"])
def test_no_quantity_in(text: str) -> None:
    assert numbers(text, RU) == []


def test_quantities_come_in_order() -> None:
    values = [each.value for each in numbers("6,7 тыс. школ и 49 млн обедов, 15–30%", RU)]
    assert values == [6700, 49e6, 15]


def test_a_dash_between_sentences_makes_no_range_of_words() -> None:
    found = [(each.value, each.upper) for each in numbers("в сорок — 6,7 млн", RU)]
    assert found == [(40, None), (6.7e6, None)]


def test_a_comma_before_three_digits_groups_in_english_only() -> None:
    assert [each.value for each in numbers("1,190", EN)] == [1190]
    assert [each.value for each in numbers("1,190", RU)] == [1.19]


def test_number_terms_are_equal_across_notations() -> None:
    assert number_terms("6,7 тыс.", RU) == number_terms("6.7 thousand", EN) == ["#6700"]
    assert number_terms("шесть тысяч семьсот", RU) == number_terms("алты мың жеті жүз", KK)
    assert number_terms("шесть тысяч семьсот", RU) == ["#6700"]
    assert number_terms("6,7 мың", KK) == number_terms("6700", KK) == ["#6700"]


def test_a_percentage_is_also_a_term_of_its_own() -> None:
    assert number_terms("15–30%", RU) == ["#15", "#15%", "#30", "#30%"]
