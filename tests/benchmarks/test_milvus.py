"""The benchmark of Milvus: what it counts, and that it runs."""

import os

import numpy as np
import pytest

from benchmarks.milvus import measure
from benchmarks.milvus.__main__ import main
from index.faiss_store import FaissStore


def test_the_nearest_are_those_of_the_largest_products() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    queries = np.array([[1, 0], [0, 2]], dtype=np.float32)
    assert measure.nearest(vectors, queries, 2).tolist() == [[0, 2], [1, 2]]


def test_an_exact_store_recalls_everything_and_a_poor_one_what_it_finds() -> None:
    ids, vectors = measure.ids_of(200), measure.clustered(200, 1)
    store = FaissStore(measure.DIMENSION)
    store.add(ids, vectors)
    expected = ids[measure.nearest(vectors, vectors[:5], 10)]
    assert measure.search(store, vectors[:5], expected, 2, ()).recall == 1.0
    store.remove(np.unique(expected[:, :5]))
    assert measure.search(store, vectors[:5], expected, 2, ()).recall == pytest.approx(0.5, abs=0.1)


def test_a_process_has_time_and_memory() -> None:
    assert measure.cpu_s([os.getpid()]) > 0
    assert measure.memory_bytes([os.getpid()]) > 10_000_000


def test_runs_and_removes_what_it_wrote(
    milvus_lite: str, capsys: pytest.CaptureFixture[str]
) -> None:
    few = "--vectors 300 --queries 5 --rounds 1 --kinds flat --articles 3"
    main(f"--uri {milvus_lite} {few}".split())
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("| Milvus flat |") and "| 1.000 |" in line for line in lines) == 1
    assert any(line.startswith("| vectors in Milvus |") for line in lines)
