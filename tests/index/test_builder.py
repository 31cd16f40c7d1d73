"""Building: what comes out, what is taken over, and what is refused."""

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus import Document, Language, SplitSettings, document_from_text, passages
from index import (
    FakeEmbedder,
    IndexingError,
    IndexMissingError,
    IndexSettings,
    SearchIndex,
    StoreKind,
    UnknownDocumentError,
    add_documents,
    build_index,
    remove_documents,
    sources_digest,
    verify,
)
from index.layout import Layout
from index.publication import read_pointer
from tests.index.conftest import MANY, STEPPE, VIEWS, changed


def test_the_manifest_names_what_was_used(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    with closing(SearchIndex.open(built, embedder)) as index:
        manifest = index.manifest
    assert manifest.embedder.name == "fake"
    assert manifest.embedder.digest == embedder.digest
    assert manifest.embedder.dimension == embedder.dimension
    assert manifest.splitter == SplitSettings().digest
    assert manifest.sources == sources_digest([cities, lakes])
    assert manifest.store["kind"] == StoreKind.FLAT


def test_another_splitter_splits_everything(
    built: Path, embedder: FakeEmbedder, lakes: Document
) -> None:
    text = "Одно предложение о реке. " * 20
    long = document_from_text(text, id="long", title="Река", language=Language.RU)
    build_index([lakes, long], built, embedder)
    split = SplitSettings(max_chars=200)
    manifest = add_documents([], built, embedder, settings=IndexSettings(split=split))
    assert manifest.splitter == split.digest
    with closing(SearchIndex.open(built, embedder)) as index:
        assert index.passages("long") == passages(long, split)
    assert verify(built).ok


def test_added_documents_join_those_present(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    steppe = document_from_text("Степь широка.", id="steppe", title="Степь")
    embedder.passages.clear()
    manifest = add_documents([steppe], built, embedder)
    assert embedder.passages == ["Степь\nСтепь широка."]
    assert manifest.sources == sources_digest([lakes, cities, steppe])
    with closing(SearchIndex.open(built, embedder)) as index:
        assert [document.id for document in index.documents()] == ["cities", "lakes", "steppe"]
        assert index.document("lakes") == lakes
        assert index.search("степь широка", 1)[0].passage.document_id == "steppe"
    assert verify(built).ok


def test_an_added_document_replaces_one_of_its_id(
    built: Path, embedder: FakeEmbedder, cities: Document
) -> None:
    add_documents([changed(cities, "Астана", "Акмола")], built, embedder)
    with closing(SearchIndex.open(built, embedder)) as index:
        assert "Акмола" in index.document("cities").text
        assert index.manifest.counts.documents == 2


def test_removed_documents_are_gone(built: Path, embedder: FakeEmbedder) -> None:
    embedder.passages.clear()
    manifest = remove_documents(["lakes"], built, embedder)
    assert (manifest.counts.documents, embedder.passages) == (1, [])
    with closing(SearchIndex.open(built, embedder)) as index:
        assert {hit.passage.document_id for hit in index.search("Балхаш озеро", 9)} == {"cities"}
        with pytest.raises(UnknownDocumentError, match="'lakes'"):
            index.document("lakes")


def test_all_documents_may_be_removed(built: Path, embedder: FakeEmbedder) -> None:
    remove_documents(["lakes", "cities"], built, embedder)
    with closing(SearchIndex.open(built, embedder)) as index:
        assert index.search("Балхаш", 3) == []
        assert index.documents() == []
    assert verify(built).ok


def test_removing_what_is_not_there_changes_nothing(built: Path, embedder: FakeEmbedder) -> None:
    pointer = read_pointer(Layout(built))
    with pytest.raises(UnknownDocumentError, match="no document has the id 'seas'"):
        remove_documents(["lakes", "seas"], built, embedder)
    assert read_pointer(Layout(built)) == pointer


def test_one_id_twice_is_refused(tmp_path: Path, embedder: FakeEmbedder, lakes: Document) -> None:
    with pytest.raises(IndexingError, match="two documents have the id 'lakes'"):
        build_index([lakes, lakes], tmp_path / "index", embedder)


def test_adding_needs_an_index(tmp_path: Path, embedder: FakeEmbedder, lakes: Document) -> None:
    with pytest.raises(IndexMissingError, match="run `assistant index build`"):
        add_documents([lakes], tmp_path, embedder)
    with pytest.raises(IndexMissingError, match="run `assistant index build`"):
        remove_documents(["lakes"], tmp_path, embedder)


def test_a_failing_caller_is_not_a_failed_write(
    built: Path, embedder: FakeEmbedder, lakes: Document
) -> None:
    def unreadable() -> Iterator[Document]:
        yield lakes
        raise OSError("the source is gone")

    def interrupt(stage: str, done: int, total: int) -> None:
        raise KeyboardInterrupt(f"{stage} {done}/{total}")

    pointer = read_pointer(Layout(built))
    with pytest.raises(OSError, match="the source is gone"):
        build_index(unreadable(), built, embedder)
    with pytest.raises(KeyboardInterrupt, match="documents 1/1"):
        build_index([lakes], built, embedder, progress=interrupt)
    assert read_pointer(Layout(built)) == pointer
    assert [path.name for path in (built / "builds").iterdir()] == [pointer.build_id]


def test_progress_is_told(tmp_path: Path, embedder: FakeEmbedder, lakes: Document) -> None:
    seen: list[tuple[str, int, int]] = []
    build_index([lakes], tmp_path, embedder, progress=lambda *step: seen.append(step))
    assert list(dict.fromkeys(stage for stage, _, _ in seen)) == [
        "documents",
        "vectors",
        "words",
        "files",
    ]
    assert ("documents", 1, 1) in seen
    assert ("vectors", 6, 6) in seen
    assert all(done <= total for _, done, total in seen)


def test_added_documents_leave_the_words_of_others_as_they_are(
    tmp_path: Path, embedder: FakeEmbedder
) -> None:
    first = build_index([MANY], tmp_path, embedder)
    seen: list[tuple[str, int, int]] = []
    second = add_documents([STEPPE], tmp_path, embedder, progress=lambda *step: seen.append(step))
    assert [step for step in seen if step[0] == "words"] == [
        ("words", 1200, 1201),
        ("words", 1201, 1201),
    ]
    name = "lexical/00000000.safetensors"
    assert second.files[name] == first.files[name]
    old, new = (tmp_path / "builds" / each.build_id / name for each in (first, second))
    assert old.samefile(new)
    remove_documents(["steppe"], tmp_path, embedder, settings=IndexSettings(keep_builds=1))
    assert not old.exists()
    assert verify(tmp_path).ok


def test_other_text_analysis_makes_all_words_anew(
    built: Path, embedder: FakeEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("builder", "reader"):
        monkeypatch.setattr(f"index.{module}.ANALYSIS_VERSION", "another")
    embedder.passages.clear()
    seen: list[tuple[str, int, int]] = []
    manifest = add_documents([STEPPE], built, embedder, progress=lambda *step: seen.append(step))
    assert manifest.analysis == "another"
    assert ("words", 0, VIEWS + 1) in seen
    assert embedder.passages == ["Степь\nСтепь широка."]
    assert verify(built).ok


def test_the_last_builds_are_kept(built: Path, embedder: FakeEmbedder, lakes: Document) -> None:
    for keep, expected in ((3, 3), (3, 3), (1, 1)):
        for _ in range(2):
            build_index([lakes], built, embedder, settings=IndexSettings(keep_builds=keep))
        builds = sorted(path.name for path in (built / "builds").iterdir())
        assert len(builds) == expected
        assert builds[-1] == read_pointer(Layout(built)).build_id


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="keep_builds: got 0"):
        IndexSettings(keep_builds=0)
    with pytest.raises(ValueError, match="lock_timeout_s: got -1"):
        IndexSettings(lock_timeout_s=-1)


def test_documents_added_by_hand_outlive_a_rebuild_of_the_sources(
    tmp_path: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    build_index([cities, lakes], tmp_path, embedder)
    add_documents([STEPPE], tmp_path, embedder)
    retitled = dataclasses.replace(cities, title="Other cities")

    rebuilt = build_index([retitled], tmp_path, embedder, keep_added=True)

    sources = sources_digest([retitled])
    with closing(SearchIndex.open(tmp_path, embedder, sources=sources)) as index:
        assert {one.id for one in index.documents()} == {cities.id, STEPPE.id}
        assert index.document(cities.id).title == "Other cities"
    assert set(rebuilt.managed) == {cities.id}


def test_adding_and_removing_leaves_the_sources_as_they_were(
    tmp_path: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    build_index([cities, lakes], tmp_path, embedder)
    add_documents([STEPPE], tmp_path, embedder)
    remove_documents([lakes.id], tmp_path, embedder)
    sources = sources_digest([cities, lakes])
    with closing(SearchIndex.open(tmp_path, embedder, sources=sources)) as index:
        assert {one.id for one in index.documents()} == {cities.id, STEPPE.id}


def test_a_build_that_keeps_nothing_holds_exactly_what_is_given(
    tmp_path: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    build_index([cities], tmp_path, embedder)
    add_documents([STEPPE], tmp_path, embedder)
    manifest = build_index([lakes], tmp_path, embedder)
    assert set(manifest.managed) == {lakes.id}
    assert manifest.counts.documents == 1
