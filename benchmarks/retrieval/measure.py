"""Measures of one ranking of one set, by ir-measures, with bootstrap intervals.

Recall@k here is the share of questions with a right text among the first k (ir-measures' Success).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval.sets import RetrievalSet

DEPTH = 10
_MEASURES = {
    "recall@1": ir_measures.Success @ 1,
    "recall@3": ir_measures.Success @ 3,
    "recall@10": ir_measures.Success @ DEPTH,
    "mrr@10": ir_measures.RR @ DEPTH,
    "ndcg@10": ir_measures.nDCG @ DEPTH,
}
_RESAMPLES = 1000
_SEED = 17


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions and its 95 % bootstrap interval, questions resampled by group."""

    mean: float
    low: float
    high: float


def measure(data: RetrievalSet, ranked: Sequence[Sequence[int]]) -> dict[str, Estimate]:
    """Each measure of rankings ``ranked[i]``, rows of ``data.texts`` best first, of question i."""
    qrels = [
        ir_measures.Qrel(str(query), str(row), 1)
        for query, rows in enumerate(data.relevant)
        for row in sorted(rows)
    ]
    run = [
        ir_measures.ScoredDoc(str(query), str(row), -float(rank))
        for query, rows in enumerate(ranked)
        for rank, row in enumerate(rows[:DEPTH])
    ]
    values = {name: np.zeros(len(data.queries)) for name in _MEASURES}
    names = {str(measured): name for name, measured in _MEASURES.items()}
    for metric in ir_measures.iter_calc(list(_MEASURES.values()), qrels, run):
        values[names[str(metric.measure)]][int(metric.query_id)] = metric.value
    groups = np.array(data.groups)
    return {name: estimate(each, groups) for name, each in values.items()}


def estimate(values: NDArray[np.float64], groups: NDArray[np.int64]) -> Estimate:
    """The mean of ``values`` and the interval of means when whole groups are drawn again."""
    _, members = np.unique(groups, return_inverse=True)
    sums, sizes = np.bincount(members, values), np.bincount(members)
    drawn = np.random.default_rng(_SEED).integers(len(sums), size=(_RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Estimate(float(values.mean()), float(low), float(high))
