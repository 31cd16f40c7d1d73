"""The vector store of many machines: Milvus (Wang et al. 2021), shared by every reader.

A store is parts (``index.milvus_part``) and a buffer. A part is one collection, written by one
``save`` and never changed after: whatever stops a writer, published builds still find theirs whole.
A build that follows another takes over its largest part and sends only the rest: see
``MilvusStore.successor``.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.embedder import Vectors
from index.errors import IndexDamagedError
from index.faiss_store import FaissStore
from index.layout import REBUILD
from index.milvus import MOST_RESULTS, Milvus
from index.milvus_part import MilvusPart, among
from index.vectors import Scores, StoreKind, StoreSettings
from index.view import Ids

DESCRIPTION = "milvus.json"
"""The file that names the collections; a directory with it holds a Milvus store."""
_IDS = "ids-{}.npy"
_SPARE = 0.2
"""Share of vectors outside the largest part, or removed from it, that is carried before all are
written anew."""


class MilvusStore:
    """Vectors in Milvus; what was added since the last ``save`` waits in memory.

    Searching is safe from several threads; changing is not. Which of several equal scores stand
    at the end of a row, where not all do, is the server's choice.

    Raises:
        StoreUnavailableError: from every method that asks Milvus, where it does not answer.
        IndexDamagedError: from every such method, where a collection or vector is gone.
    """

    def __init__(
        self, milvus: Milvus, name: str, dimension: int, settings: StoreSettings | None = None
    ) -> None:
        """An empty store, whose collections' names will begin with ``name``."""
        self._milvus = milvus
        self._name = name
        self._dimension = dimension
        self._settings = settings or StoreSettings()
        self._parts: tuple[MilvusPart, ...] = ()
        self._buffer = self._empty_buffer()

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def description(self) -> Mapping[str, Any]:
        return {
            "uri": self._milvus.settings.uri,
            "dimension": self._dimension,
            "parts": [part.record for part in self._parts],
        }

    @property
    def ids(self) -> Ids:
        return np.sort(np.concatenate([self._buffer.ids, *(part.live for part in self._parts)]))

    @property
    def collections(self) -> list[str]:
        """The names of its collections, those of stores before it included."""
        return [part.collection for part in self._parts]

    def __len__(self) -> int:
        return len(self._buffer) + sum(len(part.live) for part in self._parts)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        if any(among(part.live, np.asarray(ids)).any() for part in self._parts):
            raise ValueError("an id is negative, given twice or already stored")
        self._buffer.add(ids, vectors)

    def remove(self, ids: Ids) -> None:
        ids = np.unique(ids)
        if not among(self.ids, ids).all():
            raise KeyError("an id is not stored")
        self._buffer.remove(ids[among(self._buffer.ids, ids)])
        self._parts = tuple(
            replace(part, live=np.setdiff1d(part.live, ids, assume_unique=True))
            for part in self._parts
        )

    def fetch(self, ids: Ids) -> Vectors:
        vectors = np.empty((len(ids), self._dimension), dtype=np.float32)
        missing = np.ones(len(ids), dtype=bool)
        for part in self._parts:
            here = among(part.live, ids)
            vectors[here] = self._milvus.fetch(part.collection, ids[here], self._dimension)
            missing &= ~here
        vectors[missing] = self._buffer.fetch(ids[missing])
        return vectors

    def search(self, queries: Vectors, k: int) -> tuple[Scores, Ids]:
        """As the contract says.

        Raises:
            ValueError: also where min(k, len(self)) is over Milvus's limit of 16,384.
        """
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        buffered = self._buffer.search(queries, k)
        k = min(k, len(self))
        if k > MOST_RESULTS:
            raise ValueError(f"k is {k}, expected at most {MOST_RESULTS}")
        scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
        ids = np.full((len(queries), k), -1, dtype=np.int64)
        if scores.size == 0:
            return scores, ids
        found = [list(zip(*buffered, strict=True))]
        found += [
            part.search(self._milvus, queries, min(k, len(part.live))) for part in self._parts
        ]
        for row, answers in enumerate(zip(*found, strict=True)):
            row_scores = np.concatenate([answer[0] for answer in answers])
            row_ids = np.concatenate([answer[1] for answer in answers])
            order = np.lexsort((row_ids, -row_scores))[:k]
            scores[row, : len(order)] = row_scores[order]
            ids[row, : len(order)] = row_ids[order]
        return scores, ids

    def check(self, *, contents: bool = False) -> None:
        for part in self._parts:
            part.check(self._milvus, self._dimension, contents=contents)

    def save(self, directory: Path) -> None:
        """Send what waits, count it, and write the names and ids of all into ``directory``."""
        if len(self._buffer):
            self._parts += (self._written(f"{self._name}_{len(self._parts)}"),)
            self._buffer = self._empty_buffer()
        directory.mkdir(parents=True, exist_ok=True)
        for number, part in enumerate(self._parts):
            with (directory / _IDS.format(number)).open("wb") as file:
                np.save(file, part.marked)
        text = json.dumps(self.description, indent=1) + "\n"
        (directory / DESCRIPTION).write_text(text, encoding="utf-8")

    @classmethod
    def load(cls, directory: Path, milvus: Milvus, settings: StoreSettings | None = None) -> Self:
        """Open what ``save`` wrote.

        Raises:
            IndexDamagedError: a file cannot be read, or a collection is not what was written.
            StoreUnavailableError: Milvus does not answer.
        """
        try:
            description = json.loads((directory / DESCRIPTION).read_text(encoding="utf-8"))
            store = cls(milvus, "", description["dimension"], settings)
            store._parts = tuple(
                MilvusPart.from_record(record, np.load(directory / _IDS.format(number)))
                for number, record in enumerate(description["parts"])
            )
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            cause = (str(error) or type(error).__name__).splitlines()[0]
            message = f"the vectors named in {directory} cannot be read ({cause}); {REBUILD}"
            raise IndexDamagedError(message) from error
        for part in store._parts:
            milvus.check(part.collection, len(part.stored), store.dimension)
        return store

    def successor(self, name: str, keep: Ids, expected: int) -> "MilvusStore":
        """A store of those vectors that ``keep`` names, for about ``expected`` in the end.

        It shares the largest part, and what is outside that is sent again, with what is new, when
        it is saved: two collections at most. Where more than a fifth would be outside the part or
        removed from it, or its kind no longer suits its size, all of it is sent again, as one.
        """
        store = MilvusStore(self._milvus, name, self._dimension, self._settings)
        largest = max(self._parts, key=lambda part: len(part.live), default=None)
        if largest is not None:
            base = replace(largest, live=np.intersect1d(largest.live, keep))
            apart = expected - 2 * len(base.live) + len(base.stored)
            if apart <= _SPARE * expected and base.settings == self._resolved(len(base.stored)):
                store._parts = (base,)
                keep = np.setdiff1d(keep, base.live)
        store.add(keep, self.fetch(keep))
        return store

    def _written(self, collection: str) -> MilvusPart:
        ids = self._buffer.ids
        vectors = self._buffer.fetch(ids)
        settings = self._resolved(len(ids))
        return MilvusPart.write(self._milvus, collection, ids, vectors, settings)

    def _resolved(self, size: int) -> StoreSettings:
        kind = self._settings.resolve(size)
        if kind is StoreKind.QUANTISED:  # Milvus has none
            kind = StoreKind.HNSW
        lists = self._settings.lists or max(1, round(4 * math.sqrt(size)))
        return replace(self._settings, kind=kind, lists=lists if kind is StoreKind.IVF else 0)

    def _empty_buffer(self) -> FaissStore:
        return FaissStore(self._dimension, StoreSettings(kind=StoreKind.FLAT))


def read_description(directory: Path) -> dict[str, Any] | None:
    """What a saved store says of itself; None where it is another kind of store.

    Raises:
        IndexDamagedError: the file cannot be read.
    """
    path = directory / DESCRIPTION
    try:
        if not path.exists():
            return None
        description: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return description
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{path} cannot be read ({error}); {REBUILD}") from error


def collections_of(directory: Path) -> set[str]:
    """The collections that a saved store names; none where it is another kind of store.

    Raises:
        IndexDamagedError: the file cannot be read.
    """
    description = read_description(directory) or {"parts": []}
    return {part["collection"] for part in description["parts"]}
