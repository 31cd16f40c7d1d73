"""BM25 (Robertson and Zaragoza 2009), with the idf that is never negative, ln(1 + …).

A term that is f times in a unit of length l counts idf · f / (f + k1 (1 - b + b · l / mean)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.postings import Mask, Postings

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of some units: how many there are, and how many terms they have together."""

    units: int
    terms: int

    @classmethod
    def of(cls, postings: Postings, live: Mask | None) -> Self:
        """Those of the units of a mask, bool[units]; None: of all."""
        lengths = postings.lengths if live is None else postings.lengths[live]
        return cls(len(lengths), int(lengths.sum(dtype=np.int64)))

    def __add__(self, other: "Statistics") -> "Statistics":
        return Statistics(self.units + other.units, self.terms + other.terms)

    def idf(self, counts: NDArray[np.int64]) -> Scores:
        """ln(1 + (units - n + 0.5) / (n + 0.5)) of terms that are in n units; 0 where n is."""
        idf: Scores = np.log1p((self.units - counts + 0.5) / (counts + 0.5))
        idf[counts == 0] = 0.0
        return idf


def saturations(
    postings: Postings, statistics: Statistics, spans: Sequence[slice], k1: float, b: float
) -> tuple[NDArray[np.int32], Scores]:
    """The units of stretches of the postings, one stretch after another, and for each what its
    term counts there, but for the idf: f / (f + k1 (1 - b + b · l / mean)).

    All terms in one go: a query of this project has about a hundred.
    """
    units = np.concatenate([postings.units[span] for span in spans])
    counts = np.concatenate([postings.counts[span] for span in spans])
    norms = postings.lengths[units] * (k1 * b * statistics.units / statistics.terms)
    norms += k1 * (1.0 - b)
    norms += counts
    return units, counts / norms
