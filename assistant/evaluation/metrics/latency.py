"""Latency: how long a question takes, one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.metrics.metric import Better, Metric
from assistant.evaluation.statistic import Floats, Statistic, ratio, taken

METRICS = (
    *(
        Metric(f"latency.p{q}", f"percentile {q} of the time a question takes", Better.LOWER, "ms")
        for q in (50, 95, 99)
    ),
    Metric("latency.throughput", "questions a second, one after another", unit="1/s"),
)


@dataclass(frozen=True, slots=True)
class Percentile:
    """The least value that at least ``percent`` of the rows do not exceed."""

    values: Floats
    percent: float

    @property
    def count(self) -> int:
        return len(self.values)

    def of(self, weights: Floats) -> Floats:
        if not len(self.values):
            return np.full(len(weights), np.nan)
        order = np.argsort(self.values, kind="stable")
        reached = np.cumsum(weights[:, order], axis=1)
        enough = reached >= self.percent / 100 * reached[:, -1:] - 1e-9
        result: Floats = self.values[order][enough.argmax(axis=1)]
        return result

    def at(self, places: Sequence[int]) -> "Percentile":
        return Percentile(taken(self.values, places), self.percent)


def statistics(times_ms: Sequence[float]) -> dict[str, Statistic]:
    """Of the times of the questions, in milliseconds."""
    values = np.array(times_ms, dtype=np.float64)
    return {
        **{f"latency.p{q}": Percentile(values, q) for q in (50, 95, 99)},
        "latency.throughput": ratio((1.0, value / 1000) for value in times_ms),
    }
