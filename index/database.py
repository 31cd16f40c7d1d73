"""SQLite files of a build: written by one connection, never changed once published."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from index.errors import IndexDamagedError
from index.layout import REBUILD


class Database:
    """A read-only connection to a published file, used by one thread at a time.

    Raises:
        IndexDamagedError: from every method, where the file is not a sound SQLite database.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(
                _read_only_uri(path), uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise self.damaged(error) from error

    def all(self, statement: str, *values: Any) -> list[Any]:
        """Every row that a statement gives."""
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self.damaged(error) from error

    def close(self) -> None:
        """Release the file."""
        with self._lock:  # closing a connection that another thread reads from crashes Python
            self._connection.close()

    def damaged(self, cause: Exception) -> IndexDamagedError:
        """The error to raise where what the file holds is not what was written."""
        return IndexDamagedError(f"{self.path} cannot be read ({cause}); {REBUILD}")


def begin(path: Path) -> sqlite3.Connection:
    """A connection that writes a file of a draft, in a transaction that is begun.

    It keeps no journal: a writer that stops half-way leaves a draft which nobody reads.

    Raises:
        OSError, sqlite3.OperationalError: the file cannot be written (see ``index.files.writing``).
    """
    connection = sqlite3.connect(path.resolve().as_uri(), uri=True, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    return connection


def _read_only_uri(path: Path) -> str:
    """The URI that opens a published file without locks or journals."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"
