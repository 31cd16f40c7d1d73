from math import log

import numpy as np
import pytest

from index.bm25 import Statistics, saturations
from index.postings import Postings

# Lengths 2, 3 and 1, mean 2. ln(1 + (N - n + 0.5) / (n + 0.5)) · tf / (tf + k), where
# k = k1 (1 - b + b · length / mean); with k1 = 1.5, b = 0.75: k = 1.5, 2.0625, 0.9375.
POSTINGS = Postings.build([["a", "b"], ["a", "c", "c"], ["d"]])
STATISTICS = Statistics.of(POSTINGS, None)
IDF_OF_ONE = log(1 + 2.5 / 1.5)
IDF_OF_TWO = log(1 + 1.5 / 2.5)


def scores(**weights: float) -> list[float]:
    begin, end = POSTINGS.spans([term.encode() for term in weights])
    factors = STATISTICS.idf(end - begin) * list(weights.values())
    spans = [slice(*edges) for edges in zip(begin.tolist(), end.tolist(), strict=True)]
    units, saturated = saturations(POSTINGS, STATISTICS, spans, 1.5, 0.75)
    weighted = saturated * np.repeat(factors, end - begin)
    found: list[float] = np.bincount(units, weighted, 3).tolist()
    return found


def test_a_term_scores_by_rarity_frequency_and_length() -> None:
    assert scores(a=1.0) == pytest.approx([IDF_OF_TWO / 2.5, IDF_OF_TWO / 3.0625, 0])
    assert scores(c=1.0) == pytest.approx([0, IDF_OF_ONE * 2 / 4.0625, 0])


def test_weighted_terms_add_up_and_unknown_ones_count_nothing() -> None:
    expected = 0.5 * IDF_OF_TWO / 2.5 + 2.0 * IDF_OF_ONE / 2.5
    assert scores(a=0.5, b=2.0, z=9.0)[0] == pytest.approx(expected)
    assert scores(z=1.0) == [0, 0, 0]


def test_statistics_are_those_of_the_units_left_in_all_parts() -> None:
    live = np.array([True, False, True])
    assert Statistics.of(POSTINGS, live) == Statistics(2, 3)
    assert Statistics(2, 3) + Statistics(1, 5) == Statistics(3, 8)


def test_idf_by_hand() -> None:
    assert Statistics(3, 6).idf(np.array([1, 2, 0])) == pytest.approx([IDF_OF_ONE, IDF_OF_TWO, 0])
