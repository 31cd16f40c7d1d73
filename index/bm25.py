"""BM25 (Robertson and Zaragoza 2009), with the idf that is never negative, ln(1 + …).

A term that is f times in a unit of length l counts idf · f / (f + k1 (1 - b + b · l / mean)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.postings import Mask, Postings, Span

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

    def idf(self, counts: Sequence[int]) -> Scores:
        """ln(1 + (units - n + 0.5) / (n + 0.5)) of terms that are in n units; 0 where n is."""
        found = np.array(counts, dtype=np.float64)
        idf: Scores = np.log1p((self.units - found + 0.5) / (found + 0.5))
        return np.where(found > 0.0, idf, 0.0)


def unit_scores(
    postings: Postings,
    statistics: Statistics,
    terms: Sequence[tuple[Span, float]],
    k1: float,
    b: float,
) -> Scores:
    """float64[units]: the scores of terms, each given by its span of the postings and its idf.

    All terms are added up in one go: a query of this project has about a hundred.
    """
    terms = [(span, factor) for span, factor in terms if factor and span[0] < span[1]]
    if not terms:
        return np.zeros(len(postings.lengths))
    spans = [slice(*span) for span, _ in terms]
    units = np.concatenate([postings.units[span] for span in spans])
    counts = np.concatenate([postings.counts[span] for span in spans])
    scores = np.repeat([factor for _, factor in terms], [end - begin for (begin, end), _ in terms])
    norms = postings.lengths[units] * (k1 * b * statistics.units / statistics.terms)
    norms += k1 * (1.0 - b)
    norms += counts
    scores *= counts
    scores /= norms
    return np.bincount(units, scores, len(postings.lengths)).astype(np.float64, copy=False)
