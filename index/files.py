"""Files written so that they survive a crash, and the digests that prove it."""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexWriteError

_SQLITE_WRITE_ERRORS = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)


@dataclass(frozen=True, slots=True)
class FileDigest:
    """Size in bytes and hexadecimal SHA-256 of a file."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "FileDigest":
        """Read the whole file.

        Raises:
            OSError: the file cannot be read.
        """
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return cls(size=file.tell(), sha256=sha256)


@contextlib.contextmanager
def writing(directory: Path) -> Iterator[None]:
    """Turn a failed write under ``directory`` into an IndexWriteError that names the cause."""
    try:
        yield
    except OSError as error:
        cause = error.strerror or str(error)
        where = error.filename or directory
        raise IndexWriteError(
            f"cannot write the index in {directory}: {cause} ({where})"
        ) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _SQLITE_WRITE_ERRORS:
            raise
        raise IndexWriteError(f"cannot write the index in {directory}: {error}") from error


def sync_file(path: Path) -> None:
    """Wait until the bytes of ``path`` are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_directory(path: Path) -> None:
    """Wait until the entries of the directory ``path`` are on the disk."""
    if os.name == "nt":  # Windows has no handle of a directory to flush.
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step: a reader sees the old content or all of the new."""
    draft = draft_of(path)
    draft.write_bytes(data)
    sync_file(draft)
    os.replace(draft, path)
    sync_directory(path.parent)


def draft_of(path: Path) -> Path:
    """Where ``replace_file`` writes what it will put at ``path``."""
    return path.with_name(f"{path.name}.new")


def files_under(directory: Path) -> list[Path]:
    """Every file below ``directory``, sorted by path."""
    return sorted(path for path in directory.rglob("*") if path.is_file())
