"""Abstention: whether what cannot be answered is refused, and what answering costs in errors.

A question that is rightly refused is the positive case. The coverage/error curve answers the
questions in the order of their confidence: at each coverage (share of all questions answered) it
has the share of wrong answers among them; it ends where the system stopped answering. An answer to
a question that has none is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.metrics.metric import Better, Metric
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Flags, Floats, Ratio, Statistic, divided, ratio, taken

METRICS = (
    Metric("abstention.accuracy", "share of questions answered right or rightly refused"),
    Metric("abstention.precision", "share of refusals that are right"),
    Metric("abstention.recall", "share of unanswerable questions that are refused"),
    Metric("abstention.f1", "harmonic mean of the two"),
    Metric("abstention.answered", "share of answerable questions that are answered"),
    Metric("abstention.coverage", "share of all questions that are answered", Better.NEITHER),
    Metric("abstention.error", "share of answers that are wrong", Better.LOWER),
    Metric(
        "abstention.auroc",
        "probability that an answerable question has more confidence than an unanswerable one",
    ),
    Metric(
        "abstention.aurc",
        "mean of the coverage/error curve: area under it over the coverage reached",
        Better.LOWER,
    ),
)


@dataclass(frozen=True, slots=True)
class Auroc:
    """Area under the ROC curve of scores for positive rows; ties count half."""

    scores: Floats
    positive: Floats
    """1 for a positive row, 0 for a negative one, NaN for neither."""

    @property
    def count(self) -> int:
        known = ~np.isnan(self.positive)
        return int(known.sum()) if len(set(self.positive[known].tolist())) == 2 else 0

    @property
    def parts(self) -> tuple[Flags, ...]:
        return (self.positive == 1, self.positive == 0)

    def of(self, weights: Floats) -> Floats:
        known = np.flatnonzero(~np.isnan(self.positive))
        order, starts = grouped(self.scores, known)
        if not len(order):
            return np.full(len(weights), np.nan)
        drawn = weights[:, order]
        positive = np.add.reduceat(drawn * self.positive[order], starts, axis=1)
        negative = np.add.reduceat(drawn * (1 - self.positive[order]), starts, axis=1)
        below = np.cumsum(negative, axis=1) - negative
        wins = (positive * (below + negative / 2)).sum(axis=1)
        return divided(wins, positive.sum(axis=1) * negative.sum(axis=1))

    def at(self, places: Sequence[int]) -> "Auroc":
        return Auroc(taken(self.scores, places), taken(self.positive, places))


@dataclass(frozen=True, slots=True)
class F1(Ratio):
    """The harmonic mean of precision and recall, as one ratio; none without a ``positive`` row,
    of which there is nothing to recall."""

    positive: Floats
    """1 for a row that should be found, 0 for another."""

    @property
    def count(self) -> int:
        return int((self.denominator > 0).sum()) if self.positive.any() else 0

    @property
    def parts(self) -> tuple[Flags, ...]:
        return (self.denominator > 0, self.positive > 0)

    def of(self, weights: Floats) -> Floats:
        return np.where(weights @ self.positive > 0, Ratio.of(self, weights), np.nan)

    def at(self, places: Sequence[int]) -> "F1":
        return F1(
            taken(self.numerator, places),
            taken(self.denominator, places),
            taken(self.positive, places),
        )


@dataclass(frozen=True, slots=True)
class Aurc:
    """Mean over the answers, surest first, of the share of wrong ones so far; answers of the same
    confidence are taken together."""

    scores: Floats
    wrong: Floats
    """1 for a wrong answer, 0 for a right one, NaN for what was not answered or judged."""

    @property
    def count(self) -> int:
        return int((~np.isnan(self.wrong)).sum())

    @property
    def parts(self) -> tuple[Flags, ...]:
        return (~np.isnan(self.wrong),)

    def of(self, weights: Floats) -> Floats:
        answered = np.flatnonzero(~np.isnan(self.wrong))
        order, starts = grouped(-self.scores, answered)
        if not len(order):
            return np.full(len(weights), np.nan)
        drawn = weights[:, order]
        size = np.add.reduceat(drawn, starts, axis=1)
        errors = np.add.reduceat(drawn * self.wrong[order], starts, axis=1)
        risk = divided(np.cumsum(errors, axis=1), np.cumsum(size, axis=1))
        return divided((size * np.nan_to_num(risk)).sum(axis=1), size.sum(axis=1))

    def at(self, places: Sequence[int]) -> "Aurc":
        return Aurc(taken(self.scores, places), taken(self.wrong, places))


def statistics(rows: Sequence[Row]) -> dict[str, Statistic]:
    """Over all rows; a question that could not be asked is neither answered nor refused."""
    unanswerable = [float(not row.answerable) for row in rows]
    refusals = [float(row.refused) for row in rows]
    hits = [float(row.refused and not row.answerable) for row in rows]
    scores = np.array([row.confidence for row in rows])
    return {
        "abstention.accuracy": ratio(map(_accurate, rows)),
        "abstention.precision": ratio(zip(hits, refusals, strict=True)),
        "abstention.recall": ratio(zip(hits, unanswerable, strict=True)),
        "abstention.f1": _f1(hits, refusals, unanswerable),
        "abstention.answered": ratio(
            (float(row.answered and row.answerable), float(row.answerable)) for row in rows
        ),
        "abstention.coverage": ratio((float(row.answered), 1.0) for row in rows),
        "abstention.error": ratio(
            (0.0, 0.0) if row.right is None else (float(not row.right), 1.0) for row in rows
        ),
        "abstention.auroc": Auroc(scores, np.array([float(row.answerable) for row in rows])),
        "abstention.aurc": Aurc(scores, _wrong(rows)),
    }


def coverage_error(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The points (coverage, error) of the curve, least coverage first."""
    wrong, scores = _wrong(rows), np.array([row.confidence for row in rows])
    order, starts = grouped(-scores, np.flatnonzero(~np.isnan(wrong)))
    if not len(order):
        return []
    sizes = np.cumsum(np.diff([*starts.tolist(), len(order)]))
    errors = np.cumsum(np.add.reduceat(wrong[order], starts))
    return [
        (round(float(size) / len(rows), 6), round(float(error) / float(size), 6))
        for size, error in zip(sizes, errors, strict=True)
    ]


def grouped(
    scores: Floats, chosen: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """The ``chosen`` rows by rising score, and where each run of equal scores begins in them."""
    order = chosen[np.argsort(scores[chosen], kind="stable")]
    ordered = scores[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    return order, starts if len(order) else starts[:0]


def _f1(hits: Sequence[float], found: Sequence[float], positive: Sequence[float]) -> F1:
    return F1(2 * np.array(hits), np.array(found) + np.array(positive), np.array(positive))


def _accurate(row: Row) -> tuple[float, float]:
    if not row.answerable:
        return float(row.refused), 1.0
    if row.answered:
        return (0.0, 0.0) if row.right is None else (float(row.right), 1.0)
    return 0.0, 1.0


def _wrong(rows: Sequence[Row]) -> Floats:
    return np.array([np.nan if row.right is None else float(not row.right) for row in rows])
