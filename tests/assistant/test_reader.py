from pathlib import Path

import numpy as np
import pytest

from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Document, Language, PassageKind, Translation, document_from_text
from index import FakeEmbedder, SearchIndex, SentenceEmbedder, build_index
from tests.assistant.texts import CITY, document, open_index


def test_reading_is_kept_and_embeds_once(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    reader = Reader(index)
    wanted = [p for p in index.passages("text") if p.text.startswith("Музей")]
    [reading] = reader.read(wanted)
    count = len(embedder.passages)
    assert reader.read(wanted) == [reading]
    assert len(embedder.passages) == count
    view = reading.views[Language.RU]
    assert view.where["зал"] == (1,)
    assert len(view.sentences) == 2
    assert view.vectors.shape == (2, embedder.dimension)
    assert view.word_starts == (0, 5)
    letters = [sum(c.isalnum() and c != "ё" for c in s.text) for s in view.sentences]
    assert view.tokens.shape == (sum(letters), embedder.dimension)
    assert view.token_starts == (0, letters[0])


class NoTokens:
    """The readable embedder without what it gives of tokens and sentences in their texts."""

    def __init__(self) -> None:
        self._embedder = FakeEmbedder()
        self.name, self.digest = self._embedder.name, self._embedder.digest
        self.dimension = self._embedder.dimension
        self.encode_queries = self._embedder.encode_queries
        self.encode_passages = self._embedder.encode_passages


def test_a_sentence_is_one_token_to_an_embedder_that_knows_none(tmp_path: Path) -> None:
    embedder = NoTokens()
    assert not isinstance(embedder, SentenceEmbedder)
    build_index([document(CITY)], tmp_path, embedder)
    index = SearchIndex.open(tmp_path, embedder)
    wanted = [p for p in index.passages("text") if p.text.startswith("Музей")]
    [reading] = Reader(index).read(wanted)
    view = reading.views[Language.RU]
    assert np.array_equal(view.tokens, view.vectors)
    assert view.token_starts == (0, 1)
    query = analyse_query("Сколько залов?", Language.RU, embedder, Rarity({}))
    assert query.tokens.vectors == pytest.approx(query.vector[None])
    assert query.tokens.weights.tolist() == [1.0]


def test_sentences_that_the_index_does_not_keep_are_read_alone(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    kept = Reader(index)
    wanted = [p for p in index.passages("text") if p.text.startswith("Музей")]
    [known] = kept.read(wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SearchIndex, "sentences", lambda *_: {})
        [alone] = Reader(index).read(wanted)
    one, other = known.views[Language.RU], alone.views[Language.RU]
    assert other.token_starts == one.token_starts
    assert np.array_equal(other.tokens, one.tokens)
    assert other.vectors == pytest.approx(one.vectors, abs=0.2)  # not of unit length here


def test_capacity_bounds_what_is_kept(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    reader = Reader(index, capacity=1)
    one, two = (p for p in index.passages("text") if p.text.startswith(("Музей", "Алматы")))
    reader.read([one])
    reader.read([two])
    count = len(embedder.passages)
    reader.read([one])
    assert len(embedder.passages) > count


def test_readings_of_documents_that_are_the_same_are_taken_over(tmp_path: Path) -> None:
    other = document("Парк открыт весь год.", "other")
    old = Reader(open_index(tmp_path / "old", document(CITY), other))
    passages = [p for name in ("text", "other") for p in old._index.passages(name)]
    read = {reading.passage.id: reading for reading in old.read(passages)}

    changed = document("Парк открыт летом.", "other")
    index = open_index(tmp_path / "new", document(CITY), changed)
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    reader = Reader(index)
    reader.take_over(old, 100)
    embedder.passages.clear()
    same = index.passages("text")
    assert all(reading is read[reading.passage.id] for reading in reader.read(same))
    assert embedder.passages == []
    [fresh] = reader.read(index.passages("other"))
    assert fresh.passage.text == "Парк открыт летом."

    without = Reader(open_index(tmp_path / "less", other))
    without.take_over(reader, 100)
    assert without._kept == {}


def test_no_more_readings_are_taken_over_than_told(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(CITY))
    old, new = Reader(index), Reader(index)
    old.read(index.passages("text"))
    new.take_over(old, 2)
    assert list(new._kept) == [p.id for p in index.passages("text")][-2:]


HEADING, FURNITURE = PassageKind.HEADING, PassageKind.FURNITURE
CARD = "Стоимость составляет 500 тенге."


def titled(text: str, name: str, title: str, *translations: Translation) -> Document:
    return document_from_text(
        text, id=name, title=title, language=Language.RU, translations=translations
    )


def context(index: SearchIndex, name: str, start: str) -> frozenset[str]:
    [wanted] = [p for p in index.passages(name) if p.text.startswith(start)]
    [reading] = Reader(index).read([wanted])
    return reading.views[Language.RU].context


@pytest.mark.parametrize(
    "heading", ["# Регистрация ТОО", "## **Регистрация ТОО**", "РЕГИСТРАЦИЯ ТОО"]
)
def test_headings_are_context_whatever_their_marks(tmp_path: Path, heading: str) -> None:
    index = open_index(tmp_path, document(f"{heading}\n\n{CARD}"))
    assert context(index, "text", "Стоимость") == {"регистрац", "то"}


def test_a_long_heading_is_context(tmp_path: Path) -> None:
    index = open_index(tmp_path, document("# Регистрация " + "и ТОО " * 100 + f"\n\n{CARD}"))
    assert "регистрац" in context(index, "text", "Стоимость")


def test_titles_tell_documents_apart(tmp_path: Path) -> None:
    english = Translation(Language.EN, "Taxes", official=False, note="", paragraphs=(("500.",),))
    documents = (
        titled(CARD, "one", "Регистрация ТОО"),
        titled(CARD, "two", "Налоги", english),
        titled(CARD, "p12", "p12"),
    )
    index = open_index(tmp_path, *documents)
    assert context(index, "one", CARD) == {"регистрац", "то"}
    assert context(index, "two", CARD) == {"налог"}
    assert context(index, "p12", CARD) == set()
    [two] = Reader(index).read(index.passages("two"))
    assert two.views[Language.EN].context == {"tax"}
    assert (Language.RU, "Налоги") in list(two.texts())


def test_the_title_of_the_only_document_tells_nothing(tmp_path: Path) -> None:
    index = open_index(tmp_path, titled(CARD, "one", "Регистрация ТОО"))
    assert context(index, "one", CARD) == set()
    [reading] = Reader(index).read(index.passages("one"))
    assert list(reading.texts()) == [(Language.RU, CARD)]


def test_readings_of_a_document_with_another_title_are_not_taken_over(tmp_path: Path) -> None:
    other = titled(CARD, "other", "Налоги")
    old = Reader(open_index(tmp_path / "old", titled(CARD, "one", "Регистрация ТОО"), other))
    old.read([*old._index.passages("one"), *old._index.passages("other")])
    new = Reader(open_index(tmp_path / "new", titled(CARD, "one", "Закрытие ТОО"), other))
    new.take_over(old, 100)
    assert [reading.passage.document_id for reading in new._kept.values()] == ["other"]


def test_an_answer_is_read_with_its_question(tmp_path: Path) -> None:
    text = "Сколько стоит справка?\n\nБесплатно. Дома.\n\nВ: Нужна ли подпись?\nО: Нет."
    index = open_index(tmp_path, document(text))
    wanted = [p for p in index.passages("text") if p.kind is PassageKind.PARAGRAPH]
    one, two = (reading.views[Language.RU] for reading in Reader(index).read(wanted))
    assert [s.text for s in one.sentences] == ["Бесплатно.", "Дома."]
    assert one.where["справк"] == (0,)
    assert one.sentences[0].stems[-1] == "бесплатн"
    assert "справк" not in one.sentences[1].stems
    assert "справк" in one.context
    assert two.where["подп"] == (0,)
    assert "в" not in two.context
    # the letters of the question are read as tokens of the answer, as the index has them
    letters = sum(c.isalnum() for c in "Сколько стоит справка? Бесплатно.")
    assert one.token_starts == (0, letters)


def test_a_row_is_read_with_its_header(tmp_path: Path) -> None:
    text = "| Показатель | 2023 | 2024 |\n|---|---|---|\n| Бюджет | 2 870 | 3 115 |\n\nКонец."
    index = open_index(tmp_path, document(text))
    row, end = (p for p in index.passages("text") if p.kind not in (HEADING, FURNITURE))
    [read, after] = Reader(index).read([row, end])
    view = read.views[Language.RU]
    assert [s.text for s in view.sentences] == ["| Бюджет | 2 870 | 3 115 |"]
    assert view.where["#2023"] == view.where["бюджет"] == (0,)
    assert "#2023" in view.context
    assert read.introduction is not None
    assert read.introduction[0].text.startswith("| Показатель")
    assert after.views[Language.RU].context == set()


def test_a_question_in_running_text_stays_a_sentence(tmp_path: Path) -> None:
    index = open_index(tmp_path, document("Завод строят. Зачем он нужен? Он даст ток."))
    [reading] = Reader(index).read(index.passages("text"))
    texts = [s.text for s in reading.views[Language.RU].sentences]
    assert texts == ["Завод строят.", "Зачем он нужен?", "Он даст ток."]
    assert reading.views[Language.RU].context == set()


def test_a_heading_is_context_of_a_passage_in_another_language(tmp_path: Path) -> None:
    text = "# Есеп беру кездесуі\n\nПо словам акима, за год в округе отремонтировано 12 км дорог."
    index = open_index(tmp_path, document(text, language=Language.KK))
    [reading] = Reader(index).read([p for p in index.passages("text") if p.kind is not HEADING])
    assert list(reading.views) == [Language.RU]
    assert "есеп" in reading.views[Language.RU].context
