"""What is changed by hand lasts: over builds, changed sources, versions and damage."""

import json
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus import Document, document_from_text
from index import (
    FakeEmbedder,
    IndexingError,
    IndexMissingError,
    Manifest,
    SearchIndex,
    UnknownDocumentError,
    add_documents,
    build_index,
    current_manifest,
    remove_documents,
    restore_documents,
    sources_digest,
    verify,
)
from index.changes import Changes
from tests.index.damage import flip_last, halve, one_file


def document(name: str, text: str) -> Document:
    return document_from_text(text, id=name, title=name)


RIVER = document("river", "Река Урал течёт на юг.")
RIVER_AS_PUT = document("river", "Река Или течёт на запад.")
RIVER_EDITED = document("river", "Река Ишим течёт на север.")
STEPPE = document("steppe", "Степь широка.")
STEPPE_EDITED = document("steppe", "Степь очень широка.")
SEA = document("sea", "Каспий солёный.")
SEA_OF_SOURCE = document("sea", "Арал солёный.")


class Index:
    """An index whose sources are built over what was changed, as the program does."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.embedder = FakeEmbedder()
        self.told: list[str] = []

    def build(self, *sources: Document) -> Manifest:
        return build_index(
            sources, self.directory, self.embedder, keep_added=True, lost=self.told.append
        )

    def add(self, *documents: Document) -> Manifest:
        return add_documents(documents, self.directory, self.embedder)

    def remove(self, *names: str) -> Manifest:
        return remove_documents(names, self.directory, self.embedder)

    def restore(self, names: list[str] | None, *sources: Document) -> Manifest:
        return restore_documents(names, sources, self.directory, self.embedder)

    def holds(self, *documents: Document) -> bool:
        assert verify(self.directory).ok
        with closing(SearchIndex.open(self.directory, self.embedder)) as index:
            found = [index.document(each.id) for each in index.documents()]
        return found == sorted(documents, key=lambda each: each.id)

    def changes(self) -> Changes:
        return current_manifest(self.directory).changes


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of the river and the steppe, which are its sources."""
    index = Index(tmp_path / "index")
    index.build(RIVER, STEPPE)
    return index


def test_a_removed_source_stays_out(index: Index) -> None:
    index.remove("river")
    for _ in range(3):
        index.build(RIVER, STEPPE)
        assert index.holds(STEPPE)
        assert index.changes() == Changes(removed=("river",))


def test_a_replaced_source_stays_replaced(index: Index) -> None:
    index.add(RIVER_AS_PUT)
    index.embedder.passages.clear()
    for _ in range(3):
        index.build(RIVER, STEPPE)
        assert index.holds(RIVER_AS_PUT, STEPPE)
        assert index.changes() == Changes(replaced=("river",))
    assert index.embedder.passages == []


def test_a_changed_source_undoes_no_change(index: Index) -> None:
    index.add(RIVER_AS_PUT)
    index.remove("steppe")
    index.build(RIVER_EDITED, STEPPE_EDITED)
    assert index.holds(RIVER_AS_PUT)
    assert index.changes() == Changes(replaced=("river",), removed=("steppe",))


def test_a_source_that_was_not_changed_by_hand_follows_its_file(index: Index) -> None:
    index.remove("steppe")
    index.build(RIVER_EDITED, STEPPE, SEA)
    assert index.holds(RIVER_EDITED, SEA)
    index.build(STEPPE)
    assert index.holds()


def test_the_index_is_that_of_its_sources_all_the_same(index: Index) -> None:
    """A server that starts does not build it anew for the changes."""
    index.add(RIVER_AS_PUT)
    index.remove("steppe")
    for sources in ([RIVER, STEPPE], [RIVER_EDITED, STEPPE, SEA]):
        index.build(*sources)
        digest = sources_digest(sources)
        SearchIndex.open(index.directory, index.embedder, sources=digest).close()


def test_what_is_restored_is_as_the_sources_have_it_now(index: Index) -> None:
    index.add(RIVER_AS_PUT, SEA)
    index.remove("steppe")
    index.restore(["river"], RIVER_EDITED, STEPPE_EDITED)
    assert index.holds(RIVER_EDITED, SEA)
    assert index.changes() == Changes(removed=("steppe",))
    index.restore(["steppe"], RIVER_EDITED, STEPPE_EDITED)
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER, STEPPE, SEA)
    assert index.changes() == Changes()


def test_all_that_was_changed_is_restored_at_once(index: Index) -> None:
    index.add(RIVER_AS_PUT, SEA)
    index.remove("steppe")
    index.restore(None, RIVER, STEPPE)
    assert index.holds(RIVER, STEPPE, SEA)
    assert index.changes() == Changes()


