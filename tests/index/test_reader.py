"""Reading: what a build holds, what is refused, and newer builds."""

import gc
import shutil
import weakref
from collections.abc import Sequence
from pathlib import Path

import pytest

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
from index.embedder import Vectors
from index.layout import Layout


@pytest.fixture
def index(built: Path, embedder: FakeEmbedder) -> SearchIndex:
    return SearchIndex.open(built, embedder)


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


class _Counting(FakeEmbedder):
    """Has vectors of words too; ``words`` lists those that were encoded."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def encode_words(self, words: Sequence[str]) -> Vectors:
        self.words.extend(words)
        return self._encode(words)


def test_a_newer_build_keeps_the_words_that_were_read(built: Path) -> None:
    embedder = _Counting()
    index = SearchIndex.open(built, embedder)
    index.search("Балхаш", 3, Language.EN)  # words are compared across languages
    assert "балхаш" in embedder.words
    remove_documents(["cities"], built, embedder)
    embedder.words.clear()
    index.reload_if_changed().search("Балхаш", 3, Language.EN)
    assert embedder.words == []


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
