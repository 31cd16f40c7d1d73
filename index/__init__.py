"""Passages to ranked hits."""

from index.embedder import Embedder, Vectors
from index.errors import (
    IndexDamagedError,
    IndexingError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexWriteError,
    ModelError,
    UnknownDocumentError,
)
from index.hit import Hit

__all__ = [
    "Embedder",
    "Hit",
    "IndexDamagedError",
    "IndexLockedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexWriteError",
    "IndexingError",
    "ModelError",
    "UnknownDocumentError",
    "Vectors",
]
