"""Searching: hits, their parts and views, and what is refused."""

import gc
import shutil
import weakref
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus import Document, Language, SplitSettings, passages
from index import (
    FakeEmbedder,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    Manifest,
    SearchIndex,
    UnknownDocumentError,
    build_index,
    publication,
    remove_documents,
    sources_digest,
)
from index import reader as reader_module
from index.layout import Layout
from index.loading import MODELS, WORD_MODEL
from index.static import StaticEmbedder


@pytest.fixture
def index(built: Path, embedder: FakeEmbedder) -> SearchIndex:
    return SearchIndex.open(built, embedder)


def test_the_passage_that_says_it_is_first(index: SearchIndex) -> None:
    [first, second, *_] = index.search("Длина Балхаша 605 км", 3, Language.RU)
    assert first.passage.text == "Балхаш наполовину пресный. Его длина 605 км."
    assert (first.rank, second.rank) == (1, 2)
    assert (first.dense_rank, first.lexical_rank) == (1, 1)
    assert first.view is Language.RU
    assert 0 <= second.score <= first.score <= 1
    assert first.dense_score is not None
    assert -1 <= first.dense_score <= 1


def test_a_translation_leads_to_the_original(index: SearchIndex) -> None:
    [hit] = index.search("Zaysan is fresh", 1, Language.EN)
    assert hit.view is Language.EN
    assert hit.passage.language is Language.RU
    assert hit.passage.text == "- Зайсан пресный."
    assert hit.passage.translations[Language.EN] == "Zaysan is fresh."


def test_views_of_a_passage_are_one_hit(index: SearchIndex) -> None:
    hits = index.search("Балхаш Balkhash пресный fresh", 99)
    identifiers = [hit.passage.id for hit in hits]
    assert len(identifiers) == len(set(identifiers)) <= 5
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert sorted(hit.dense_rank or 0 for hit in hits) == list(range(1, 6))


def test_headings_and_furniture_are_never_found(index: SearchIndex) -> None:
    kinds = {hit.passage.kind.value for hit in index.search("Озёра фото архив", 99)}
    assert kinds <= {"paragraph", "list_item"}


def test_a_query_of_no_known_letter_finds_by_nothing(index: SearchIndex) -> None:
    assert index.search("☃", 5) == []


def test_the_score_is_that_of_vectors_words_and_tokens(index: SearchIndex) -> None:
    # Tokens of the fake are letters: a sentence meets the share of the question's that it has. The
    # best sentence of each view of a passage counts, and the mean of the views.
    question = "Балхаш пресный"
    hits = index.search(question, 99, Language.RU)
    lowest = min(hit.dense_score for hit in hits if hit.dense_score is not None)
    for hit in hits:
        met = []
        for read in index.sentences(hit.passage).values():
            held = np.split(read.tokens, np.cumsum(read.counts)[:-1])
            asked = index.embedder.encode_tokens(question).vectors  # type: ignore[attr-defined]
            met.append(max(float((asked @ one.T).max(axis=1).mean()) for one in held))
        total = (
            2 * (hit.dense_score or lowest)
            + (hit.lexical_score or 0.0) / np.log(1 + index.manifest.counts.views)
            + 8 * np.mean(met)
        )
        assert hit.score == pytest.approx(total / (total + 2), abs=0.01)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_model_without_tokens_is_searched_by_vectors_and_words(
    tmp_path: Path, lakes: Document
) -> None:
    plain = StaticEmbedder(MODELS / WORD_MODEL)
    build_index([lakes], tmp_path, plain)
    [first, *_] = SearchIndex.open(tmp_path, plain).search("Длина Балхаша", 3, Language.RU)
    assert first.passage.text == "Балхаш наполовину пресный. Его длина 605 км."


def test_top_k_is_a_limit(index: SearchIndex) -> None:
    assert len(index.search("Алматы", 2)) == 2
    assert len(index.search("Алматы", 10**9)) == 5
    with pytest.raises(ValueError, match="top_k is 0"):
        index.search("Алматы", 0)


def test_documents_and_passages_come_back_whole(
    index: SearchIndex, lakes: Document, cities: Document
) -> None:
    assert index.document("lakes") == lakes
    assert index.document("cities") == cities
    assert index.passages("lakes") == passages(lakes)
    for passage in passages(lakes):
        assert index.passage(passage.id) == passage
    assert index.passage("lakes:0-1:ffffffff") is None


