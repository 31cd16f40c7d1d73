"""Passages to ranked hits."""

from index.analysis import analyse, content_terms
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
from index.lexical import LexicalIndex
from index.quantity import Quantity, QuantityKind, number_terms, numbers

__all__ = [
    "Embedder",
    "Hit",
    "IndexDamagedError",
    "IndexLockedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexWriteError",
    "IndexingError",
    "LexicalIndex",
    "ModelError",
    "Quantity",
    "QuantityKind",
    "UnknownDocumentError",
    "Vectors",
    "analyse",
    "content_terms",
    "number_terms",
    "numbers",
]
