"""Verification finds what digests alone would not: parts that do not fit together."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from index import FakeEmbedder, IndexMissingError, verify
from index.arrays import map_arrays, write_arrays
from index.files import FileDigest
from index.layout import BuildLayout, Layout
from index.publication import read_pointer


def build_of(directory: Path) -> BuildLayout:
    layout = Layout(directory)
    return layout.build(read_pointer(layout).build_id)


def republish(directory: Path) -> None:
    """Make digests agree again with files that were changed."""
    build = build_of(directory)
    manifest = json.loads(build.manifest.read_bytes())
    for name in manifest["files"]:
        digest = FileDigest.of(build.directory / name)
        manifest["files"][name] = {"size": digest.size, "sha256": digest.sha256}
    data = json.dumps(manifest).encode()
    build.manifest.write_bytes(data)
    pointer = f"{build.directory.name} {hashlib.sha256(data).hexdigest()}\n"
    Layout(directory).current.write_text(pointer)


def change(directory: Path, statement: str) -> None:
    """Change the catalog, and make its digest agree."""
    connection = sqlite3.connect(build_of(directory).catalog)
    with connection:
        connection.execute(statement)
    connection.close()
    republish(directory)


def problem(directory: Path) -> str:
    """The problems found, which all say what to do."""
    report = verify(directory)
    assert not report.ok
    assert all(line.endswith("run `assistant index build`") for line in report.problems)
    return "\n".join(report.problems)


def test_a_good_build_has_no_problems(built: Path) -> None:
    report = verify(built)
    assert report.ok
    assert report.problems == ()
    assert report.build_id == build_of(built).directory.name
    files = [path for path in build_of(built).directory.rglob("*") if path.is_file()]
    assert report.files == len(files) - 1  # the manifest is not among its own files
    assert report.bytes == sum(f.stat().st_size for f in files if f.name != "manifest.json")


def test_without_an_index_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="there is no index"):
        verify(tmp_path)


def test_a_file_that_does_not_belong_is_named(built: Path) -> None:
    (build_of(built).directory / "extra").touch()
    assert "extra is not a file of the build" in problem(built)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE documents SET text = replace(text, 'гор', 'рек')", "does not match its"),
        ("UPDATE documents SET record = replace(record, 'Озёра', 'Реки')", "its fingerprint"),
        ("UPDATE documents SET record = '{}'", "KeyError"),
        ("UPDATE documents SET fingerprint = 'x'", "not those of the manifest"),
        ("UPDATE passages SET start = start + 1", "is not where it says it is"),
        ("UPDATE passages SET ordinal = ordinal + 100", "is not where it says it is"),
        ("UPDATE passages SET kind = 'song'", "ValueError"),
        ("UPDATE passages SET kind = 'heading'", "not those of its passages"),
        ("UPDATE views SET id = id + 1", "not those of"),
        ("DELETE FROM documents WHERE id = 'cities'", "holds 1 documents, expected 2"),
        ("DELETE FROM views WHERE id = (SELECT max(id) FROM views)", "views, expected"),
        ("DROP TABLE views", "no such table"),
    ],
)
def test_a_catalog_that_does_not_fit_is_found(built: Path, statement: str, expected: str) -> None:
    change(built, statement)
    assert expected in problem(built)


def test_vectors_of_another_length_are_found(
    tmp_path: Path, built: Path, embedder: FakeEmbedder
) -> None:
    del tmp_path
    path = build_of(built).dense / "index.faiss"
    content = path.read_bytes()
    size = 4 * embedder.dimension
    path.write_bytes(content[:-size] + np.full(embedder.dimension, 2, np.float32).tobytes())
    republish(built)
    assert "a vector is not of unit length" in problem(built)


def test_views_of_another_build_are_found(built: Path) -> None:
    path = build_of(built).dense / "ids.npy"
    np.save(path, np.load(path) + 8)
    republish(built)
    assert "not those of the catalog's views" in problem(built)


def change_words(directory: Path, change: Callable[[dict[str, NDArray[Any]]], None]) -> None:
    """Change the arrays of the only segment, and make its digest agree."""
    [path] = build_of(directory).lexical.glob("0*.safetensors")
    arrays = {name: array.copy() for name, array in map_arrays(path).items()}
    change(arrays)
    write_arrays(path, arrays)
    republish(directory)


def test_words_of_other_views_are_found(built: Path) -> None:
    def shift(arrays: dict[str, NDArray[Any]]) -> None:
        arrays["rows.views"] += 8

    change_words(built, shift)
    assert "the words are not those of the catalog's views" in problem(built)


def test_words_that_lack_a_part_are_found(built: Path) -> None:
    def forget(arrays: dict[str, NDArray[Any]]) -> None:
        del arrays["pairs.units"]

    change_words(built, forget)
    assert "cannot be read ('units')" in problem(built)


def test_words_of_another_build_are_found(built: Path) -> None:
    path = build_of(built).lexical / "removed.safetensors"
    [name] = map_arrays(path)
    write_arrays(path, {name: np.array([7])})
    republish(built)
    assert "7 rows of words, expected 8" in problem(built)
