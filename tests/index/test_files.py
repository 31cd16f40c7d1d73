"""Files: replaced whole, and failures told apart."""

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from index import IndexWriteError
from index.files import FileDigest, replace_file, writing


def test_a_digest_is_of_all_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    (tmp_path / "file").write_bytes(content)
    assert FileDigest.of(tmp_path / "file") == FileDigest(len(content), sha256(content).hexdigest())


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"old", b"new"):
        replace_file(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_names_directory_cause_and_file(tmp_path: Path) -> None:
    with (
        pytest.raises(IndexWriteError, match=r"in /data: Is a directory \(.*tmp"),
        writing(Path("/data")),
    ):
        tmp_path.write_bytes(b"")


def test_a_failed_write_of_sqlite_is_one_too(tmp_path: Path) -> None:
    with (
        pytest.raises(IndexWriteError, match="in /data: unable to open database file"),
        writing(Path("/data")),
    ):
        sqlite3.connect(tmp_path / "nowhere" / "catalog").execute("CREATE TABLE a (b)")


def test_a_wrong_statement_is_not(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "catalog")
    with pytest.raises(sqlite3.OperationalError, match="no such table"), writing(tmp_path):
        connection.execute("SELECT * FROM absent")
    connection.close()
