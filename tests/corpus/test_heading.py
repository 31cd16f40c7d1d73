"""Which lines can be headings, and at what level."""

import pytest

from corpus.heading import (
    heading_title,
    is_numbering,
    is_question,
    leads,
    numbered_level,
    part_level,
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## **Два** ##", "Два"),
        ("Законодательная база", "Законодательная база"),
        ("| Район | Жалоб |", "Район | Жалоб"),
        ("В: Нужна ли ЭЦП?", "Нужна ли ЭЦП?"),
        ("# " + "а" * 400, "а" * 300),
    ],
)
def test_title_is_without_marks(text: str, title: str) -> None:
    assert heading_title(text) == title


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Раздел 1. Общая часть", 10),
        ("Глава II. Права", 12),
        ("2-тарау. Құқықтар", 12),
        ("§ 3. Сроки", 14),
        ("Статья 2. Плата", 16),
        ("СТАТЬЯ 2-1. Плата", 16),
        ("Статья 2.", 16),
        ("Статья 2", 16),
        ("5-бап. Төлем", 16),
        ("Article 5. Fees", 16),
        ("Section 3: Fees", 16),
    ],
)
def test_titles_of_numbered_parts(line: str, level: int) -> None:
    assert numbered_level(line) == part_level(line) == level


@pytest.mark.parametrize(
    "line",
    [
        "Статья 5 Конституции",
        "Статья вышла в мае",
        "Статья 2. Плата не взимается.",
        "Глава 5 государств подписал",
        "Часть 2. из трёх",
        "5. Төлем",
        "Section",
    ],
)
def test_what_is_no_title_of_a_numbered_part(line: str) -> None:
    assert numbered_level(line) == 0


def test_a_part_without_title_still_has_its_level() -> None:
    assert part_level("Статья 2. Плата не взимается.") == 16
    assert part_level("Статья 5 Конституции гласит иное.") == 0


@pytest.mark.parametrize("text", ["Статья 2.", "5-бап.", "Глава 1.", "Article 5.", "Section 3."])
def test_numbers_of_parts(text: str) -> None:
    assert is_numbering(text)
    assert not is_numbering(f"{text} Плата")


def test_plain_numbers_are_no_numbers_of_parts() -> None:
    assert not is_numbering("Дом 5.")
    assert not is_numbering("")


@pytest.mark.parametrize(
    "line",
    [
        "Сколько стоит справка?",
        "Что такое ТОО? Чем оно отличается от ИП?",
        "1. Что такое ЭЦП?",
        "В: Нужна ли ЭЦП ребёнку?",
        "**How much is it?**",
    ],
)
def test_questions(line: str) -> None:
    assert is_question(line)


@pytest.mark.parametrize(
    "line",
    [
        "Справка бесплатна.",
        "В стране строят завод. Зачем он нужен?",
        "«Сколько стоит справка?»",
        "— Сколько стоит справка?",
        "а сколько стоит справка?",
        "Сколько\nстоит?",
        "Правда ли это? Нет.",
        "?",
        "Сколько " * 30 + "стоит?",
    ],
)
def test_what_is_no_question_of_its_own(line: str) -> None:
    assert not is_question(line)


def test_what_is_incomplete_without_its_heading() -> None:
    assert leads("Сколько стоит справка?", "Бесплатно.")
    assert leads("Статья 2. Плата", "1. Плата взимается.")
    assert leads("Район | Жалоб", "| Панфиловский | 41 |")
    assert not leads("Район | Жалоб", "Жалоб стало меньше.")
    assert not leads("Итоги года", "Экспорт вырос.")
