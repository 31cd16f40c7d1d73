"""The contract of vector stores, held by each of them: FAISS, Milvus Lite and a Milvus server.

Writing a collection costs a server seconds, so all that only reads shares two saved stores.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embedder import Vectors
from index.layout import Layout
from index.manifest import Counts, EmbedderInfo, Manifest
from index.milvus import MilvusSettings
from index.settings import IndexSettings
from index.stores import Stores
from index.vectors import Scores, StoreKind, StoreSettings, VectorStore
from index.view import Ids

DIMENSION = 16
MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def unit_vectors(count: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


IDS = np.arange(300, dtype=np.int64) * 3
VECTORS = unit_vectors(len(IDS))
VECTORS[10:14] = VECTORS[10]
TIED = IDS[10:14]
ADDED = np.arange(20, dtype=np.int64) * 3 + 1
NEW = unit_vectors(len(ADDED), seed=7)
REMOVED = 20


def brute_force(ids: Ids, vectors: Vectors, queries: Vectors, k: int) -> tuple[Scores, Ids]:
    scores = queries @ vectors.T
    order = np.lexsort((np.broadcast_to(ids, scores.shape), -scores), axis=1)[:, :k]
    return np.take_along_axis(scores, order, 1), ids[order]


@dataclass
class Place:
    """Where the stores of one index are made, saved and opened, as its builds do it."""

    directory: Path
    settings: IndexSettings

    @property
    def stores(self) -> Stores:
        return Stores(Layout(self.directory), self.settings)

    def empty(self, expected: int = len(IDS)) -> VectorStore:
        return self.stores.create("00000001-00000000", DIMENSION, expected)

    def save(self, store: VectorStore, build_id: str) -> "Saved":
        directory = Layout(self.directory).build(build_id).dense
        store.save(directory)
        embedder = EmbedderInfo("", "", DIMENSION)
        counts = Counts(0, 0, len(store))
        now = datetime.now(UTC)
        manifest = Manifest(build_id, now, embedder, "", "", store.description, "", counts, {})
        return Saved(self, directory, manifest)


@dataclass
class Saved:
    """A store that was saved for a build."""

    place: Place
    directory: Path
    manifest: Manifest

    def open(self) -> VectorStore:
        return self.place.stores.open(self.directory, self.manifest)

    def successor(self, keep: Ids, expected: int) -> VectorStore:
        old = self.place.stores.open_for_changing(self.directory, self.manifest)
        return self.place.stores.successor(old, "00000002-00000000", keep, expected)


@pytest.fixture(
    scope="module",
    params=[
        (where, kind)
        for where in ("files", "lite", "server")
        for kind in StoreKind
        if (where, kind) != ("server", StoreKind.IVF)  # seconds more, for what HNSW shows too
        and (where == "files" or kind is not StoreKind.QUANTISED)  # HNSW in Milvus
    ],
    ids=lambda param: "-".join(param),
)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    where, kind = request.param
    uri = None
    if where == "lite":
        uri = request.getfixturevalue("milvus_lite")
    elif where == "server":
        uri = request.getfixturevalue("milvus").uri
    milvus = MilvusSettings(uri=uri) if uri else None
    # Settings under which even an approximate store of a few hundred vectors is exact.
    store = StoreSettings(kind=kind, search_effort=512, lists=4, probes=128)
    directory = tmp_path_factory.mktemp("index")
    return Place(directory, IndexSettings(store=store, milvus=milvus))


@pytest.fixture(scope="module")
def first(place: Place) -> Saved:
    """A saved store of ``VECTORS``."""
    store = place.empty()
    store.add(IDS, VECTORS)
    return place.save(store, "00000001-00000000")


@pytest.fixture(scope="module")
def second(place: Place, first: Saved) -> Saved:
    """The one that follows, without the first few vectors, and with ``NEW``."""
    store = first.successor(IDS[REMOVED:], len(IDS))
    store.add(ADDED, NEW)
    return place.save(store, "00000002-00000000")


@pytest.fixture(scope="module")
def store(first: Saved) -> VectorStore:
    """The first store, opened. Not to be changed."""
    return first.open()


def assert_same(
    found: tuple[Scores, Ids], ids: Ids, vectors: Vectors, queries: Vectors, k: int
) -> None:
    """What was found is what brute force finds; equals may stand in any order, and at the end of a
    row be others."""
    scores, expected = brute_force(ids, vectors, queries, k)
    assert found[0].dtype == np.float32
    assert found[1].dtype == np.int64
    assert found[0] == pytest.approx(scores, abs=1e-5)
    apart = np.abs(np.diff(scores, axis=1)) > 1e-5
    edge = np.ones((len(scores), 1), dtype=bool)
    clear = np.hstack([edge, apart]) & np.hstack([apart, ~edge]) if scores.size else scores > 0
    assert found[1][clear].tolist() == expected[clear].tolist()


def test_is_a_vector_store(place: Place) -> None:
    assert isinstance(place.empty(), VectorStore)


def test_finds_what_brute_force_finds(store: VectorStore) -> None:
    assert_same(
        store.search(unit_vectors(10, seed=1), 7), IDS, VECTORS, unit_vectors(10, seed=1), 7
    )


@MANY
@given(seed=st.integers(0, 2**32 - 1), k=st.integers(1, 400), queries=st.integers(0, 3))
def test_finds_what_brute_force_finds_for_any_query(
    store: VectorStore, seed: int, k: int, queries: int
) -> None:
    given_queries = unit_vectors(queries, seed)
    assert_same(store.search(given_queries, k), IDS, VECTORS, given_queries, k)


def test_equal_scores_are_ranked_by_id(store: VectorStore) -> None:
    scores, ids = store.search(VECTORS[10:11], len(IDS))
    assert ids[0, :4].tolist() == TIED.tolist()
    assert scores[0, :4] == pytest.approx(1.0)


def test_k_is_at_most_the_size(store: VectorStore) -> None:
    scores, ids = store.search(VECTORS[:2], 10**9)
    assert scores.shape == (2, len(IDS))
    assert np.sort(ids, axis=1).tolist() == [IDS.tolist()] * 2


def test_tells_its_size_and_ids(store: VectorStore) -> None:
    assert (len(store), store.dimension) == (len(IDS), DIMENSION)
    assert store.ids.tolist() == IDS.tolist()


def test_fetches_what_was_added_in_the_order_asked_for(store: VectorStore) -> None:
    places = np.array([250, 3, 99, 3])
    assert store.fetch(IDS[places]).tolist() == VECTORS[places].tolist()
    assert store.fetch(IDS[:0]).shape == (0, DIMENSION)


def test_refuses_ids_it_lacks(store: VectorStore, first: Saved) -> None:
    changing = first.successor(IDS, len(IDS))
    for call in (store.fetch, changing.remove):
        with pytest.raises(KeyError, match="an id is not stored"):
            call(np.array([0, 1]))
        with pytest.raises(KeyError, match="an id is not stored"):
            call(np.array([10**6]))
    assert len(changing) == len(IDS)


def test_search_refuses_bad_arguments(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="queries of shape"):
        store.search(np.ones((1, 3), dtype=np.float32), 1)
    with pytest.raises(ValueError, match="k is 0"):
        store.search(VECTORS[:1], 0)


@pytest.mark.parametrize(
    ("ids", "shape"),
    [([1, 2], (3, DIMENSION)), ([1], (1, DIMENSION + 1)), ([[1]], (1, DIMENSION))],
)
def test_add_refuses_shapes_that_disagree(
    place: Place, ids: list[int], shape: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="expected"):
        place.empty().add(np.array(ids), np.ones(shape, dtype=np.float32))


@pytest.mark.parametrize("ids", [[1, 1], [-1, 2], [0, 1]], ids=["twice", "negative", "taken"])
def test_add_refuses_bad_ids(first: Saved, ids: list[int]) -> None:
    store = first.successor(IDS, len(IDS))
    with pytest.raises(ValueError, match="an id is negative, given twice or already stored"):
        store.add(np.array(ids), unit_vectors(2))


def test_an_empty_store_finds_nothing(place: Place) -> None:
    saved = place.save(place.empty(0), "00000009-00000000").open()
    for store in (place.empty(), saved):
        scores, ids = store.search(unit_vectors(2), 5)
        assert scores.shape == ids.shape == (2, 0)
        assert store.fetch(np.empty(0, dtype=np.int64)).shape == (0, DIMENSION)
        assert len(store) == len(store.ids) == 0


def test_a_changed_store_finds_what_brute_force_finds(second: Saved) -> None:
    store = second.open()
    ids = np.concatenate([IDS[REMOVED:], ADDED])
    vectors = np.concatenate([VECTORS[REMOVED:], NEW])
    assert len(store) == len(ids)
    assert store.ids.tolist() == sorted(ids.tolist())
    queries = np.concatenate([VECTORS[:5], NEW[:5], unit_vectors(5, seed=3)])
    for k in (1, 10, len(ids)):
        assert_same(store.search(queries, k), ids, vectors, queries, k)
    mixed = np.array([ADDED[3], IDS[-1], ADDED[0]])
    expected = np.stack([NEW[3], VECTORS[-1], NEW[0]])
    assert store.fetch(mixed).tolist() == expected.tolist()
    with pytest.raises(KeyError, match="an id is not stored"):
        store.fetch(IDS[:1])


def test_the_store_before_stays_as_it_was(first: Saved, second: Saved) -> None:
    assert len(second.open()) == len(IDS)
    assert_same(first.open().search(VECTORS[:5], 9), IDS, VECTORS, VECTORS[:5], 9)
    first.open().check(contents=True)
    second.open().check(contents=True)


@MANY
@given(
    keep=st.sets(st.integers(0, len(IDS) - 1)),
    added=st.sets(st.integers(0, 1000)),
    seed=st.integers(0, 2**32 - 1),
    k=st.integers(1, 50),
)
def test_any_change_is_seen_before_it_is_saved(
    first: Saved, keep: set[int], added: set[int], seed: int, k: int
) -> None:
    places = np.array(sorted(keep), dtype=np.int64)
    new = np.array(sorted(added), dtype=np.int64) * 3 + 1
    vectors = unit_vectors(len(new), seed)
    store = first.successor(IDS[places], len(places) + len(new))
    store.add(new, vectors)
    ids = np.concatenate([IDS[places], new])
    queries = unit_vectors(2, seed + 1)
    every = np.concatenate([VECTORS[places], vectors])
    assert_same(store.search(queries, k), ids, every, queries, min(k, len(ids)))
    assert store.ids.tolist() == sorted(ids.tolist())


def test_what_was_nearest_and_is_removed_hides_nothing(first: Saved) -> None:
    query = unit_vectors(1, seed=11)
    near_first = np.argsort(-(VECTORS @ query[0]))
    removed, left = near_first[:200], near_first[200:]
    store = first.successor(IDS, len(IDS))
    store.remove(IDS[removed])
    for k in (1, 10, len(left)):
        assert_same(store.search(query, k), IDS[left], VECTORS[left], query, k)


def test_an_id_can_return_with_another_vector(first: Saved) -> None:
    store = first.successor(IDS, len(IDS))
    store.remove(IDS[:1])
    store.add(IDS[:1], -VECTORS[:1])
    assert store.fetch(IDS[:2]).tolist() == [(-VECTORS[0]).tolist(), VECTORS[1].tolist()]
    _, found = store.search(-VECTORS[:1], 1)
    assert found.tolist() == [[0]]


def test_every_vector_may_be_removed(first: Saved) -> None:
    store = first.successor(IDS, len(IDS))
    store.remove(IDS)
    assert len(store) == 0
    assert store.search(VECTORS[:1], 3)[1].shape == (1, 0)
    store.add(IDS[:2], VECTORS[:2])
    assert store.search(VECTORS[1:2], 1)[1].tolist() == [[3]]


def test_many_readers_find_the_same(store: VectorStore) -> None:
    queries = [unit_vectors(1, seed) for seed in range(64)]
    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(lambda query: store.search(query, 5), queries))
    for query, answer in zip(queries, found, strict=True):
        assert_same(answer, IDS, VECTORS, query, 5)
