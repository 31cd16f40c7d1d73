"""The shipped article, read as the assistant reads it."""

from pathlib import Path

import pytest

from corpus import Document, Language, PassageKind, load_sources, paragraphs, passages, sentences

SOURCES = Path(__file__).parents[2] / "corpus" / "sources"


@pytest.fixture(scope="module")
def article() -> Document:
    (document,) = load_sources(SOURCES)
    return document


def of_kind(article: Document, kind: PassageKind) -> list[str]:
    return [passage.text for passage in passages(article) if passage.kind is kind]


def test_its_metadata(article: Document) -> None:
    assert article.id == "kazinform-2026-01-17"
    assert article.title == "Почему 2026 год стал особым"
    assert article.language is Language.RU
    assert [t.language for t in article.translations] == [Language.KK, Language.EN]
    assert not any(t.official for t in article.translations)


@pytest.mark.parametrize("index", [0, 1], ids=["kk", "en"])
def test_translations_have_a_line_for_each_sentence(article: Document, index: int) -> None:
    found = paragraphs(article.text)
    counts = [len(sentences(article.text[start:end], Language.RU)) for start, end in found]
    assert counts == [len(lines) for lines in article.translations[index].paragraphs]


def test_every_sentence_has_both_translations(article: Document) -> None:
    for passage in passages(article):
        assert passage.translations.keys() == {Language.KK, Language.EN}
        for sentence in passage.sentences:
            assert sentence.translations.keys() == {Language.KK, Language.EN}


def test_its_headings(article: Document) -> None:
    assert of_kind(article, PassageKind.HEADING) == [
        "2025 год: формирование системы",
        "Вычислительная инфраструктура и технологический суверенитет",
        "ИИ выходит в массовые сервисы",
        "От госуслуг к реальной экономике",
        "Законодательная база",
        "ИИ в других странах",
        "Выбор модели будущего",
    ]


def test_its_furniture(article: Document) -> None:
    assert of_kind(article, PassageKind.FURNITURE) == [
        "Скрин",
        "Инфографика: Kazinform",
        "Инфографика: Kazinform",
        "Фото: Gerd Altmann /Pixabay",
    ]


def test_its_countries_are_list_items_with_their_labels(article: Document) -> None:
    assert [text.split(":")[0] for text in of_kind(article, PassageKind.LIST_ITEM)] == [
        "Казахстан",
        "Россия",
        "Беларусь",
        "Узбекистан",
        "Кыргызстан",
        "Таджикистан",
    ]


def test_no_paragraph_of_it_is_cut(article: Document) -> None:
    assert len(passages(article)) == len(paragraphs(article.text))


def test_the_sentence_on_alem_cloud(article: Document) -> None:
    (found,) = (
        sentence
        for passage in passages(article)
        for sentence in passage.sentences
        if "86-е место" in sentence.text
    )
    assert article.text[found.start : found.end] == found.text
    assert found.text.startswith("В Казахстане запущен суперкомпьютерный кластер Alem.Cloud")
    assert "86th" in found.translations[Language.EN]
