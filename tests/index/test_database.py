"""SQLite files of a build: written in one transaction, read without a lock."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import IndexDamagedError, IndexWriteError
from index.database import Database, begin
from index.files import writing


def written(path: Path) -> Database:
    """A table of the numbers from 0 to 99 and their squares."""
    connection = begin(path)
    connection.execute("CREATE TABLE squares (number INTEGER PRIMARY KEY, square INTEGER)")
    rows = [(number, number * number) for number in range(100)]
    connection.executemany("INSERT INTO squares VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()
    return Database(path)


def test_rows_come_back_under_any_name(tmp_path: Path) -> None:
    database = written(tmp_path / "a b%41#?.sqlite")
    query = "SELECT square FROM squares WHERE number BETWEEN ? AND ? ORDER BY number"
    assert database.all(query, 2, 4) == [(4,), (9,), (16,)]
    assert database.all(query, 200, 300) == []
    assert [path.name for path in tmp_path.iterdir()] == ["a b%41#?.sqlite"]


def test_what_is_begun_is_one_transaction_without_a_journal(tmp_path: Path) -> None:
    connection = begin(tmp_path / "draft")
    connection.execute("CREATE TABLE squares (number INTEGER)")
    assert connection.in_transaction
    assert [path.name for path in tmp_path.iterdir()] == ["draft"]
    connection.close()
    assert Database(tmp_path / "draft").all("SELECT name FROM sqlite_master") == []


def test_a_file_that_cannot_be_made_is_a_failed_write(tmp_path: Path) -> None:
    with pytest.raises(IndexWriteError, match="unable to open"), writing(tmp_path):
        begin(tmp_path / "nowhere" / "draft")


def test_threads_share_a_connection(tmp_path: Path) -> None:
    database = written(tmp_path / "squares")

    def square(number: int) -> list[tuple[int]]:
        return database.all("SELECT square FROM squares WHERE number = ?", number % 100)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(square, range(800)))
    assert found == [[((number % 100) ** 2,)] for number in range(800)]


def test_a_published_file_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(IndexDamagedError, match=r"squares cannot be read .*readonly"):
        written(tmp_path / "squares").all("DELETE FROM squares")


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"not a database " * 999)
    database = Database(tmp_path / "text")
    with pytest.raises(IndexDamagedError, match=r"text cannot be read \(file is not") as refused:
        database.all("SELECT 1 FROM sqlite_master")
    assert isinstance(refused.value.__cause__, sqlite3.DatabaseError)
    with pytest.raises(IndexDamagedError, match=r"nothing cannot be read .*index build`"):
        Database(tmp_path / "nothing")


def test_a_closed_database_says_so(tmp_path: Path) -> None:
    database = written(tmp_path / "squares")
    database.close()
    with pytest.raises(IndexDamagedError, match="closed"):
        database.all("SELECT 1")
