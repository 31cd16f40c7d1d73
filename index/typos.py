"""Near terms of the vocabulary for a query term that is not in it.

Nothing is done for a known term. For an unknown one, lengths and sets of letters (one bit a letter,
kept for the whole vocabulary) leave a few candidates, whose edit distance (with transpositions) is
then measured: one edit in a term of four to seven letters, two in a longer one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

_SHORTEST = 4
_LONG = 8
_WEIGHTS = {1: 0.6, 2: 0.3}
_MOST = 3
_LETTERS = "letters.npy"
_LENGTHS = "lengths.npy"


class Speller:
    """The terms of one vocabulary, ready to be compared with a misspelt one."""

    def __init__(
        self, terms: Sequence[str], letters: NDArray[np.uint64], lengths: NDArray[np.uint8]
    ) -> None:
        self._terms = terms
        self._letters = letters
        self._lengths = lengths

    @classmethod
    def build(cls, terms: Sequence[str]) -> Self:
        """Prepare ``terms``: a bit set of letters and a length for each."""
        letters = np.fromiter((_bits(term) for term in terms), dtype=np.uint64, count=len(terms))
        lengths = np.fromiter((min(len(term), 255) for term in terms), np.uint8, len(terms))
        return cls(terms, letters, lengths)

    def near(self, term: str) -> list[tuple[str, float]]:
        """Up to three terms within reach and their weights in (0, 1), nearest first."""
        if len(term) < _SHORTEST or not term.isalpha():
            return []
        reach = 2 if len(term) >= _LONG else 1
        apart = np.bitwise_count(self._letters ^ np.uint64(_bits(term)))
        close = np.abs(self._lengths.astype(np.int16) - len(term)) <= reach
        found: list[tuple[int, str]] = []
        for position in np.flatnonzero(close & (apart <= 2 * reach)).tolist():
            candidate = self._terms[position]
            distance = OSA.distance(term, candidate, score_cutoff=reach)
            if 0 < distance <= reach and candidate.isalpha():
                found.append((distance, candidate))
        return [(candidate, _WEIGHTS[distance]) for distance, candidate in sorted(found)[:_MOST]]

    def save(self, directory: Path) -> None:
        """Write all but the terms under ``directory``, which exists."""
        np.save(directory / _LETTERS, self._letters)
        np.save(directory / _LENGTHS, self._lengths)

    @classmethod
    def load(cls, directory: Path, terms: Sequence[str]) -> Self:
        """Read what ``save`` wrote for the same terms."""
        return cls(terms, np.load(directory / _LETTERS), np.load(directory / _LENGTHS))


def _bits(term: str) -> int:
    bits = 0
    for letter in term:
        bits |= 1 << (ord(letter) % 64)
    return bits
