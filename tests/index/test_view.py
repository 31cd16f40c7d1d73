"""Views: ids that lead back, and what is embedded."""

from dataclasses import replace

import pytest

from corpus import Document, Language, Translation, document_from_text, passages
from index.view import (
    View,
    card_titles,
    heading_translations,
    language_of,
    passage_views,
    row_of,
    view_id,
)


def last_views(document: Document) -> list[View]:
    found = passages(document)
    return list(passage_views(found[-1], heading_translations(found), card_titles(document)))


def card(text: str, title: str = "Регистрация ТОО") -> Document:
    return document_from_text(text, id="card", title=title, language=Language.RU)


def test_an_id_leads_back_to_row_and_language() -> None:
    ids = {view_id(row, language) for row in range(1, 50) for language in Language}
    assert len(ids) == 49 * len(Language)
    for identifier in ids:
        assert view_id(row_of(identifier), language_of(identifier)) == identifier


def test_headings_stand_before_the_embedded_text_in_its_language(lakes: Document) -> None:
    found = passages(lakes)
    [original, english] = passage_views(found[1], heading_translations(found))
    assert (original.language, original.text) == (Language.RU, found[1].text)
    assert original.embedded == f"Озёра\n{found[1].text}"
    assert english.embedded == "Lakes\nBalkhash is half fresh. It is 605 km long."


def test_headings_and_furniture_have_no_views(lakes: Document) -> None:
    found = passages(lakes)
    kinds = {passage.kind.value: len(list(passage_views(passage, {}))) for passage in found}
    assert kinds == {"heading": 0, "paragraph": 2, "list_item": 2, "furniture": 0}


def test_equal_keys_mean_equal_texts(lakes: Document) -> None:
    found = passages(lakes)
    keys = [view.key for passage in found for view in passage_views(passage, {})]
    assert len(set(keys)) == len(keys) == 6
    again = [view.key for passage in found for view in passage_views(passage, {})]
    assert keys == again


@pytest.mark.parametrize(
    ("text", "title", "embedded"),
    [
        ("Цена 5.", "Регистрация ТОО", "Регистрация ТОО\nЦена 5."),
        ("# Плата\n\nЦена 5.", "Регистрация ТОО", "Регистрация ТОО\nПлата\nЦена 5."),
        ("# Регистрация ТОО\n\nЦена 5.", "Регистрация ТОО", "Регистрация ТОО\nЦена 5."),
        ("Цена 5.", "card", "Цена 5."),
        ("Цена 5. " * 200, "Регистрация ТОО", ""),
    ],
    ids=["title", "heading", "repeated", "file", "long"],
)
def test_a_card_is_found_by_its_title(text: str, title: str, embedded: str) -> None:
    [view] = last_views(card(text, title))
    assert view.embedded == (embedded or view.text)
    assert view.text in text
    start, end = view.spans[0]
    assert view.embedded[start:end] == "Цена 5."


def test_a_card_is_found_by_its_translated_title() -> None:
    english = Translation(
        Language.EN, "Registration", official=False, note="", paragraphs=(("Price 5.",),)
    )
    [own, translated] = last_views(replace(card("Цена 5."), translations=(english,)))
    assert own.embedded == "Регистрация ТОО\nЦена 5."
    assert translated.embedded == "Registration\nPrice 5."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Как быть?\n\nЗвоните. Пишите.", "Как быть?\nЗвоните."),
        ("Статья 2. Плата\n\nЕё нет. Не было.", "Статья 2. Плата\nЕё нет."),
        ("| Год | Жалоб |\n|---|---|\n| 2024 | 41 |", "Год | Жалоб\n| 2024 | 41 |"),
        ("# Плата\n\nЕё нет. Не было.", "Её нет."),
    ],
)
def test_a_heading_is_read_with_what_says_nothing_without_it(text: str, first: str) -> None:
    [view] = last_views(card(text))
    start, end = view.spans[0]
    assert view.embedded[start:end] == first
    assert all(view.embedded[a:b] in view.text for a, b in view.spans[1:])


def test_an_answer_is_read_with_the_translated_question() -> None:
    english = Translation(
        Language.EN, "T", official=False, note="", paragraphs=(("How?",), ("Call.",))
    )
    document = replace(card("Как быть?\n\nЗвоните."), translations=(english,))
    [_, view] = last_views(document)
    [(start, end)] = view.spans
    assert view.embedded[start:end] == "How?\nCall."
