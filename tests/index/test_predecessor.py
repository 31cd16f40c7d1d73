"""What is taken over from builds before: from a damaged one nothing but what nobody else has."""

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import Document, document_from_text
from index import (
    FakeEmbedder,
    IndexDamagedError,
    SearchIndex,
    add_documents,
    build_index,
    remove_documents,
    verify,
)
from tests.index.conftest import MANY, STEPPE, VIEWS
from tests.index.damage import FILES, flip_last, halve, one_file

RIVER = document_from_text("Река Урал течёт на юг.", id="river", title="river")
SEA = document_from_text("Каспий солёный.", id="sea", title="sea")


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


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """An index of the river to which the steppe was added, then the sea."""
    directory = tmp_path / "grown"
    build_index([RIVER], directory, FakeEmbedder())
    add_documents([STEPPE], directory, FakeEmbedder())
    add_documents([SEA], directory, FakeEmbedder())
    return directory


def rebuilt(directory: Path) -> tuple[set[str], list[str]]:
    """The documents of a new build from the river alone, and what is told of lost ones."""
    told: list[str] = []
    manifest = build_index([RIVER], directory, FakeEmbedder(), keep_added=True, lost=told.append)
    assert set(manifest.managed) == {"river"}
    assert verify(directory).ok
    with contextlib.closing(SearchIndex.open(directory, FakeEmbedder())) as index:
        return {summary.id for summary in index.documents()}, told


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in ("catalog.sqlite", "manifest.json")]
)
@pytest.mark.parametrize("harm", [flip_last, halve])
def test_added_documents_outlive_damage_to_other_files(
    grown: Path, name: str, harm: Callable[[bytes], bytes]
) -> None:
    path = one_file(grown, name)
    path.write_bytes(harm(path.read_bytes()))
    assert rebuilt(grown) == ({"river", "steppe", "sea"}, [])
    assert rebuilt(grown) == ({"river", "steppe", "sea"}, [])


@pytest.mark.parametrize("name", ["catalog.sqlite", "manifest.json"])
def test_added_documents_come_from_the_build_before_where_need_be(grown: Path, name: str) -> None:
    path = one_file(grown, name)
    path.write_bytes(halve(path.read_bytes()))
    documents, [told] = rebuilt(grown)
    assert documents == {"river", "steppe"}
    assert f"the documents in {path.parent} cannot be read" in told
    assert "as they were in build 00000002-" in told


def test_a_build_that_is_gone_is_told_of(grown: Path) -> None:
    directory = one_file(grown, "catalog.sqlite").parent
    shutil.rmtree(directory)
    documents, [told] = rebuilt(grown)
    assert documents == {"river", "steppe"}
    assert f"the documents in {directory} cannot be read" in told


def test_added_documents_that_are_lost_are_told_of(grown: Path) -> None:
    for catalog in grown.glob("builds/*/catalog.sqlite"):
        catalog.write_bytes(halve(catalog.read_bytes()))
    documents, [told] = rebuilt(grown)
    assert documents == {"river"}
    assert "is lost and is to be added again" in told
    assert rebuilt(grown) == ({"river"}, [])


def test_a_source_that_was_added_before_is_the_source_now(grown: Path) -> None:
    path = one_file(grown, "dense/index.faiss")
    path.write_bytes(halve(path.read_bytes()))
    manifest = build_index([RIVER, SEA], grown, FakeEmbedder(), keep_added=True)
    assert set(manifest.managed) == {"river", "sea"}
    assert manifest.counts.documents == 3


def test_nothing_is_told_where_nothing_was_added(tmp_path: Path) -> None:
    directory = tmp_path / "index"
    assert rebuilt(directory) == ({"river"}, [])
    path = one_file(directory, "catalog.sqlite")
    path.write_bytes(halve(path.read_bytes()))
    assert rebuilt(directory) == ({"river"}, [])
