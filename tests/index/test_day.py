import pytest

from corpus import Language
from index.quantity import QuantityKind, number_terms, numbers

RU, KK, EN = Language.RU, Language.KK, Language.EN
DAY, YEAR = QuantityKind.DAY, QuantityKind.YEAR
SIGNING = {(DAY, 1117.0), (YEAR, 2025.0)}


@pytest.mark.parametrize(
    ("text", "language", "spans"),
    [
        ("подписан 17.11.2025 г.", RU, ("17.11", "2025")),
        ("подписан 17.11.25.", RU, ("17.11", "25")),
        ("подписан 17/11/2025", RU, ("17/11", "2025")),
        ("подписан 17-11-2025", RU, ("17-11", "2025")),
        ("signed 11/17/2025", EN, ("11/17", "2025")),
        ("2025-11-17", EN, ("2025", "11-17")),
        ("2025.11.17 күні", KK, ("2025", "11.17")),
        ("17 ноября 2025 года", RU, ("17", "2025")),
        ("17-го ноября 2025 года", RU, ("17-го", "2025")),
        ("семнадцатого ноября 2025 года", RU, ("семнадцатого", "2025")),
        ("November 17, 2025", EN, ("17", "2025")),
        ("on Nov. 17, 2025", EN, ("17", "2025")),
        ("17 November 2025", EN, ("17", "2025")),
        ("the 17th of November 2025", EN, ("17th", "2025")),
        ("2025 жылғы 17 қараша", KK, ("2025", "17")),
        ("2025 жылы 17 қарашада", KK, ("2025", "17")),
        ("2025 жылғы 17-қараша", KK, ("2025", "17")),
        ("2025 жылғы қарашаның 17-сінде", KK, ("2025", "17")),
    ],
)
def test_a_date_is_a_day_and_a_year_however_written(
    text: str, language: Language, spans: tuple[str, str]
) -> None:
    found = numbers(text, language)
    assert {(each.kind, each.value) for each in found} == SIGNING
    assert tuple(text[each.start : each.end] for each in found) == spans


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("с 17 по 20 ноября", RU, [(1117, None), (1120, None)]),
        ("17, 18 и 20 ноября", RU, [(1117, None), (1118, None), (1120, None)]),
        ("17–20 ноября", RU, [(1117, 1120)]),
        ("17–20.11.2025", RU, [(1117, 1120)]),
        ("17.11.2025–20.11.2025", RU, [(1117, None), (1120, None)]),
        ("June 4 to 11", EN, [(604, 611)]),
        ("первого мая", RU, [(501, None)]),
        ("бірінші қыркүйек", KK, [(901, None)]),
    ],
)
def test_days_share_a_month(
    text: str, language: Language, days: list[tuple[float, float | None]]
) -> None:
    found = [each for each in numbers(text, language) if each.kind is not YEAR]
    assert [(each.value, each.upper) for each in found] == days
    assert all(each.kind is DAY for each in found)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("17,11 % и 17.11", RU, [17.11, 17.11]),
        ("45.13.2025", RU, []),
        ("31.02.2025", RU, []),
        ("версия 1.12.3", RU, []),
        ("45 ноября", RU, [45]),
        ("17 школ, 20 ноября", RU, [17, 1120]),
        ("in May 20 schools opened", EN, [20]),
        ("may 5 people enter", EN, [5]),
        ("Since January seven decisions", EN, [7]),
        ("the first March without queues", EN, []),
        ("бесінші маусым", KK, []),
        ("5 казанских школ", RU, [5]),
    ],
)
def test_what_is_no_date(text: str, language: Language, values: list[float]) -> None:
    assert [each.value for each in numbers(text, language)] == values


def test_the_terms_of_a_date_are_its_day_and_its_year() -> None:
    assert number_terms("17.11.2025", RU) == number_terms("17 ноября 2025", RU) == ["#17", "#2025"]
