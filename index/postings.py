"""One field of an index: the BM25 score of each term in each unit (text or sentence), by bm25s.

The scores of single terms are computed when the index is built (Lù 2024); a query adds up the
postings of its terms, each with the weight it has in the query.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np
from bm25s.tokenization import Tokenized
from numpy.typing import NDArray

_LARGE = 10_000
_NO_SCORE = 1e6
"""No BM25 score of a term comes near."""


class Postings:
    """Read-only after ``build`` or ``load``."""

    def __init__(self, engine: Any, units: int) -> None:
        self._engine = engine
        self._units = units
        # As plain arrays: slicing a numpy.memmap costs ten times as much. Still not read here.
        self._starts, self._indices, self._data = (
            np.asarray(engine.scores[part]) for part in ("indptr", "indices", "data")
        )

    @property
    def units(self) -> int:
        """How many texts or sentences are scored."""
        return self._units

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """Every term and its number, in the order of numbers."""
        vocabulary: Mapping[str, int] = self._engine.vocab_dict
        return vocabulary

    @classmethod
    def build(cls, units: Iterable[Iterable[str]], k1: float, b: float) -> Self:
        """Index the terms of each unit. Terms are numbered in sorted order: equal input, equal
        bytes on disk."""
        numbers: dict[str, int] = {}
        ids = [[numbers.setdefault(term, len(numbers)) for term in unit] for unit in units]
        count = len(ids)
        if not numbers:
            numbers, ids = {"": 0}, [[0]]
        order = {term: number for number, term in enumerate(sorted(numbers))}
        renumbered = [order[term] for term in numbers]
        ids = [[renumbered[number] for number in unit] for unit in ids]
        engine = bm25s.BM25(k1=k1, b=b, backend="numpy", csc_backend="numpy")
        engine.index(Tokenized(ids=ids, vocab=order), create_empty_token=False, show_progress=False)
        return cls(engine, count)

    def scores(
        self, weights: Mapping[str, float], *, skip_common: bool = False
    ) -> NDArray[np.float32]:
        """float32[units]: for each unit the weighted sum of its terms' BM25 scores.

        With ``skip_common`` a term of more than a tenth of the units of a large index is passed
        over: it takes longest to add and tells least.
        """
        common = self._units // 10 if skip_common and self._units >= _LARGE else self._units
        total = np.zeros(self._units, dtype=np.float32)
        numbers = self.vocabulary
        for term, weight in weights.items():
            number = numbers.get(term)
            if number is None:
                continue
            span = slice(self._starts[number], self._starts[number + 1])
            if span.stop - span.start <= common:
                total[self._indices[span]] += np.float32(weight) * self._data[span]
        return total

    def check(self) -> None:
        """Read all of it.

        Raises:
            ValueError: it does not fit together.
        """
        starts, rows = self._starts, self._indices
        numbers = np.fromiter(self.vocabulary.values(), np.int64, len(self.vocabulary))
        sound = (
            starts.ndim == rows.ndim == self._data.ndim == 1
            and np.issubdtype(starts.dtype, np.integer)
            and np.issubdtype(rows.dtype, np.integer)
            and len(starts) > 0
            and starts[0] == 0
            and starts[-1] == len(rows) == len(self._data)
            and bool((starts[1:] >= starts[:-1]).all())
            and bool(((rows >= 0) & (rows < max(self._units, 1))).all())
            and bool(((numbers >= 0) & (numbers < len(starts) - 1)).all())
            and bool((np.abs(self._data) < _NO_SCORE).all())
        )
        if not sound:
            raise ValueError("postings that do not fit together")

    def save(self, directory: Path) -> None:
        """Write under ``directory``, which is created."""
        directory.mkdir(parents=True, exist_ok=True)
        self._engine.save(str(directory), show_progress=False)
        np.save(directory / "units.npy", np.int64(self._units))

    @classmethod
    def load(cls, directory: Path, mmap: bool) -> Self:
        """Read what ``save`` wrote; with ``mmap`` the arrays stay on disk until touched."""
        engine = bm25s.BM25.load(str(directory), mmap=mmap, show_progress=False)
        return cls(engine, int(np.load(directory / "units.npy")))
