"""Calibration: whether an answer given with confidence 0.9 is right nine times in ten."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.metrics.metric import Better, Metric
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Flags, Floats, Statistic, divided, mean, taken

BINS = 10

METRICS = (
    Metric(
        "calibration.ece",
        f"expected calibration error of answers, {BINS} bins of equal width",
        Better.LOWER,
    ),
    Metric("calibration.brier", "mean squared error of an answer's confidence", Better.LOWER),
)


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Answers whose confidence is in [low, high), the last bin also at 1."""

    low: float
    high: float
    count: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Ece:
    """Mean distance of confidence and accuracy over the bins, by the answers in each."""

    confidence: Floats
    right: Floats
    """1 for a right answer, 0 for a wrong one, NaN for what was not answered or judged."""

    @property
    def count(self) -> int:
        return int((~np.isnan(self.right)).sum())

    @property
    def parts(self) -> tuple[Flags, ...]:
        return (~np.isnan(self.right),)

    def of(self, weights: Floats) -> Floats:
        judged = np.flatnonzero(~np.isnan(self.right))
        bins = _bins(self.confidence[judged])
        member = np.eye(BINS)[bins]
        drawn = weights[:, judged]
        gaps = drawn @ (member * (self.confidence[judged] - self.right[judged])[:, None])
        return divided(np.abs(gaps).sum(axis=1), drawn.sum(axis=1))

    def at(self, places: Sequence[int]) -> "Ece":
        return Ece(taken(self.confidence, places), taken(self.right, places))


def statistics(rows: Sequence[Row]) -> dict[str, Statistic]:
    """Over the answers that can be judged."""
    confidence, right = _judged(rows)
    return {
        "calibration.ece": Ece(confidence, right),
        "calibration.brier": mean(
            None if np.isnan(one) else float((sure - one) ** 2)
            for sure, one in zip(confidence, right, strict=True)
        ),
    }


def reliability(rows: Sequence[Row]) -> list[ReliabilityBin]:
    """The bins of the reliability diagram; empty ones have no values."""
    confidence, right = _judged(rows)
    judged = ~np.isnan(right)
    confidence, right = confidence[judged], right[judged]
    bins = _bins(confidence)
    result = []
    for number in range(BINS):
        inside = bins == number
        count = int(inside.sum())
        result.append(
            ReliabilityBin(
                low=number / BINS,
                high=(number + 1) / BINS,
                count=count,
                confidence=round(float(confidence[inside].mean()), 6) if count else None,
                accuracy=round(float(right[inside].mean()), 6) if count else None,
            )
        )
    return result


def _bins(confidence: Floats) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """The bin of each confidence; a value on an edge belongs to the bin above it."""
    return np.minimum(np.floor(confidence * BINS + 1e-9), BINS - 1).astype(np.intp)


def _judged(rows: Sequence[Row]) -> tuple[Floats, Floats]:
    right = [np.nan if row.right is None else float(row.right) for row in rows]
    return np.array([row.confidence for row in rows]), np.array(right)
