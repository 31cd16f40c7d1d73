"""Each kind of FAISS store at one size: time to build, size, time of a query, and recall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.scale.measure import mib, percentiles_ms, taking
from index import StoreKind, StoreSettings, Vectors
from index.faiss_store import FaissStore
from index.vectors import Scores

K = 10


@dataclass(frozen=True, slots=True)
class DenseRow:
    """One store: ``build`` and ``grow`` in processor seconds, ``grow`` for one vector in a hundred
    more; queries one at a time, in one thread."""

    kind: StoreKind
    size: int
    build: float
    grow: float
    mib: float
    p50_ms: float
    p95_ms: float
    recall: float


def measure_dense(
    vectors: Vectors, more: Vectors, queries: Vectors, kinds: Sequence[StoreKind], scratch: Path
) -> Iterator[DenseRow]:
    """Stores of ``vectors``, asked ``queries`` and then grown by ``more``."""
    import faiss

    size = len(vectors)
    exact = FaissStore(vectors.shape[1], StoreSettings(kind=StoreKind.FLAT), size)
    exact.add(np.arange(size), vectors)
    wanted = exact.search(queries, K)[0][:, -1:]
    del exact
    for kind in kinds:
        store = FaissStore(vectors.shape[1], StoreSettings(kind=kind), size)
        with taking() as building:
            store.add(np.arange(size), vectors)
        directory = scratch / f"{kind}-{size}"
        store.save(directory)
        with taking() as growing:
            store.add(np.arange(size, size + len(more)), more)
        del store
        loaded = FaissStore.load(directory)
        threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        p50, p95 = percentiles_ms(partial(_search, loaded), np.split(queries, len(queries)))
        faiss.omp_set_num_threads(threads)
        yield DenseRow(
            kind,
            size,
            building.processors,
            growing.processors,
            mib(directory),
            p50,
            p95,
            recall(loaded.search(queries, K)[0], wanted),
        )


def _search(store: FaissStore, query: Vectors) -> object:
    return store.search(query, K)


def recall(found: Scores, worst: Scores) -> float:
    """The share of the best k that was found, given the score of the worst of them in each row."""
    return float((found >= worst - 1e-5).mean())
