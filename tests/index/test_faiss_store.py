"""What is the FAISS store's own; its contract is in ``test_vector_stores``."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.embedder import Vectors
from index.errors import IndexDamagedError
from index.faiss_store import FaissStore
from index.vectors import StoreKind, StoreSettings
from index.view import Ids

DIMENSION = 16
KINDS = pytest.mark.parametrize("kind", list(StoreKind))


def unit_vectors(count: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def exhaustive(kind: StoreKind) -> StoreSettings:
    """Settings under which even an approximate store of a few hundred vectors is exact."""
    return StoreSettings(kind=kind, search_effort=512, lists=4, probes=4)


def brute_force(ids: Ids, vectors: Vectors, query: Vectors, k: int) -> list[int]:
    order = np.lexsort((ids, -(vectors @ query)))
    return [int(identifier) for identifier in ids[order[:k]]]


def filled(kind: StoreKind, count: int = 300) -> tuple[FaissStore, Ids, Vectors]:
    store = FaissStore(DIMENSION, exhaustive(kind), count)
    ids, vectors = np.arange(count, dtype=np.int64) * 3, unit_vectors(count)
    store.add(ids, vectors)
    return store, ids, vectors


def test_scores_are_inner_products() -> None:
    store = FaissStore(2)
    store.add(np.array([7, 9]), np.array([[0.6, 0.8], [1.0, 0.0]], dtype=np.float32))
    scores, ids = store.search(np.array([[0.0, 1.0]], dtype=np.float32), 2)
    assert ids.tolist() == [[7, 9]]
    assert scores == pytest.approx(np.array([[0.8, 0.0]]))


@KINDS
def test_removed_vectors_are_not_found(kind: StoreKind) -> None:
    for removed_count in (10, 200):  # under and over the share that is carried along
        store, ids, vectors = filled(kind)
        store.remove(ids[:removed_count])
        assert len(store) == len(ids) - removed_count
        assert store.ids.tolist() == ids[removed_count:].tolist()
        query = vectors[0]
        _, found = store.search(query[None], 5)
        expected = brute_force(ids[removed_count:], vectors[removed_count:], query, 5)
        assert found[0].tolist() == expected


@KINDS
def test_a_saved_store_is_the_same(kind: StoreKind, tmp_path: Path) -> None:
    store, ids, vectors = filled(kind)
    store.remove(ids[5:15])
    store.save(tmp_path / "store")
    queries = unit_vectors(5, seed=2)
    for mmap in (True, False):
        loaded = FaissStore.load(tmp_path / "store", mmap=mmap)
        assert (loaded.dimension, len(loaded), loaded.kind) == (DIMENSION, 290, kind)
        assert loaded.settings == store.settings
        scores, found = loaded.search(queries, 9)
        assert scores.tolist() == store.search(queries, 9)[0].tolist()
        assert found.tolist() == store.search(queries, 9)[1].tolist()
        assert loaded.fetch(ids[:3]) == pytest.approx(vectors[:3])


@KINDS
def test_a_loaded_store_can_grow(kind: StoreKind, tmp_path: Path) -> None:
    store, ids, vectors = filled(kind)
    store.save(tmp_path / "store")
    loaded = FaissStore.load(tmp_path / "store", mmap=False)
    loaded.add(np.array([1]), unit_vectors(1, seed=5))
    loaded.remove(ids[:1])
    _, found = loaded.search(unit_vectors(1, seed=5), 1)
    assert found.tolist() == [[1]]
    assert loaded.fetch(ids[1:2]) == pytest.approx(vectors[1:2])


def test_the_kind_follows_the_size() -> None:
    settings = StoreSettings(flat_limit=100)
    assert FaissStore(4, settings, 100).kind is StoreKind.FLAT
    assert FaissStore(4, settings, 101).kind is StoreKind.QUANTISED
    assert FaissStore(4, StoreSettings(kind=StoreKind.IVF), 5).kind is StoreKind.IVF


@pytest.mark.parametrize("dimension", [1, 3, 6, 7, 256, 384])
@pytest.mark.parametrize("count", [1, 15, 40, 100])
def test_a_quantised_store_takes_any_dimension_and_few_vectors(dimension: int, count: int) -> None:
    store = FaissStore(dimension, StoreSettings(kind=StoreKind.QUANTISED, shortlist=8))
    vectors = np.random.default_rng(0).normal(size=(count, dimension)).astype(np.float32)
    store.add(np.arange(count), vectors)
    query = vectors[:1]
    scores, found = store.search(query, 5)
    exact = vectors @ query[0]
    assert scores[0] == pytest.approx(exact[found[0]], rel=1e-5)
    assert store.fetch(found[0]) == pytest.approx(vectors[found[0]])
    if count <= 5 * 8:  # the shortlist is all there is
        assert scores[0] == pytest.approx(np.sort(exact)[::-1][:5], rel=1e-5)


def test_a_longer_shortlist_finds_more() -> None:
    ids, vectors = np.arange(3000, dtype=np.int64), unit_vectors(3000)
    queries = unit_vectors(50, seed=3)
    shares = []
    for shortlist in (1, 20, 100):
        settings = StoreSettings(kind=StoreKind.QUANTISED, shortlist=shortlist)
        store = FaissStore(DIMENSION, settings)
        store.add(ids, vectors)
        _, found = store.search(queries, 10)
        exact = [brute_force(ids, vectors, query, 10) for query in queries]
        shares.append(
            np.mean(
                [len(set(row) & set(best)) / 10 for row, best in zip(found, exact, strict=True)]
            )
        )
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.98


def test_refuses_a_dimension_of_zero() -> None:
    with pytest.raises(ValueError, match="dimension 0"):
        FaissStore(0)


@pytest.mark.parametrize("name", ["index.faiss", "ids.npy", "store.json"])
@pytest.mark.parametrize("harm", ["missing", "empty", "truncated"])
def test_a_damaged_file_is_refused(name: str, harm: str, tmp_path: Path) -> None:
    store, _, _ = filled(StoreKind.FLAT)
    store.save(tmp_path)
    path = tmp_path / name
    content = path.read_bytes()
    path.write_bytes({"truncated": content[: len(content) // 2]}.get(harm, b""))
    if harm == "missing":
        path.unlink()
    with pytest.raises(IndexDamagedError, match=r"cannot be read.*run `assistant index build`"):
        FaissStore.load(tmp_path)


def test_counts_that_disagree_are_refused(tmp_path: Path) -> None:
    filled(StoreKind.FLAT, 10)[0].save(tmp_path / "ten")
    filled(StoreKind.FLAT, 11)[0].save(tmp_path / "eleven")
    shutil.copy(tmp_path / "eleven" / "ids.npy", tmp_path / "ten" / "ids.npy")
    with pytest.raises(IndexDamagedError, match="do not match: 10 vectors"):
        FaissStore.load(tmp_path / "ten")
