"""What was changed in a build by hand, read whatever else of it is damaged."""

import json
import sqlite3
from pathlib import Path

import pytest

from corpus import document_from_text
from index import FakeEmbedder, IndexDamagedError, add_documents
from index.files import FileDigest
from index.layout import BuildLayout, Layout
from index.manifest import SCHEMA_VERSION
from index.publication import read_pointer
from index.rescue import Rescue, published_manifest, rescued_from

STEPPE = document_from_text("Степь широка.", id="steppe", title="Степь")
SEA = document_from_text("Каспий солёный.", id="sea", title="Море", publisher="Издатель")


def current(directory: Path) -> BuildLayout:
    return Layout(directory).build(read_pointer(Layout(directory)).build_id)


def rescued(build: BuildLayout) -> Rescue:
    return rescued_from(build, published_manifest(build))


@pytest.fixture
def grown(built: Path, embedder: FakeEmbedder) -> BuildLayout:
    """A build of two managed documents and two added ones."""
    add_documents([STEPPE, SEA], built, embedder)
    return current(built)


def change(build: BuildLayout, statement: str) -> None:
    """Change the catalog, and let the manifest agree with it."""
    with sqlite3.connect(build.catalog) as connection:
        connection.execute(statement)
    connection.close()
    manifest = json.loads(build.manifest.read_text())
    digest = FileDigest.of(build.catalog)
    manifest["files"]["catalog.sqlite"] = {"size": digest.size, "sha256": digest.sha256}
    build.manifest.write_text(json.dumps(manifest))


def test_managed_documents_are_not_among_the_added(grown: BuildLayout) -> None:
    assert rescued(grown) == Rescue((SEA, STEPPE))


def test_the_other_files_are_not_looked_at(grown: BuildLayout) -> None:
    for path in [*grown.dense.iterdir(), *grown.lexical.iterdir()]:
        path.unlink()
    assert rescued(grown) == Rescue((SEA, STEPPE))


def test_another_version_may_have_written_it(grown: BuildLayout) -> None:
    manifest = json.loads(grown.manifest.read_text())
    grown.manifest.write_text(json.dumps(manifest | {"schema_version": SCHEMA_VERSION + 1}))
    assert rescued(grown) == Rescue((SEA, STEPPE))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET text = 'Степь узка.' WHERE id = 'steppe'",
        "UPDATE documents SET record = replace(record, 'Издатель', 'Писатель')",
        "UPDATE documents SET record = '{}' WHERE id = 'steppe'",
        "UPDATE documents SET record = '[]' WHERE id = 'steppe'",
        "UPDATE documents SET fingerprint = 'x' WHERE id = 'steppe'",
        "ALTER TABLE documents RENAME COLUMN record TO fields",
        "DROP TABLE documents",
    ],
)
def test_documents_that_are_not_read_as_written_are_refused(
    grown: BuildLayout, statement: str
) -> None:
    change(grown, statement)
    with pytest.raises(IndexDamagedError, match=r"the documents in .* cannot be read|catalog"):
        rescued(grown)


@pytest.mark.parametrize("name", ["catalog.sqlite", "manifest.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_a_damaged_file_is_refused(grown: BuildLayout, name: str, content: bytes | None) -> None:
    path = grown.directory / name
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"the documents in .* cannot be read"):
        rescued(grown)


def test_where_nothing_was_added_the_catalog_is_not_needed(built: Path) -> None:
    current(built).catalog.unlink()
    assert rescued(current(built)) == Rescue()
