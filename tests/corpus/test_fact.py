"""Which lines tell a fact."""

import pytest

from corpus.fact import could_be_fact, is_fact


@pytest.mark.parametrize(
    "line",
    [
        "Единый контакт-центр акимата: 1414",
        "Бірыңғай байланыс орталығы: 1414",
        "Приём граждан проходит по вторникам с 15 до 18 часов",
        "Азаматтарды қабылдау сейсенбіде 15-тен 18-ге дейін",
        "Office hours are from 9 to 18",
        "Касса 9:00–18:00",
        "Телефон доверия 150",
        "Акимат, +7 7172 74 00 00",
        "Пишите на info@akim.kz",
        "Call us on 1414",
        "Рассмотрение занимает 5 рабочих дней",
        "Инфографика — это способ подачи данных",
        "Сурет — бұл бейне",
    ],
)
def test_facts(line: str) -> None:
    assert is_fact(line)


@pytest.mark.parametrize(
    "line",
    [
        "Экспорт вырос на 5 %",
        "Приём граждан проходит по вторникам",
        "Азаматтарды қабылдау сейсенбіде өтеді",
        "Стоимость услуги 4 325 тенге",
        "The service is free",
        "Режим: ежедневно",
    ],
)
def test_what_may_be_a_fact(line: str) -> None:
    assert could_be_fact(line)
    assert not is_fact(line)


@pytest.mark.parametrize(
    "line",
    [
        "Итоги 2025 года",
        "План на 2024–2026 годы",
        "5 шагов к цифровому Казахстану",
        "Топ-10 стран",
        "Урок 3: Дроби",
        "Норма Н-17: машины",
        "ГОСТ 12.30–94",
        "Для детей с 5 до 18 лет",
        "21 May, Friday",
        "Как записаться на приём с 9 до 18",
        "When to call 103",
        "103-ке қашан қоңырау шалу керек",
        "Бюджет и отчёт",
    ],
)
def test_what_heads_other_text(line: str) -> None:
    assert not is_fact(line)
    assert not could_be_fact(line)


def test_a_year_is_no_figure() -> None:
    assert not is_fact("Стратегия: 2030 год")
    assert is_fact("Срок: 17 января 2030 года")