def test_what_no_source_has_is_not_restored(index: Index) -> None:
    index.add(SEA)
    for name in ("sea", "lakes"):
        with pytest.raises(UnknownDocumentError, match=f"no source has the id '{name}'"):
            index.restore(["river", name], RIVER, STEPPE)
    assert index.holds(RIVER, STEPPE, SEA)


def test_a_removal_may_be_forgotten_though_its_source_is_gone(index: Index) -> None:
    index.remove("river")
    index.build(STEPPE)
    index.restore(["river"], STEPPE)
    assert index.changes() == Changes()
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER, STEPPE)


def test_restoring_needs_an_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="run `assistant index build`"):
        Index(tmp_path).restore(None, RIVER)


def test_what_is_put_as_the_source_has_it_is_the_source_again(index: Index) -> None:
    index.remove("river", "steppe")
    index.add(RIVER, STEPPE)
    assert index.changes() == Changes()
    index.build(RIVER_EDITED, STEPPE)
    assert index.holds(RIVER_EDITED, STEPPE)


def test_a_source_that_becomes_what_was_put_is_the_source_again(index: Index) -> None:
    index.add(RIVER_EDITED)
    index.build(RIVER_EDITED, STEPPE)
    assert index.changes() == Changes()
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER, STEPPE)


def test_what_was_removed_may_be_put_otherwise_and_removed_again(index: Index) -> None:
    index.remove("river")
    index.add(RIVER_AS_PUT)
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER_AS_PUT, STEPPE)
    assert index.changes() == Changes(replaced=("river",))
    index.remove("river")
    index.build(RIVER, STEPPE)
    assert index.holds(STEPPE)
    assert index.changes() == Changes(removed=("river",))


def test_a_removed_source_stays_out_when_its_file_is_back(index: Index) -> None:
    index.remove("river")
    index.build(STEPPE)
    assert index.changes() == Changes(removed=("river",))
    index.build(RIVER, STEPPE)
    assert index.holds(STEPPE)


def test_other_changes_leave_a_removal_as_it_is_though_its_source_is_gone(index: Index) -> None:
    index.remove("river")
    index.build(STEPPE)
    index.add(SEA)
    assert index.changes() == Changes(removed=("river",))
    index.remove("sea", "steppe")
    assert index.changes() == Changes(removed=("river", "steppe"))
    index.restore(["steppe"], STEPPE)
    assert index.changes() == Changes(removed=("river",))


def test_what_replaced_a_source_stays_when_its_file_is_gone(index: Index) -> None:
    index.add(RIVER_AS_PUT)
    index.build(STEPPE)
    assert index.holds(RIVER_AS_PUT, STEPPE)
    assert index.changes() == Changes()
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER_AS_PUT, STEPPE)
    assert index.changes() == Changes(replaced=("river",))


def test_what_was_added_stands_for_a_source_that_comes_later(index: Index) -> None:
    index.add(SEA)
    index.build(RIVER, STEPPE, SEA_OF_SOURCE)
    assert index.holds(RIVER, STEPPE, SEA)
    assert index.changes() == Changes(replaced=("sea",))


def test_what_was_added_and_removed_leaves_no_trace(index: Index) -> None:
    index.add(SEA)
    index.remove("sea")
    assert index.changes() == Changes()
    index.build(RIVER, STEPPE, SEA_OF_SOURCE)
    assert index.holds(RIVER, STEPPE, SEA_OF_SOURCE)


def test_a_build_of_exactly_these_forgets_what_was_changed(index: Index) -> None:
    index.add(RIVER_AS_PUT)
    index.remove("steppe")
    build_index([RIVER, STEPPE], index.directory, index.embedder)
    assert index.holds(RIVER, STEPPE)
    assert index.changes() == Changes()


def test_one_id_twice_is_refused_though_it_is_kept_out(index: Index) -> None:
    index.remove("river")
    with pytest.raises(IndexingError, match="two documents have the id 'river'"):
        index.build(RIVER, RIVER_EDITED)


