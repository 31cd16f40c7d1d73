"""The vector store of one machine: FAISS (Douze et al. 2024)."""

import dataclasses
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.embedder import Vectors
from index.errors import IndexDamagedError
from index.layout import REBUILD
from index.vectors import Scores, StoreKind, StoreSettings
from index.view import Ids

_VECTORS = "index.faiss"
_IDS = "ids.npy"
_META = "store.json"
_REMOVED = -1
_SPARE = 0.2
"""Share of removed vectors an approximate store carries before it is rebuilt without them."""
_TRAINING_POINTS = 64
"""Vectors sampled per centroid when an IVF store is trained."""
_PART = 4
"""Numbers of a vector that share a code in a quantised store."""
_CODE_BITS = 4
_CODE_TRAINING = 50_000
"""Vectors sampled to train the codes."""


class FaissStore:
    """Vectors by position in a FAISS index, beside an array of the id at each position.

    Searching is safe from several threads; changing is not. A store loaded with ``mmap`` shares
    its vectors with every process that maps the file, and is not to be changed.
    """

    def __init__(
        self, dimension: int, settings: StoreSettings | None = None, expected: int = 0
    ) -> None:
        """An empty store of the kind that ``settings`` choose for ``expected`` vectors."""
        if dimension < 1:
            raise ValueError(f"dimension {dimension}, expected at least 1")
        settings = settings or StoreSettings()
        self._settings = dataclasses.replace(settings, kind=settings.resolve(expected))
        self._dimension = dimension
        self._lists = settings.lists or max(1, round(4 * math.sqrt(expected)))
        self._index = self._empty()
        self._set_ids(np.empty(0, dtype=np.int64))

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def kind(self) -> StoreKind:
        return self._settings.resolve(0)

    @property
    def settings(self) -> StoreSettings:
        """The settings in use, the kind among them never None."""
        return self._settings

    @property
    def description(self) -> Mapping[str, Any]:
        return dataclasses.asdict(self._settings)

    @property
    def ids(self) -> Ids:
        return np.sort(self._ids[self._ids != _REMOVED])

    def __len__(self) -> int:
        return self._size

    def add(self, ids: Ids, vectors: Vectors) -> None:
        ids = np.ascontiguousarray(ids, dtype=np.int64)
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        if ids.ndim != 1 or vectors.shape != (len(ids), self._dimension):
            raise ValueError(
                f"ids of shape {ids.shape} and vectors of shape {vectors.shape},"
                f" expected (n,) and (n, {self._dimension})"
            )
        if len(ids) == 0:
            return
        if ids.min() < 0 or len(np.unique(ids)) < len(ids) or np.isin(ids, self._ids).any():
            raise ValueError("an id is negative, given twice or already stored")
        if not self._index.is_trained:
            self._train(vectors)
        self._index.add(vectors)
        self._set_ids(np.concatenate([self._ids, ids]))

    def remove(self, ids: Ids) -> None:
        positions = self._positions(ids)
        if len(positions) == 0:
            return
        remaining = self._ids.copy()
        remaining[positions] = _REMOVED
        removed = np.count_nonzero(remaining == _REMOVED)
        whole = (StoreKind.FLAT, StoreKind.QUANTISED)  # these cannot leave any out of a search
        if self.kind in whole or removed > _SPARE * len(remaining):
            kept = np.flatnonzero(remaining != _REMOVED)
            vectors = self._at(kept)
            self._index = self._empty()
            self._set_ids(np.empty(0, dtype=np.int64))
            self.add(remaining[kept], vectors)
        else:
            self._set_ids(remaining)

    def fetch(self, ids: Ids) -> Vectors:
        return self._at(self._positions(ids))

    def search(self, queries: Vectors, k: int) -> tuple[Scores, Ids]:
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        if queries.ndim != 2 or queries.shape[1] != self._dimension:
            raise ValueError(f"queries of shape {queries.shape}, expected (n, {self._dimension})")
        if k < 1:
            raise ValueError(f"k is {k}, expected at least 1")
        k = min(k, len(self))
        if k == 0 or len(queries) == 0:
            empty = (len(queries), k)
            return np.empty(empty, dtype=np.float32), np.empty(empty, dtype=np.int64)
        if self.kind is StoreKind.QUANTISED and len(self) <= k * self._settings.shortlist:
            scores, positions = self._index.refine_index.search(queries, k)
        else:
            scores, positions = self._index.search(queries, k, params=self._parameters(k))
        ids = np.where(positions >= 0, self._ids[positions], _REMOVED)
        scores = np.where(positions >= 0, scores, -np.inf).astype(np.float32)
        order = np.lexsort((ids, -scores), axis=1)
        return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)

    def check(self, *, contents: bool = False) -> None:
        """Nothing to do: every vector is in a saved file."""

    def save(self, directory: Path) -> None:
        faiss = _faiss()
        directory.mkdir(parents=True, exist_ok=True)
        # FAISS's own file writer loses what the last flush could not write; this one raises.
        with (directory / _VECTORS).open("wb") as file:
            faiss.write_index(self._index, faiss.PyCallbackIOWriter(file.write))
        with (directory / _IDS).open("wb") as file:
            np.save(file, self._ids)
        meta = {
            "dimension": self._dimension,
            "size": len(self),
            "lists": self._lists,
            "settings": dataclasses.asdict(self._settings),
        }
        (directory / _META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, directory: Path, *, mmap: bool = True) -> Self:
        """Read what ``save`` wrote.

        Raises:
            IndexDamagedError: a file is missing or cannot be read, or counts disagree.
        """
        faiss = _faiss()
        try:
            meta = json.loads((directory / _META).read_text(encoding="utf-8"))
            settings = meta["settings"] | {"kind": StoreKind(meta["settings"]["kind"])}
            store = cls(meta["dimension"], StoreSettings(**settings))
            store._lists = meta["lists"]
            flags = faiss.IO_FLAG_MMAP_IFC if mmap else 0
            store._index = faiss.read_index(str(directory / _VECTORS), flags)
            size = meta["size"]
            with (directory / _IDS).open("rb") as file:
                ids = np.load(file)
        except Exception as error:  # json, numpy and FAISS raise what their parsers raise
            cause = (str(error) or type(error).__name__).splitlines()[0]
            message = f"the vectors in {directory} cannot be read ({cause}); {REBUILD}"
            raise IndexDamagedError(message) from error
        if (
            ids.shape != (store._index.ntotal,)
            or ids.dtype != np.int64
            or store._index.d != meta["dimension"]
            or np.count_nonzero(ids != _REMOVED) != size
        ):
            raise IndexDamagedError(
                f"the vectors in {directory} do not match: {store._index.ntotal} vectors of"
                f" {store._index.d} numbers, {ids.shape} ids, expected {meta['size']} vectors of"
                f" {meta['dimension']}; {REBUILD}"
            )
        store._set_ids(ids)
        return store

    def _empty(self) -> Any:
        faiss = _faiss()
        if self.kind is StoreKind.HNSW:
            index = faiss.IndexHNSWFlat(
                self._dimension, self._settings.graph_degree, faiss.METRIC_INNER_PRODUCT
            )
            index.hnsw.efConstruction = self._settings.build_effort
            return index
        if self.kind is StoreKind.IVF:
            return self._inverted(self._lists)
        if self.kind is StoreKind.QUANTISED:
            return self._coded()
        return faiss.IndexFlatIP(self._dimension)

    def _coded(self) -> Any:
        faiss = _faiss()
        parts = max(n for n in range(1, max(1, self._dimension // _PART) + 1)
                    if self._dimension % n == 0)  # fmt: skip
        codes = faiss.IndexPQFastScan(
            self._dimension, parts, _CODE_BITS, faiss.METRIC_INNER_PRODUCT
        )
        codes.pq.cp.min_points_per_centroid = 1
        return faiss.IndexRefineFlat(codes)

    def _inverted(self, lists: int) -> Any:
        faiss = _faiss()
        index = faiss.IndexIVFFlat(
            faiss.IndexFlatIP(self._dimension), self._dimension, lists, faiss.METRIC_INNER_PRODUCT
        )
        index.set_direct_map_type(faiss.DirectMap.Array)
        index.cp.max_points_per_centroid = _TRAINING_POINTS
        index.cp.min_points_per_centroid = 1
        return index

    def _train(self, vectors: Vectors) -> None:
        if self.kind is StoreKind.IVF:
            self._index = self._inverted(min(self._lists, len(vectors)))
            self._index.train(vectors)
            return
        chosen = np.random.default_rng(0).permutation(len(vectors))[:_CODE_TRAINING]
        least = 1 << _CODE_BITS  # of fewer, some are given twice
        self._index.train(vectors[np.resize(chosen, max(least, len(chosen)))])

    def _set_ids(self, ids: Ids) -> None:
        self._ids = ids
        self._sorted: tuple[Ids, Ids] | None = None
        removed = np.flatnonzero(ids == _REMOVED)
        self._size = len(ids) - len(removed)
        self._selector = None
        if len(removed):
            faiss = _faiss()
            self._selector = faiss.IDSelectorNot(faiss.IDSelectorBatch(removed))

    def _positions(self, ids: Ids) -> Ids:
        if self._sorted is None:
            order = np.argsort(self._ids, kind="stable")[len(self._ids) - self._size :]
            self._sorted = (order, self._ids[order])
        order, ids_in_order = self._sorted
        places = np.searchsorted(ids_in_order, ids)
        if (places == self._size).any() or (ids_in_order[places] != ids).any():
            raise KeyError("an id is not stored")
        return order[places]

    def _at(self, positions: Ids) -> Vectors:
        if len(positions) == 0:
            return np.empty((0, self._dimension), dtype=np.float32)
        vectors: Vectors = self._index.reconstruct_batch(positions)
        return vectors

    def _parameters(self, k: int) -> Any:
        faiss = _faiss()
        if self.kind is StoreKind.HNSW:
            effort = max(self._settings.search_effort, k)
            return faiss.SearchParametersHNSW(efSearch=effort, sel=self._selector)
        if self.kind is StoreKind.IVF:
            return faiss.SearchParametersIVF(nprobe=self._settings.probes, sel=self._selector)
        if self.kind is StoreKind.QUANTISED:
            return faiss.IndexRefineSearchParameters(k_factor=self._settings.shortlist)
        return None


def _faiss() -> Any:
    """FAISS, imported when a store is first made: it costs a quarter of a second."""
    import faiss

    return faiss
