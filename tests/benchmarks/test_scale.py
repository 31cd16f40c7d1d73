"""The benchmark of scale on tiny sizes: what it draws, and that it measures all it names."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.scale.__main__ import main
from benchmarks.scale.dense import recall
from benchmarks.scale.texts import PASSAGES, documents, questions
from benchmarks.scale.vectors import Cloud, nearest
from index import WORD_MODEL, load_embedder


@pytest.fixture(scope="module")
def cloud() -> Cloud:
    return Cloud.of(load_embedder(WORD_MODEL))


def test_documents_have_their_passages_and_are_the_same_each_time() -> None:
    drawn = list(documents(5))
    assert [document.id for document in drawn] == ["d0", "d1", "d2", "d3", "d4"]
    assert all(len(document.text.split("\n\n")) == PASSAGES for document in drawn)
    assert drawn == list(documents(5))
    assert drawn[0].text != next(documents(1, seed=9)).text


def test_the_vocabulary_grows_with_the_number_of_documents() -> None:
    words = [word for document in documents(200) for word in document.text.lower().split()]
    half = len(words) // 2
    assert len(set(words)) > 1.2 * len(set(words[:half]))


def test_questions_are_short() -> None:
    assert all(0 < len(question.split()) <= 8 for question, _ in questions(50))


def test_vectors_are_of_unit_length_and_the_same_each_time(cloud: Cloud) -> None:
    drawn = cloud.draw(100, seed=4)
    assert np.linalg.norm(drawn, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.array_equal(drawn, cloud.draw(100, seed=4))
    assert not np.array_equal(drawn, cloud.draw(100, seed=5))


def test_nearest_neighbours_by_brute_force() -> None:
    vectors = np.array([[1, 0], [0.8, 0.6], [0, 1]], dtype=np.float32)
    assert nearest(vectors, 9).tolist() == pytest.approx([0.8, 0.8, 0.6])


def test_recall_by_hand() -> None:
    found = np.array([[0.9, 0.5], [0.7, 0.3]], dtype=np.float32)
    assert recall(found, np.array([[0.5], [0.4]], dtype=np.float32)) == 0.75


def test_every_table_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--sizes", "300", "--texts", "50", "--growth", "100", "--scratch", str(tmp_path)])
    told = capsys.readouterr().out
    assert all(f"| 300 | {kind} |" in told for kind in ("flat", "hnsw", "ivf"))
    assert "| 50 | 1 |" in told
    assert "| 100 |" in told
    assert list(tmp_path.iterdir()) == []
