"""The contract of a vector store, and the settings that choose one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.view import Ids

Scores = NDArray[np.float32]


class StoreKind(StrEnum):
    """How neighbours are found."""

    FLAT = "flat"
    """Every vector is compared: exact."""
    HNSW = "hnsw"
    """A navigable small-world graph (Malkov and Yashunin 2018): approximate."""
    IVF = "ivf"
    """Inverted lists around k-means centroids: approximate, smaller than a graph."""
    QUANTISED = "quantised"
    """Every vector is compared by four bits for four of its numbers, in registers (André, Kermarrec
    and Le Scouarnec, "Quick ADC", ICMR 2017), and the best of them exactly: approximate."""


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """``kind`` None chooses by size: flat up to ``flat_limit`` vectors, quantised above it; in
    Milvus, which has no such store, HNSW.

    Of a million vectors of 256 numbers an exact query takes 34 ms of one core, one of HNSW 0.4 ms
    at recall@10 of 0.855, and a quantised one 1 ms at 0.997; it is also built seventy times as
    fast as the graph. IVF finds fewer (benchmarks/scale/README.md says what vectors these are).

    ``graph_degree``, ``build_effort`` and ``search_effort`` are HNSW's M, efConstruction and
    efSearch; ``lists`` and ``probes`` IVF's nlist (0: four times the square root of the number of
    vectors) and nprobe; ``shortlist`` is how many vectors a quantised store compares exactly for
    each that is asked for.
    """

    kind: StoreKind | None = None
    flat_limit: int = 50_000
    graph_degree: int = 32
    build_effort: int = 80
    search_effort: int = 128
    lists: int = 0
    probes: int = 64
    shortlist: int = 50

    def resolve(self, size: int) -> StoreKind:
        """The kind of store for ``size`` vectors."""
        if self.kind is not None:
            return self.kind
        return StoreKind.FLAT if size <= self.flat_limit else StoreKind.QUANTISED


@runtime_checkable
class VectorStore(Protocol):
    """Vectors under ids that the caller chooses, found by inner product.

    Vectors are float32[n, dimension]; ids are distinct, not negative, int64[n].
    """

    @property
    def dimension(self) -> int: ...

    @property
    def description(self) -> Mapping[str, Any]:
        """How it finds neighbours, and where its vectors are, in words of JSON; no secrets."""
        ...

    @property
    def ids(self) -> Ids:
        """Every id, ascending."""
        ...

    def __len__(self) -> int: ...

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Store ``vectors[i]`` under ``ids[i]``.

        Raises:
            ValueError: shapes disagree, or an id is taken or given twice.
        """
        ...

    def remove(self, ids: Ids) -> None:
        """Forget the vectors of these ids.

        Raises:
            KeyError: an id is not stored.
        """
        ...

    def fetch(self, ids: Ids) -> Vectors:
        """The vectors of these ids, in their order.

        Raises:
            KeyError: an id is not stored.
        """
        ...

    def search(self, queries: Vectors, k: int) -> tuple[Scores, Ids]:
        """float32[n, m] scores and int64[n, m] ids of the best m = min(k, len(self)) of each query.

        Best first, equal scores by id. Where an approximate store finds fewer, the row ends in
        scores of -inf and ids of -1.

        Raises:
            ValueError: the queries are not of the store's dimension, or k < 1.
        """
        ...

    def check(self, *, contents: bool = False) -> None:
        """Whether the vectors can be had now; with ``contents``, whether those beyond the saved
        files, whose digests are checked elsewhere, are what was saved.

        Raises:
            StoreUnavailableError: they cannot.
            IndexDamagedError: they are not.
        """
        ...

    def save(self, directory: Path) -> None:
        """Write the store into ``directory``, which is created.

        Raises:
            OSError: it cannot be written.
        """
        ...
