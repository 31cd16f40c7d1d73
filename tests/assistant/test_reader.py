from pathlib import Path

import numpy as np
import pytest

from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language
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
