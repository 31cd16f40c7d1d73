"""The vectors of sentences and of their tokens of one build, in a SQLite file that is never changed
once published.

A row a view, eight bits a number. Only the directions of vectors are kept.
"""

import shutil
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.database import Database, begin
from index.embedder import QuestionTokens, SentencesInContext, Vectors, unit
from index.files import writing
from index.view import Ids

_SCHEMA = """
CREATE TABLE sentences (
    view INTEGER PRIMARY KEY,
    count INTEGER,
    vectors BLOB NOT NULL,
    counts BLOB NOT NULL,
    tokens BLOB NOT NULL
)
"""
_SELECT = "SELECT count, vectors, counts, tokens FROM sentences WHERE view = ?"
_COUNT = np.dtype("<u4")
_LARGEST = 127


class SentenceVectors:
    """Read access to the vectors of sentences; safe to share between threads.

    Raises:
        IndexDamagedError: from every method, where the file is not a sound SQLite database, or a
            row of it not what was written.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path)
        self.close = weakref.finalize(self, self._database.close)
        """Release the file; done on its own when the last reference goes."""

    def fetch(self, views: Iterable[int]) -> list[SentencesInContext | None]:
        """The sentences of each view; None for a view that has none here."""
        found = [self._database.all(_SELECT, view) for view in views]
        try:
            return [_unpacked(*rows[0]) if rows else None for rows in found]
        except (ValueError, TypeError) as error:
            raise self._database.damaged(error) from error

    def met(self, question: QuestionTokens, views: Sequence[int]) -> dict[int, float]:
        """By view that has sentences here, how well the best of them meets a question."""
        if not views:
            return {}
        places = ", ".join("?" * len(views))
        select = f"SELECT view, counts, tokens FROM sentences WHERE view IN ({places})"
        rows = self._database.all(select, *views)
        if not rows:
            return {}
        try:
            found, lengths, packed = zip(*rows, strict=True)
            counts = _counts(b"".join(lengths))
            sizes = np.array([len(one) // _COUNT.itemsize for one in lengths], dtype=np.intp)
            if not (counts.all() and sizes.all()):
                raise ValueError(f"views of {sizes.tolist()} sentences of {counts.tolist()} tokens")
            packed_tokens = np.frombuffer(b"".join(packed), dtype=np.int8)
            tokens = _unit_rows(packed_tokens, int(counts.sum()))
        except (ValueError, TypeError) as error:
            raise self._database.damaged(error) from error
        met = question.met(tokens, counts)
        best = np.maximum.reduceat(met, np.cumsum(sizes) - sizes)
        return dict(zip(found, best.tolist(), strict=True))

    def counts(self) -> dict[int, int]:
        """The number of sentences of each view that has vectors here."""
        return dict(self._database.all("SELECT view, count FROM sentences"))


class SentenceVectorsWriter:
    """Makes the file of a new build, from scratch or of a copy of the ``previous`` one's, of which
    the rows of the views ``kept`` stay.

    Raises:
        IndexWriteError: from every method, where the file cannot be written.
    """

    def __init__(self, path: Path, previous: Path | None = None, kept: Ids | None = None) -> None:
        self._directory = path.parent
        with writing(self._directory):
            copied = previous is not None and previous.is_file()
            if previous is not None and copied:
                shutil.copyfile(previous, path)
            self._connection = begin(path)
            if copied:
                self._keep(set() if kept is None else set(kept.tolist()))
            else:
                self._connection.execute(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        try:
            if kind is None:
                with writing(self._directory):
                    self._connection.execute("COMMIT")
        finally:
            self._connection.close()

    def add(self, views: Sequence[int], sentences: Sequence[SentencesInContext]) -> None:
        """Store the sentences of each view; a view without sentences is left out."""
        rows = [
            (view, len(part.vectors), *_packed(part))
            for view, part in zip(views, sentences, strict=True)
            if len(part.vectors)
        ]
        with writing(self._directory):
            self._connection.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?)", rows)

    def _keep(self, views: set[int]) -> None:
        execute = self._connection.execute
        there = [view for (view,) in execute("SELECT view FROM sentences")]
        gone = [(view,) for view in there if view not in views]
        self._connection.executemany("DELETE FROM sentences WHERE view = ?", gone)


def _packed(sentences: SentencesInContext) -> tuple[bytes, bytes, bytes]:
    counts = sentences.counts.astype(_COUNT).tobytes()
    return _eight_bits(sentences.vectors), counts, _eight_bits(sentences.tokens)


def _unpacked(count: int, vectors: bytes, counts: bytes, tokens: bytes) -> SentencesInContext:
    """Raises ValueError where the numbers do not fit together."""
    lengths = _counts(counts)
    if len(lengths) != count or not lengths.all():
        raise ValueError(f"{count} sentences of {lengths.tolist()} tokens")
    return SentencesInContext(
        _unit_rows(np.frombuffer(vectors, dtype=np.int8), count),
        _unit_rows(np.frombuffer(tokens, dtype=np.int8), int(lengths.sum())),
        lengths,
    )


def _counts(packed: bytes) -> NDArray[np.intp]:
    return np.frombuffer(packed, dtype=_COUNT).astype(np.intp)


def _eight_bits(vectors: Vectors) -> bytes:
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = np.divide(vectors, largest, out=np.zeros_like(vectors), where=largest > 0)
    packed: bytes = np.rint(scaled * _LARGEST).astype(np.int8).tobytes()
    return packed


def _unit_rows(packed: NDArray[np.int8], count: int) -> Vectors:
    return unit(packed.reshape(count, -1).astype(np.float32))
