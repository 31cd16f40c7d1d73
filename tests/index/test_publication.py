"""Publishing: one writer at a time, and pointers that are checked."""

import json
import os
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from corpus import Document
from index import (
    FakeEmbedder,
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexSettings,
    SearchIndex,
    add_documents,
    build_index,
    verify,
)
from index.layout import Layout
from index.manifest import SCHEMA_VERSION
from index.publication import (
    clean,
    current_manifest,
    exclusive,
    new_build_id,
    read_manifest,
    read_pointer,
)

HOLD = """
import sys, time
from pathlib import Path
from index.layout import Layout
from index.publication import exclusive
with exclusive(Layout(Path(sys.argv[1])), 0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_waits_its_turn(
    built: Path, embedder: FakeEmbedder, lakes: Document
) -> None:
    layout = Layout(built)
    before = read_pointer(layout)
    writer = threading.Thread(target=build_index, args=([lakes], built, embedder))
    with exclusive(layout, 0):
        writer.start()
        time.sleep(0.3)
        assert read_pointer(layout) == before
    writer.join(30)
    assert read_pointer(layout) != before
    assert verify(built).ok


def test_a_second_writer_gives_up_in_time(
    built: Path, embedder: FakeEmbedder, lakes: Document
) -> None:
    settings = IndexSettings(lock_timeout_s=0.1)
    with (
        exclusive(Layout(built), 0),
        pytest.raises(IndexLockedError, match=r"another process is writing .* within 0\.1 s"),
    ):
        build_index([lakes], built, embedder, settings=settings)
    build_index([lakes], built, embedder, settings=settings)


def test_another_process_holds_the_lock_until_it_dies(
    built: Path, embedder: FakeEmbedder, lakes: Document
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(built)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(IndexLockedError, match="another process is writing"):
            add_documents([lakes], built, embedder, settings=IndexSettings(lock_timeout_s=0))
        process.kill()
    add_documents([lakes], built, embedder, settings=IndexSettings(lock_timeout_s=5))


def test_readers_never_wait_and_never_fail(
    built: Path, embedder: FakeEmbedder, lakes: Document, cities: Document
) -> None:
    failures: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        index = SearchIndex.open(built, FakeEmbedder())
        while not done.is_set():
            try:
                index = index.reload_if_changed()
                assert index.search("Балхаш", 1)[0].passage.document_id == "lakes"
            except Exception as error:
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(10):
        documents = [lakes, cities] if number % 2 else [lakes]
        build_index(documents, built, embedder, settings=IndexSettings(keep_builds=1))
    done.set()
    for reader in readers:
        reader.join(30)
    assert failures == []


def test_the_pointer_leads_to_the_manifest(built: Path) -> None:
    layout = Layout(built)
    manifest = read_manifest(layout, read_pointer(layout))
    assert manifest.build_id == read_pointer(layout).build_id
    assert current_manifest(built) == manifest


@pytest.mark.parametrize(
    "content", ["", "00000001-aaaaaaaa", "../../etc " + "0" * 64 + "\n", "\0" * 83]
)
def test_a_pointer_of_another_form_is_refused(built: Path, content: str) -> None:
    (built / "current").write_text(content)
    with pytest.raises(IndexDamagedError, match="current does not name a build"):
        read_pointer(Layout(built))


def test_a_file_is_not_an_index(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexMissingError, match="there is no index in"):
        read_pointer(Layout(tmp_path / "file"))


def test_a_pointer_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(IndexDamagedError, match="current cannot be read"):
        read_pointer(Layout(tmp_path))


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, None])
def test_another_schema_is_a_mismatch_and_rebuilt(
    built: Path, embedder: FakeEmbedder, lakes: Document, version: int | None
) -> None:
    layout = Layout(built)
    path = layout.build(read_pointer(layout).build_id).manifest
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"schema_version": version}))
    repoint(layout, path)
    with pytest.raises(IndexMismatchError, match=f"schema version {version}, expected"):
        SearchIndex.open(built, embedder)
    assert not verify(built).ok
    build_index([lakes], built, embedder)
    assert verify(built).ok


def test_a_manifest_that_lacks_a_key_is_damaged(built: Path) -> None:
    layout = Layout(built)
    path = layout.build(read_pointer(layout).build_id).manifest
    path.write_text(path.read_text().replace('"counts"', '"count"'))
    repoint(layout, path)
    with pytest.raises(IndexDamagedError, match=r"manifest\.json cannot be read \(not a manifest"):
        read_manifest(layout, read_pointer(layout))


def repoint(layout: Layout, manifest: Path) -> None:
    """Make ``current`` agree with a manifest that was changed."""
    digest = sha256(manifest.read_bytes()).hexdigest()
    layout.current.write_text(f"{manifest.parent.name} {digest}\n")


def test_new_builds_sort_after_all_others(built: Path) -> None:
    layout = Layout(built)
    (layout.builds / "00000007-aaaaaaaa").mkdir()
    assert new_build_id(layout).startswith("00000008-")


def test_cleaning_leaves_the_current_build_and_those_before_it(built: Path) -> None:
    layout = Layout(built)
    current = read_pointer(layout).build_id
    for name in ("00000000-aaaaaaaa", "00000009-aaaaaaaa", ".draft-00000009-aaaaaaaa"):
        (layout.builds / name).mkdir()
    (built / "current.new").touch()
    clean(layout, keep=2)
    assert sorted(os.listdir(layout.builds)) == ["00000000-aaaaaaaa", current]
    assert not (built / "current.new").exists()
    clean(layout, keep=1)
    assert os.listdir(layout.builds) == [current]


def test_cleaning_trusts_no_damaged_pointer(built: Path) -> None:
    layout = Layout(built)
    current = read_pointer(layout).build_id
    layout.current.write_text("00000000-aaaaaaaa " + "0" * 64 + "\n")
    clean(layout, keep=2)
    assert os.listdir(layout.builds) == [current]
