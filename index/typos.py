"""Near terms of a vocabulary for a query term that is not in it.

Nothing is done for a known term. For an unknown one, lengths and sets of letters (one bit a letter,
kept for the whole vocabulary) leave a few candidates, whose edit distance (with transpositions) is
then measured: one edit in a term of four to seven letters, two in a longer one.
"""

from collections.abc import Iterable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from index.arrays import Arrays
from index.vocabulary import Vocabulary

_SHORTEST = 4
_LONG = 8
_WEIGHTS = {1: 0.6, 2: 0.3}
_MOST = 3


class Speller:
    """The terms of one vocabulary, ready to be compared with a misspelt one."""

    def __init__(
        self, vocabulary: Vocabulary, letters: NDArray[np.uint64], lengths: NDArray[np.uint8]
    ) -> None:
        self._vocabulary = vocabulary
        self._letters = letters
        self._lengths = lengths

    @classmethod
    def build(cls, vocabulary: Vocabulary) -> Self:
        """Prepare the terms of ``vocabulary``: a bit set of letters and a length for each."""
        terms = [term.decode("utf-8", "surrogatepass") for term in vocabulary.all()]
        letters = np.fromiter((_bits(term) for term in terms), dtype=np.uint64, count=len(terms))
        lengths = np.fromiter((min(len(term), 255) for term in terms), np.uint8, len(terms))
        return cls(vocabulary, letters, lengths)

    def within_reach(self, term: str) -> list[tuple[int, str]]:
        """Every term that ``term`` may be a misspelling of, with its distance in edits."""
        if len(term) < _SHORTEST or not term.isalpha():
            return []
        reach = 2 if len(term) >= _LONG else 1
        apart = np.bitwise_count(self._letters ^ np.uint64(_bits(term)))
        close = np.abs(self._lengths.astype(np.int16) - len(term)) <= reach
        found: list[tuple[int, str]] = []
        for number in np.flatnonzero(close & (apart <= 2 * reach)).tolist():
            candidate = self._vocabulary[number].decode("utf-8", "surrogatepass")
            distance = OSA.distance(term, candidate, score_cutoff=reach)
            if 0 < distance <= reach and candidate.isalpha():
                found.append((distance, candidate))
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What ``from_arrays`` makes the same speller of, with the vocabulary."""
        return {"letters": self._letters, "lengths": self._lengths}

    @classmethod
    def from_arrays(cls, vocabulary: Vocabulary, arrays: Arrays) -> Self:
        return cls(vocabulary, arrays["letters"], arrays["lengths"])


def nearest(found: Iterable[tuple[int, str]]) -> list[tuple[str, float]]:
    """Up to three of the terms ``within_reach`` and their weights in (0, 1), nearest first."""
    return [(term, _WEIGHTS[distance]) for distance, term in sorted(found)[:_MOST]]


def _bits(term: str) -> int:
    bits = 0
    for letter in term:
        bits |= 1 << (ord(letter) % 64)
    return bits
