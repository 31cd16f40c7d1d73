"""Vectors of sentences: what is stored, what is kept, and what is refused."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus import Language
from index import FakeEmbedder, IndexDamagedError, SearchIndex, add_documents, build_index, verify
from index.embedder import QuestionTokens, SentencesInContext, unit
from index.sentences import SentenceVectors, SentenceVectorsWriter
from tests.assistant.texts import document

TEXT = "Порт Актау открыт в 1963 году. Он вырос вдвое."


def rows(count: int, seed: int = 0, width: int = 48) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return unit(chance.normal(size=(count, width)).astype(np.float32))


def read(*counts: int, seed: int = 0) -> SentencesInContext:
    """Sentences of so many tokens."""
    tokens = rows(sum(counts), seed, width=16)
    return SentencesInContext(rows(len(counts), seed), tokens, np.array(counts, dtype=np.intp))


def test_directions_are_kept_within_eight_bits(tmp_path: Path) -> None:
    first, second = read(2, 5, 1), read(3, seed=1)
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([8, 17, 9], [first, second, read()])
    stored = SentenceVectors(tmp_path / "s")
    one, two, none = stored.fetch([8, 17, 9])
    assert one is not None
    assert two is not None
    assert none is None  # a view without sentences
    assert (one.vectors * first.vectors).sum(axis=1).min() > 0.9995
    assert (one.tokens * first.tokens).sum(axis=1).min() > 0.9995
    assert one.counts.tolist() == [2, 5, 1]
    assert np.linalg.norm(two.vectors, axis=1) == pytest.approx(1.0)
    assert np.linalg.norm(two.tokens, axis=1) == pytest.approx(1.0)
    assert stored.counts() == {8: 3, 17: 1}


def test_a_question_is_met_by_the_best_sentence_of_each_view(tmp_path: Path) -> None:
    # Two tokens, the first three times as heavy. View 4: its sentences meet (1, 0), (0.6, 0.8);
    # view 9: the one sentence meets both with different tokens.
    parts = [
        SentencesInContext(rows(2), of_two((1, 0), (0.6, 0.8)), np.array([1, 1])),
        SentencesInContext(rows(1), of_two((0, 1), (0.6, 0.8), (0, 0)), np.array([3])),
    ]
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([4, 9], parts)
    question = QuestionTokens(of_two((1, 0), (0, 1)), np.array([0.75, 0.25], dtype=np.float32))
    met = SentenceVectors(tmp_path / "s").met(question, [9, 4, 5])
    assert met == pytest.approx({4: 0.75, 9: 0.75 * 0.6 + 0.25}, abs=0.01)
    assert SentenceVectors(tmp_path / "s").met(question, [5]) == {}
    assert SentenceVectors(tmp_path / "s").met(question, []) == {}


@pytest.mark.parametrize("counts", [b"", b"\0\0\0\0", b"\7\0\0\0"])
def test_tokens_that_do_not_fit_their_counts_are_refused(tmp_path: Path, counts: bytes) -> None:
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([4], [read(2)])
    with sqlite3.connect(tmp_path / "s") as connection:
        connection.execute("UPDATE sentences SET counts = ?", (counts,))
    connection.close()
    question = QuestionTokens(rows(1, width=16), np.ones(1, dtype=np.float32))
    with pytest.raises(IndexDamagedError, match="cannot be read"):
        SentenceVectors(tmp_path / "s").met(question, [4])


def of_two(*pairs: tuple[float, float]) -> np.ndarray:
    return np.array(pairs, dtype=np.float32)


def test_a_zero_vector_stays_zero(tmp_path: Path) -> None:
    zeros = np.zeros((1, 48), dtype=np.float32)
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([1], [SentencesInContext(zeros, zeros[:, :16], np.ones(1, dtype=np.intp))])
    [found] = SentenceVectors(tmp_path / "s").fetch([1])
    assert found is not None
    assert not found.vectors.any()
    assert not found.tokens.any()


def test_rows_of_the_previous_file_stay_where_they_are_kept(tmp_path: Path) -> None:
    with SentenceVectorsWriter(tmp_path / "old") as writer:
        writer.add([1, 2], [read(1), read(2, 2)])
    with SentenceVectorsWriter(tmp_path / "new", tmp_path / "old", np.array([2])) as writer:
        writer.add([3], [read(1, 1, 4)])
    assert SentenceVectors(tmp_path / "new").counts() == {2: 2, 3: 3}
    assert SentenceVectors(tmp_path / "old").counts() == {1: 1, 2: 2}


@pytest.mark.parametrize(
    "change",
    [
        "vectors = x'0102030405'",
        "tokens = x'0102030405'",
        "counts = x'0200000001'",
        "counts = x'02000000'",
        "counts = x'0300000000000000'",  # a sentence without a token
        "count = 3",
    ],
)
def test_a_row_of_another_size_is_refused(tmp_path: Path, change: str) -> None:
    with SentenceVectorsWriter(tmp_path / "s") as writer:
        writer.add([1], [read(2, 1)])
    with sqlite3.connect(tmp_path / "s") as connection:
        connection.execute(f"UPDATE sentences SET {change}")
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
    found = index.sentences(passage)[Language.RU]
    texts = [sentence.text for sentence in passage.sentences]
    assert found.vectors == pytest.approx(unit(embedder.encode_passages(texts)), abs=0.01)
    letters = [sum(c.isalnum() for c in text) for text in texts]
    assert found.counts.tolist() == letters
    assert (found.tokens.sum(axis=1) == 1.0).all()
    assert verify(tmp_path).ok


def test_what_is_added_costs_nothing_of_what_was_there(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    build_index([document(TEXT, "port")], tmp_path, embedder)
    embedder.passages.clear()
    add_documents([document("Озеро Балхаш мелеет.", "lake")], tmp_path, embedder)
    assert embedder.passages == ["Заголовок lake\nОзеро Балхаш мелеет."]
    again = replace(document(TEXT, "again"), title="Заголовок port")
    add_documents([again], tmp_path, embedder)  # an equal text has its vectors already
    assert embedder.passages == ["Заголовок lake\nОзеро Балхаш мелеет."]
    index = SearchIndex.open(tmp_path, embedder)
    for name in ("port", "again"):
        [passage] = index.passages(name)
        assert len(index.sentences(passage)[Language.RU].vectors) == 2
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
