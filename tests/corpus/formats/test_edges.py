"""Numbers of pages, and lines that head or foot them."""

import pytest

from corpus.formats.edges import without_edges


@pytest.mark.parametrize(
    "label",
    [
        "Страница {} из 3",
        "стр. {}",
        "Page {} of 3",
        "{} / 3",
        "— {} —",
        "{}-бет",
        "Отчёт за 2025 год — {}",
        "{} Годовой отчёт",
    ],
)
def test_numbers_that_go_up_with_the_pages_are_dropped(label: str) -> None:
    pages = [[f"Текст {word}", label.format(n)] for n, word in enumerate("абв", 1)]
    assert without_edges(pages) == [["Текст а"], ["Текст б"], ["Текст в"]]
    assert without_edges([page[::-1] for page in pages]) == [["Текст а"], ["Текст б"], ["Текст в"]]


def test_numbers_may_start_elsewhere_and_be_left_out() -> None:
    pages = [["Обложка"], ["Текст б", "14"], ["Текст в", "15"], ["Текст г"]]
    assert without_edges(pages) == [["Обложка"], ["Текст б"], ["Текст в"], ["Текст г"]]


def test_a_page_that_tells_its_number_in_words_needs_no_other() -> None:
    assert without_edges([["Текст", "Страница 1 из 1"]]) == [["Текст"]]
    assert without_edges([["Текст", "1"]]) == [["Текст"]]


@pytest.mark.parametrize(
    "pages",
    [
        [["Школ до", "1000"], ["и это рекорд"]],
        [["Школ до", "1000"]],
        [["Школ до", "1000"], ["вузов", "120"], ["людей", "7"]],
        [["Глава 1", "Текст а"], ["Глава 2", "Текст б"], ["Глава 3", "Текст в"]],
        [["Вопрос 1", "Текст а"], ["Вопрос 2", "Текст б"], ["Вопрос 3", "Текст в"]],
        [["Текст а", "В 2025 году"], ["Текст б", "В 2021 году"], ["Текст в", "В 2030 году"]],
        [["Закон", "а"], ["Закон", "б"]],
    ],
)
def test_what_is_text_stays(pages: list[list[str]]) -> None:
    assert without_edges(pages) == pages


def test_several_lines_head_and_foot_pages() -> None:
    pages = [
        ["Годовой отчёт 2025", "АО «НИТ»", "", f"Текст {word}", "", "nit.kz", f"стр. {number}"]
        for number, word in enumerate("абвг", 1)
    ]
    pages[0] = pages[0][1:]
    assert without_edges(pages) == [["Текст а"], ["Текст б"], ["Текст в"], ["Текст г"]]


def test_the_numbers_of_most_pages_tell_the_heads_of_chapters() -> None:
    heads = [
        "i",
        "1",
        "Глава 1. Учёт 2",
        "Глава 1. Учёт 3",
        "4",
        "Глава 2. Спор 5",
        "Глава 2. Спор 6",
    ]
    pages = [[head, f"Текст {word}"] for head, word in zip(heads, "абвгдеж", strict=True)]
    assert without_edges(pages) == [
        ["i", "Текст а"],
        *([f"Текст {word}"] for word in "бвгдеж"),
    ]
