"""Latency: how long a question takes, one at a time.

Over HTTP, of the attempt that was answered: failed attempts and the waits after them are left out,
and so are answers that were kept from before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.metrics.metric import Better, Metric
from assistant.evaluation.statistic import Flags, Floats, Statistic, ratio, taken

METRICS = (
    *(
        Metric(
            f"latency.p{q}",
            f"percentile {q} of the time a question takes; over HTTP, of the attempt that was"
            " answered, without answers kept from before",
            Better.LOWER,
            "ms",
        )
        for q in (50, 95, 99)
    ),
    Metric("latency.throughput", "questions a second, one after another", unit="1/s"),
)


@dataclass(frozen=True, slots=True)
class Percentile:
    """The least value that at least ``percent`` of the rows do not exceed."""

    values: Floats
    """NaN for a row that has none."""
    percent: float

    @property
    def count(self) -> int:
        return int((~np.isnan(self.values)).sum())

    @property
    def parts(self) -> tuple[Flags, ...]:
        return (~np.isnan(self.values),)

    def of(self, weights: Floats) -> Floats:
        order = np.argsort(self.values, kind="stable")[: self.count]  # NaN comes last
        if not len(order):
            return np.full(len(weights), np.nan)
        reached = np.cumsum(weights[:, order], axis=1)
        enough = reached >= self.percent / 100 * reached[:, -1:] - 1e-9
        found: Floats = self.values[order][enough.argmax(axis=1)]
        return np.where(reached[:, -1] > 0, found, np.nan)

    def at(self, places: Sequence[int]) -> "Percentile":
        return Percentile(taken(self.values, places), self.percent)


def statistics(times_ms: Sequence[float | None]) -> dict[str, Statistic]:
    """Of the times of the questions, in milliseconds; None where there is none to count."""
    values = np.array(times_ms, dtype=np.float64)
    return {
        **{f"latency.p{q}": Percentile(values, q) for q in (50, 95, 99)},
        "latency.throughput": ratio(
            (0.0, 0.0) if value is None else (1.0, value / 1000) for value in times_ms
        ),
    }
