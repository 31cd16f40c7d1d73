"""Parts of a store in Milvus: what is written of them, and what removed vectors do to a search."""

import json
from typing import Any

import numpy as np
import pytest

from index import IndexDamagedError, MilvusSettings
from index.embedder import Vectors
from index.milvus import Milvus
from index.milvus_part import MilvusPart, among
from index.vectors import Scores, StoreKind, StoreSettings
from index.view import Ids

IDS = np.arange(100, dtype=np.int64) * 3
VECTORS = np.linspace(1, 0, 100, dtype=np.float32).reshape(-1, 1)
"""The smaller the id, the nearer to any query."""
HNSW = StoreSettings(kind=StoreKind.HNSW)


class _Ranked(Milvus):
    """Holds one collection; ``limits`` lists how many results each search asked for."""

    def __init__(self) -> None:
        super().__init__(MilvusSettings("nowhere.db"))
        self.limits: list[int] = []
        self.vectors = VECTORS

    def write(self, name: str, ids: Ids, vectors: Vectors, settings: StoreSettings) -> None:
        assert (name, ids.tolist(), settings) == ("c", IDS.tolist(), HNSW)
        self.vectors = vectors

    def search(
        self, name: str, queries: Vectors, limit: int, settings: StoreSettings
    ) -> list[tuple[Scores, Ids]]:
        assert (name, settings) == ("c", HNSW)
        self.limits.append(limit)
        return [(self.vectors[:limit, 0], IDS[:limit])] * len(queries)

    def fetch(self, name: str, ids: Ids, dimension: int) -> Vectors:
        assert (name, dimension) == ("c", 1)
        return self.vectors[np.searchsorted(IDS, ids)]


@pytest.fixture
def milvus() -> _Ranked:
    return _Ranked()


def part(milvus: Milvus, removed: Any = ()) -> MilvusPart:
    whole = MilvusPart.write(milvus, "c", IDS, VECTORS, HNSW)
    return MilvusPart.from_record(whole.record, np.where(np.isin(IDS, removed), ~IDS, IDS))


@pytest.mark.parametrize("removed", [[], [0, 3], IDS], ids=["nothing", "the first", "everything"])
def test_a_part_comes_back_from_what_is_written_of_it(milvus: _Ranked, removed: Any) -> None:
    written = part(milvus, removed)
    record = json.loads(json.dumps(written.record))
    again = MilvusPart.from_record(record, written.marked)
    assert again.live.tolist() == [each for each in IDS.tolist() if each not in removed]
    assert again.stored.tolist() == IDS.tolist()
    assert (again.collection, again.settings, again.sha256) == ("c", HNSW, written.sha256)


def test_ids_of_another_number_are_refused(milvus: _Ranked) -> None:
    with pytest.raises(ValueError, match=r"\(99,\) ids of 100 vectors"):
        MilvusPart.from_record(part(milvus).record, IDS[1:])


@pytest.mark.parametrize(
    ("removed", "limits"),
    [
        (IDS[:0], [5]),
        (IDS[50:], [10]),
        (IDS[:1], [6]),
        (IDS[:12], [10, 20]),
        (IDS[:60], [10, 20, 40, 80]),
        (IDS[:97], [6, 12, 24, 48, 96, 100]),
        (IDS, []),
    ],
    ids=["nothing", "far", "one", "near", "more", "nearly all", "all"],
)
def test_more_is_asked_for_until_enough_are_left(
    milvus: _Ranked, removed: Ids, limits: list[int]
) -> None:
    searched = part(milvus, removed)
    wanted = min(5, len(searched.live))
    found = searched.search(milvus, np.ones((2, 1), dtype=np.float32), wanted)
    assert milvus.limits == limits
    for scores, ids in found:
        assert ids[:wanted].tolist() == searched.live[:wanted].tolist()
        assert scores.tolist() == VECTORS[ids // 3, 0].tolist()
    assert len(found) == 2


def test_contents_are_compared_only_where_asked_for(milvus: _Ranked) -> None:
    checked = part(milvus, [0])
    checked.check(milvus, 1, contents=True)
    milvus.vectors = VECTORS[::-1]
    checked.check(milvus, 1, contents=False)
    assert milvus.limits == [1, 1]
    with pytest.raises(IndexDamagedError, match=r"collection c of Milvus at nowhere\.db are not"):
        checked.check(milvus, 1, contents=True)


def test_among_by_hand() -> None:
    these = np.array([2, 5, 9])
    assert among(these, np.array([9, 1, 2, 10, 5])).tolist() == [True, False, True, False, True]
    assert among(these[:0], np.array([2])).tolist() == [False]
    assert among(these, these[:0]).tolist() == []
