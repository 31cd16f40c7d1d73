"""Vectors of sentences: what is stored, what is kept, and what is refused."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from corpus import Language
from index import FakeEmbedder, IndexDamagedError, SearchIndex, add_documents, build_index, verify
from index.embedder import unit
from index.sentences import SentenceVectors, SentenceVectorsWriter
from tests.assistant.texts import document

TEXT = "Порт Актау открыт в 1963 году. Он вырос вдвое."


def rows(count: int, seed: int = 0) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return unit(chance.normal(size=(count, 48)).astype(np.float32))


def test_directions_are_kept_within_eight_bits(tmp_path: Path) -> None:
    first, second = rows(3), rows(1, 1)
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([8, 17, 9], [first, second, rows(0)])
    stored = SentenceVectors(tmp_path / "s")
    one, two, none = stored.fetch([8, 17, 9])
    assert one is not None
    assert two is not None
    assert none is None  # a view without sentences
    assert (one * first).sum(axis=1).min() > 0.9995
    assert np.linalg.norm(two, axis=1) == pytest.approx(1.0)
    assert stored.counts() == {8: 3, 17: 1}


def test_a_zero_vector_stays_zero(tmp_path: Path) -> None:
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([1], [np.zeros((1, 48), dtype=np.float32)])
    [found] = SentenceVectors(tmp_path / "s").fetch([1])
    assert found is not None
    assert not found.any()


def test_rows_of_the_previous_file_stay_where_they_are_kept(tmp_path: Path) -> None:
    with SentenceVectorsWriter(tmp_path / "old") as writer:
        writer.add([1, 2], [rows(1), rows(2)])
    with SentenceVectorsWriter(tmp_path / "new", tmp_path / "old", np.array([2])) as writer:
        writer.add([3], [rows(3)])
    assert SentenceVectors(tmp_path / "new").counts() == {2: 2, 3: 3}
    assert SentenceVectors(tmp_path / "old").counts() == {1: 1, 2: 2}


def test_a_row_of_another_size_is_refused(tmp_path: Path) -> None:
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([1], [rows(2)])
    with sqlite3.connect(tmp_path / "s") as connection:
        connection.execute("UPDATE sentences SET vectors = x'0102030405', count = 2")
    connection.close()
    with pytest.raises(IndexDamagedError, match=r"cannot be read .*assistant index build"):
        SentenceVectors(tmp_path / "s").fetch([1])


def test_what_is_not_a_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s").write_bytes(b"no database at all, but long enough to be read as one" * 20)
    with pytest.raises(IndexDamagedError, match="assistant index build"):
        SentenceVectors(tmp_path / "s").counts()


def test_an_index_keeps_the_vectors_of_sentences(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    build_index([document(TEXT)], tmp_path, embedder)
    index = SearchIndex.open(tmp_path, embedder)
    [passage] = index.passages(document(TEXT).id)
    vectors = index.sentence_vectors(passage)[Language.RU]
    expected = embedder.encode_passages([sentence.text for sentence in passage.sentences])
    assert len(vectors) == 2
    assert (vectors * expected).sum(axis=1).min() > 0.999
    assert verify(tmp_path).ok


def test_what_is_added_costs_nothing_of_what_was_there(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    build_index([document(TEXT, "port")], tmp_path, embedder)
    embedder.passages.clear()
    add_documents([document("Озеро Балхаш мелеет.", "lake")], tmp_path, embedder)
    assert embedder.passages == ["Озеро Балхаш мелеет."]
    add_documents([document(TEXT, "again")], tmp_path, embedder)
    assert embedder.passages == ["Озеро Балхаш мелеет."]  # an equal text has its vectors already
    index = SearchIndex.open(tmp_path, embedder)
    for name in ("port", "again"):
        [passage] = index.passages(name)
        assert len(index.sentence_vectors(passage)[Language.RU]) == 2
    assert verify(tmp_path).ok


def test_verify_misses_no_vectors_of_sentences(tmp_path: Path) -> None:
    build_index([document(TEXT)], tmp_path, FakeEmbedder())
    index = SearchIndex.open(tmp_path, FakeEmbedder())
    index.close()
    [path] = tmp_path.rglob("sentences.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM sentences")
    connection.close()
    report = verify(tmp_path)
    assert not report.ok
    assert "sentences.sqlite" in report.problems[0]
