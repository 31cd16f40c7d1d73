"""Building: what is embedded, what is taken over, and what comes out."""

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, Language, SplitSettings, document_from_text, passages
from index import (
    FakeEmbedder,
    IndexDamagedError,
    IndexingError,
    IndexMissingError,
    IndexSettings,
    SearchIndex,
    StoreKind,
    StoreSettings,
    UnknownDocumentError,
    add_documents,
    build_index,
    remove_documents,
    sources_digest,
    verify,
)
from index.faiss_store import FaissStore
from index.layout import Layout
from index.publication import read_pointer

VIEWS = 8
"""Of both documents: three passages of one in two languages, two of the other in one."""


def vectors(directory: Path) -> list[tuple[float, ...]]:
    """The vectors of the current build, sorted."""
    layout = Layout(directory)
    store = FaissStore.load(layout.build(read_pointer(layout).build_id).dense)
    return sorted(tuple(row) for row in store.fetch(store.ids).tolist())


def changed(document: Document, old: str, new: str) -> Document:
    """The document with other words in its text, and no translations."""
    return document_from_text(document.text.replace(old, new), id=document.id, title=document.title)


def test_every_view_is_embedded_once(built: Path, embedder: FakeEmbedder) -> None:
    assert len(embedder.passages) == VIEWS
    assert "Озёра\nАлаколь солёный." in "\n".join(embedder.passages).replace("- ", "")
    assert not any("Фото" in text for text in embedder.passages)
    with closing(SearchIndex.open(built, embedder)) as index:
        counts = index.manifest.counts
        assert (counts.documents, counts.passages, counts.views) == (2, 7, VIEWS)


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


def test_an_unchanged_set_embeds_nothing(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    before = vectors(built)
    build_index([cities, lakes], built, embedder)
    assert len(embedder.passages) == VIEWS
    assert vectors(built) == before


def test_only_changed_passages_are_embedded(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    embedder.passages.clear()
    build_index([lakes, changed(cities, "на Ишиме", "на реке Ишим")], built, embedder)
    assert embedder.passages == ["Астана стоит на реке Ишим."]
    fresh = FakeEmbedder()
    other = built.parent / "fresh"
    build_index([lakes, changed(cities, "на Ишиме", "на реке Ишим")], other, fresh)
    assert vectors(built) == vectors(other)
    assert verify(built).ok


def test_changed_metadata_embeds_nothing_but_is_stored(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    embedder.passages.clear()
    build_index([lakes, dataclasses.replace(cities, title="Столицы")], built, embedder)
    assert embedder.passages == []
    with closing(SearchIndex.open(built, embedder)) as index:
        assert index.document("cities").title == "Столицы"


def test_another_model_embeds_everything(built: Path, lakes: Document, cities: Document) -> None:
    other = FakeEmbedder("абвг")
    build_index([lakes, cities], built, other)
    assert len(other.passages) == VIEWS
    assert verify(built).ok


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


@pytest.mark.parametrize("kind", list(StoreKind))
def test_every_kind_of_store_can_be_grown_and_shrunk(
    kind: StoreKind, tmp_path: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    settings = IndexSettings(store=StoreSettings(kind=kind, lists=1))
    directory = tmp_path / "index"
    build_index([lakes], directory, embedder, settings=settings)
    add_documents([cities], directory, embedder, settings=settings)
    assert len(embedder.passages) == VIEWS
    before = vectors(directory)
    remove_documents(["lakes"], directory, embedder, settings=settings)
    add_documents([lakes], directory, embedder, settings=settings)
    assert vectors(directory) == before
    assert verify(directory).ok


def test_another_kind_of_store_embeds_nothing(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    before = vectors(built)
    settings = IndexSettings(store=StoreSettings(kind=StoreKind.HNSW))
    manifest = build_index([lakes, cities], built, embedder, settings=settings)
    assert manifest.store["kind"] == "hnsw"
    assert len(embedder.passages) == VIEWS
    assert vectors(built) == before


def test_added_documents_join_those_present(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    steppe = document_from_text("Степь широка.", id="steppe", title="Степь")
    embedder.passages.clear()
    manifest = add_documents([steppe], built, embedder)
    assert embedder.passages == ["Степь широка."]
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


def test_a_damaged_build_is_rebuilt_but_never_added_to(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    [path] = built.glob("builds/*/dense/index.faiss")
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"index\.faiss does not match its digest"):
        add_documents([lakes], built, embedder)
    build_index([lakes, cities], built, embedder)
    assert len(embedder.passages) == 2 * VIEWS
    assert verify(built).ok


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


def test_damage_to_a_file_that_builds_share_is_found(
    tmp_path: Path, embedder: FakeEmbedder
) -> None:
    first = build_index([MANY, STEPPE], tmp_path, embedder)
    second = remove_documents(["steppe"], tmp_path, embedder)
    old, new = (
        tmp_path / "builds" / each.build_id / "lexical" / "00000000.safetensors"
        for each in (first, second)
    )
    content = bytearray(old.read_bytes())
    content[len(content) // 2] ^= 1
    old.write_bytes(content)
    assert verify(tmp_path).problems == (
        f"{new} does not match its digest; run `assistant index build`",
    )
    with pytest.raises(IndexDamagedError, match="does not match its digest"):
        add_documents([STEPPE], tmp_path, embedder)
    build_index([STEPPE], tmp_path, embedder)
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
    assert embedder.passages == ["Степь широка."]
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


def test_a_text_without_letters_has_a_zero_vector(tmp_path: Path, embedder: FakeEmbedder) -> None:
    document = document_from_text("Слово.\n\n☃ ☃ ☃", id="snow", title="Снег")
    build_index([document], tmp_path, embedder)
    assert verify(tmp_path).ok
    assert np.array(vectors(tmp_path)).any(axis=1).tolist() == [False, True]


STEPPE = document_from_text("Степь широка.", id="steppe", title="Степь")
MANY = document_from_text("\n\n".join(["Гора высока."] * 1200), id="many", title="Гора")
"""So many passages that their words are not written again for a few more."""


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