def test_another_text_analysis_brings_nothing_back(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add(RIVER_AS_PUT)
    index.remove("steppe")
    for module in ("builder", "reader"):
        monkeypatch.setattr(f"index.{module}.ANALYSIS_VERSION", "another")
    assert index.build(RIVER, STEPPE).analysis == "another"
    assert index.holds(RIVER_AS_PUT)


def _restated(index: Index, change: Callable[[dict[str, Any]], None]) -> None:
    """Publish the current build with another manifest."""
    path = one_file(index.directory, "manifest.json")
    manifest = json.loads(path.read_text())
    change(manifest)
    path.write_text(json.dumps(manifest))
    digest = sha256(path.read_bytes()).hexdigest()
    (index.directory / "current").write_text(f"{path.parent.name} {digest}\n")


def test_changes_outlive_a_change_of_the_schema(index: Index) -> None:
    index.add(RIVER_AS_PUT, SEA)
    index.remove("steppe")
    _restated(index, lambda manifest: manifest.update(schema_version=99))
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER_AS_PUT, SEA)
    assert index.changes() == Changes(replaced=("river",), removed=("steppe",))
    assert index.told == []


@pytest.mark.parametrize("version", [3, 2])
def test_changes_are_told_where_none_were_recorded(index: Index, version: int) -> None:
    """An index made before changes were."""
    index.add(RIVER_AS_PUT, SEA)
    index.remove("steppe")

    def older(manifest: dict[str, Any]) -> None:
        del manifest["changes"]
        manifest["schema_version"] = version

    _restated(index, older)
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER_AS_PUT, SEA)
    assert index.changes() == Changes(replaced=("river",), removed=("steppe",))


def test_a_removal_is_not_forgotten_by_the_next_where_none_was_recorded(index: Index) -> None:
    index.remove("steppe")
    _restated(index, lambda manifest: manifest.pop("changes"))
    index.add(SEA)
    assert index.changes() == Changes(removed=("steppe",))


@pytest.mark.parametrize("name", ["dense/index.faiss", "lexical/0*.safetensors"])
@pytest.mark.parametrize("harm", [flip_last, halve])
def test_changes_outlive_damage_to_other_files(
    index: Index, name: str, harm: Callable[[bytes], bytes]
) -> None:
    index.add(RIVER_AS_PUT, SEA)
    index.remove("steppe")
    path = one_file(index.directory, name)
    path.write_bytes(harm(path.read_bytes()))
    for _ in range(2):
        index.build(RIVER, STEPPE)
        assert index.holds(RIVER_AS_PUT, SEA)
        assert index.changes() == Changes(replaced=("river",), removed=("steppe",))
    assert index.told == []


def test_a_removal_outlives_damage_to_the_catalog(index: Index) -> None:
    index.remove("river")
    path = one_file(index.directory, "catalog.sqlite")
    path.write_bytes(halve(path.read_bytes()))
    index.build(RIVER, STEPPE)
    assert index.holds(STEPPE)
    assert index.told == []


def test_the_newest_manifest_tells_what_is_out_of_an_older_catalog(index: Index) -> None:
    index.add(RIVER_AS_PUT, SEA)
    index.remove("river")
    path = one_file(index.directory, "catalog.sqlite")
    path.write_bytes(halve(path.read_bytes()))
    index.build(RIVER, STEPPE)
    assert index.holds(STEPPE, SEA)
    [told] = index.told
    assert "what was added, replaced or removed since is to be done again" in told


def test_removals_outlive_all_catalogs(index: Index) -> None:
    index.add(SEA)
    index.remove("river")
    for path in index.directory.glob("builds/*/catalog.sqlite"):
        path.write_bytes(halve(path.read_bytes()))
    index.build(RIVER, STEPPE)
    assert index.holds(STEPPE)
    [told] = index.told
    assert told.endswith("is lost and is to be added again")


def test_changes_that_are_lost_are_told_of(index: Index) -> None:
    index.add(SEA)
    index.remove("river")
    for name in ("catalog.sqlite", "manifest.json"):
        for path in index.directory.glob(f"builds/*/{name}"):
            path.write_bytes(halve(path.read_bytes()))
    index.build(RIVER, STEPPE)
    assert index.holds(RIVER, STEPPE)
    [told] = index.told
    assert "is lost and is to be added again" in told
    assert told.endswith("what was removed from it is to be removed again")


def test_a_manifest_that_is_not_the_one_published_tells_nothing(index: Index) -> None:
    """One letter of a fingerprint would make a document of the sources one put by hand."""
    index.add(SEA)
    path = one_file(index.directory, "manifest.json")
    mark = current_manifest(index.directory).managed["river"].encode()
    content = path.read_bytes()
    harmed = mark[:-1] + (b"0" if mark[-1:] != b"0" else b"1")
    assert content.count(mark) == 1
    path.write_bytes(content.replace(mark, harmed))
    index.build(RIVER_EDITED, STEPPE)
    assert index.holds(RIVER_EDITED, STEPPE)
    assert len(index.told) == 1