def test_summaries_have_no_text(index: SearchIndex, cities: Document) -> None:
    first, second = index.documents()
    assert (first.id, second.id) == ("cities", "lakes")
    assert (first.title, first.language, first.sha256) == ("Города", Language.RU, cities.sha256)
    assert (first.characters, first.passages) == (len(cities.text), 2)


def test_unknown_documents_are_refused(index: SearchIndex) -> None:
    for call in (index.document, index.passages):
        with pytest.raises(UnknownDocumentError, match="no document has the id 'seas'"):
            call("seas")


def test_a_missing_index_says_what_to_do(tmp_path: Path, embedder: FakeEmbedder) -> None:
    with pytest.raises(IndexMissingError, match="run `assistant index build`"):
        SearchIndex.open(tmp_path / "nowhere", embedder)


def test_another_model_splitter_or_source_is_refused(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    SearchIndex.open(
        built, embedder, split=SplitSettings(), sources=sources_digest([lakes, cities])
    ).close()
    with pytest.raises(IndexMismatchError, match=r"another model .* run `assistant index build`"):
        SearchIndex.open(built, FakeEmbedder("абв"))
    with pytest.raises(IndexMismatchError, match="another splitter"):
        SearchIndex.open(built, embedder, split=SplitSettings(max_chars=300))
    with pytest.raises(IndexMismatchError, match="another sources"):
        SearchIndex.open(built, embedder, sources=sources_digest([lakes]))


def test_another_analysis_is_refused(
    built: Path, embedder: FakeEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "ANALYSIS_VERSION", "0")
    with pytest.raises(IndexMismatchError, match="another text analysis"):
        SearchIndex.open(built, embedder)


def test_a_newer_build_is_another_index(
    built: Path, embedder: FakeEmbedder, index: SearchIndex
) -> None:
    assert not index.changed()
    assert index.reload_if_changed() is index
    remove_documents(["lakes"], built, embedder)
    assert index.changed()
    newer = index.reload_if_changed()
    assert [document.id for document in newer.documents()] == ["cities"]
    assert index.search("Балхаш", 1)[0].passage.document_id == "lakes"


def test_an_open_index_outlives_its_files(built: Path, index: SearchIndex, lakes: Document) -> None:
    shutil.rmtree(built)
    assert index.search("Балхаш", 1)[0].passage.document_id == "lakes"
    assert index.document("lakes") == lakes


def test_an_index_nobody_uses_is_released_at_once(built: Path, embedder: FakeEmbedder) -> None:
    index = SearchIndex.open(built, embedder)
    index.search("Балхаш", 1)
    catalog = weakref.ref(index._build.catalog)
    gc.disable()
    try:
        del index
        assert catalog() is None
    finally:
        gc.enable()


def test_a_build_removed_while_it_is_opened_gives_way_to_the_newer(
    built: Path,
    embedder: FakeEmbedder,
    lakes: Document,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    overtaking = iter([True])

    def overtaken(layout: Layout, pointer: publication.Pointer) -> Manifest:
        if next(overtaking, False):
            build_index([lakes], built, embedder)
            build_index([lakes], built, embedder)
        return publication.read_manifest(layout, pointer)

    monkeypatch.setattr(reader_module, "read_manifest", overtaken)
    index = SearchIndex.open(built, embedder)
    assert index.manifest.build_id.startswith("00000003")


def test_small_builds_are_checked_byte_by_byte(built: Path, embedder: FakeEmbedder) -> None:
    [path] = built.glob("builds/*/catalog.sqlite")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"catalog\.sqlite does not match its digest"):
        SearchIndex.open(built, embedder)
    SearchIndex.open(built, embedder, full_check_bytes=0).close()


class _Shortest:
    """A reranker whose order a reader sees: the shorter the passage, the better."""

    name = "shortest"
    digest = "shortest"

    def __init__(self) -> None:
        self.queries: list[str] = []

    def score(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        self.queries.append(query)
        return np.array([-len(passage) for passage in passages], dtype=np.float32)


def test_a_reranker_orders_the_best_passages_anew(built: Path, embedder: FakeEmbedder) -> None:
    reranker = _Shortest()
    with closing(SearchIndex.open(built, embedder, reranker=reranker)) as index:
        hits = index.search("озеро", 5)
        again = index.reload_if_changed()
    lengths = [len(hit.passage.text) for hit in hits]
    assert lengths == sorted(lengths)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert reranker.queries == ["озеро"]
    assert again is index
    with closing(SearchIndex.open(built, embedder)) as plain:
        assert {hit.passage.id for hit in plain.search("озеро", 5)} == {h.passage.id for h in hits}
