"""A part of a vector store in Milvus: one collection, and what was removed of it since.

A collection is never changed once written. Ids that are removed are marked in the part's file and
left out of what a search finds, which asks for more where they stood in the way.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.errors import IndexDamagedError
from index.layout import REBUILD
from index.milvus import MOST_RESULTS, Milvus, digest
from index.vectors import Scores, StoreKind, StoreSettings
from index.view import Ids

_NOTHING = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class MilvusPart:
    """``stored`` and ``live`` are ascending; ``sha256`` is of all that is stored."""

    collection: str
    sha256: str
    settings: StoreSettings
    stored: Ids
    live: Ids

    @classmethod
    def write(
        cls, milvus: Milvus, collection: str, ids: Ids, vectors: Vectors, settings: StoreSettings
    ) -> Self:
        """Make the collection of these vectors, whose ids ascend."""
        milvus.write(collection, ids, vectors, settings)
        return cls(collection, digest(ids, vectors), settings, stored=ids, live=ids)

    @classmethod
    def from_record(cls, record: Mapping[str, Any], marked: Ids) -> Self:
        """The part that ``record`` and ``marked`` tell of.

        Raises:
            ValueError, KeyError, TypeError: they do not fit together, or are something else.
        """
        settings = record["settings"]
        stored = np.maximum(marked, ~marked)
        if stored.shape != (record["size"],):
            raise ValueError(f"{stored.shape} ids of {record['size']} vectors")
        return cls(
            record["collection"],
            record["sha256"],
            StoreSettings(**settings | {"kind": StoreKind(settings["kind"])}),
            stored=stored,
            live=marked[marked >= 0],
        )

    @property
    def record(self) -> Mapping[str, Any]:
        """All but the ids, in words of JSON."""
        return {
            "collection": self.collection,
            "size": len(self.stored),
            "sha256": self.sha256,
            "settings": asdict(self.settings),
        }

    @property
    def marked(self) -> Ids:
        """The ids that are stored; the bits of those that were removed are turned over."""
        return np.where(among(self.live, self.stored), self.stored, ~self.stored)

    def search(self, milvus: Milvus, queries: Vectors, wanted: int) -> list[tuple[Scores, Ids]]:
        """The best ``wanted`` that are still there: more is asked for until they are found."""
        if wanted == 0:
            return [(np.empty(0, dtype=np.float32), _NOTHING)] * len(queries)
        most = min(len(self.stored), MOST_RESULTS)
        limit = min(most, wanted + min(wanted, len(self.stored) - len(self.live)))
        while True:
            found = milvus.search(self.collection, queries, limit, self.settings)
            live = [among(self.live, ids) for _, ids in found]
            if limit == most or not any(
                len(ids) == limit and np.count_nonzero(here) < wanted
                for (_, ids), here in zip(found, live, strict=True)
            ):
                return [
                    (scores[here], ids[here])
                    for (scores, ids), here in zip(found, live, strict=True)
                ]
            limit = min(most, 2 * limit)

    def check(self, milvus: Milvus, dimension: int, *, contents: bool) -> None:
        """Whether it can be searched now; with ``contents``, whether it is what was written.

        Raises:
            StoreUnavailableError: it cannot.
            IndexDamagedError: it is not.
        """
        # A server that restarts calls a collection loaded before it can search it.
        milvus.search(self.collection, np.zeros((1, dimension), np.float32), 1, self.settings)
        if contents:
            vectors = milvus.fetch(self.collection, self.stored, dimension)
            if digest(self.stored, vectors) != self.sha256:
                raise IndexDamagedError(
                    f"the vectors in the collection {self.collection} of {milvus.where}"
                    f" are not those that were written; {REBUILD}"
                )


def among(these: Ids, ids: Ids) -> NDArray[np.bool_]:
    """Which of ``ids`` are among ``these``, which are ascending."""
    if len(these) == 0:
        return np.zeros(ids.shape, dtype=bool)
    places = np.minimum(np.searchsorted(these, ids), len(these) - 1)
    found: NDArray[np.bool_] = these[places] == ids
    return found
