"""Intervals and tests by resampling questions (Efron 1979; Fisher's randomisation test).

Rows that ask the same are one question: they are drawn, or swapped, together. Different questions
are taken as independent; several over one document are not quite, so that intervals are, if
anything, a little narrow.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.statistic import Floats, Ratio, Statistic, divided, value_of

LEVEL = 0.95
LEAST_ROWS = 10
"""Fewer rows that ask different things get no interval: it would suggest more than they can say."""
_CHUNK_CELLS = 4_000_000

Clusters = NDArray[np.intp]
"""The number of each row's cluster, from 0: rows of one are drawn together."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How many resamples are drawn, from which seed."""

    resamples: int = 2000
    seed: int = 20260117


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval; both ends NaN where there is none."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Of a statistic between two runs over the same rows: ``value`` is the second's minus the
    first's; ``p`` the probability of one at least as large if the runs were alike."""

    first: float
    second: float
    value: float
    interval: Interval
    p: float


def clustered(keys: Sequence[Hashable]) -> Clusters:
    """The clusters of rows whose keys are equal, numbered as they come."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def weights(
    rows: int, resampling: Resampling, clusters: Clusters | None = None
) -> Iterator[Floats]:
    """The resamples of ``rows`` rows, in chunks; the same ones every time. Without ``clusters``
    every row is one of its own."""
    generator = np.random.default_rng(resampling.seed)
    members = np.arange(rows) if clusters is None else clusters
    size = int(members.max()) + 1 if rows else 0
    even = np.full(size, 1 / size)
    for count in _chunks(rows, resampling):
        drawn = generator.multinomial(size, even, size=count)
        yield drawn[:, members].astype(np.float64)


def intervals(
    statistics: dict[str, Statistic],
    rows: int,
    resampling: Resampling,
    clusters: Clusters | None = None,
) -> dict[str, Interval]:
    """The interval of each statistic, all from the same resamples."""
    none = Interval(np.nan, np.nan)
    measured = {
        name: one for name, one in statistics.items() if _support(one, clusters) >= LEAST_ROWS
    }
    drawn: dict[str, list[Floats]] = {name: [] for name in measured}
    for chunk in weights(rows, resampling, clusters) if measured else ():
        for name, statistic in measured.items():
            drawn[name].append(statistic.of(chunk))
    return {name: _percentiles(drawn[name]) if name in drawn else none for name in statistics}


def differences(
    first: dict[str, Statistic],
    second: dict[str, Statistic],
    rows: int,
    resampling: Resampling,
    clusters: Clusters | None = None,
) -> dict[str, Difference]:
    """How the statistics of two runs over the same rows differ, row paired with row.

    p is of a randomisation test (each question's results swapped or not) for ratios, of the paired
    bootstrap for the rest. It is not corrected for the number of statistics looked at.
    """
    names = [name for name in first if name in second]
    drawn: dict[str, list[Floats]] = {name: [] for name in names}
    for chunk in weights(rows, resampling, clusters):
        for name in names:
            drawn[name].append(second[name].of(chunk) - first[name].of(chunk))
    result = {}
    for name in names:
        one, other = first[name], second[name]
        before, after = value_of(one, rows), value_of(other, rows)
        interval = Interval(np.nan, np.nan)
        if min(_support(one, clusters), _support(other, clusters)) >= LEAST_ROWS:
            interval = _percentiles(drawn[name])
        if isinstance(one, Ratio) and isinstance(other, Ratio):
            p = _randomisation(one, other, rows, resampling, clusters)
        else:
            p = _bootstrap_p(np.concatenate(drawn[name]))
        result[name] = Difference(before, after, after - before, interval, p)
    return result


def _support(statistic: Statistic, clusters: Clusters | None) -> int:
    """How many different questions the scarcest part of a statistic has."""
    return min(
        int(part.sum()) if clusters is None else len(np.unique(clusters[part]))
        for part in statistic.parts
    )


def _chunks(rows: int, resampling: Resampling) -> Iterator[int]:
    """How many resamples are held at once, chunk after chunk."""
    chunk = max(1, _CHUNK_CELLS // max(rows, 1))
    for start in range(0, resampling.resamples, chunk):
        yield min(chunk, resampling.resamples - start)


def _percentiles(chunks: list[Floats]) -> Interval:
    values = np.concatenate(chunks)
    values = values[~np.isnan(values)]
    if not len(values):
        return Interval(np.nan, np.nan)
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _randomisation(
    first: Ratio, second: Ratio, rows: int, resampling: Resampling, clusters: Clusters | None
) -> float:
    """Two-sided p of the difference when each question's results are swapped at random."""
    observed = abs(value_of(second, rows) - value_of(first, rows))
    if np.isnan(observed):
        return float("nan")
    generator = np.random.default_rng(resampling.seed)
    members = np.arange(rows) if clusters is None else clusters
    questions = int(members.max()) + 1
    extreme = 0
    for count in _chunks(rows, resampling):
        drawn = generator.integers(0, 2, size=(count, questions))
        swap = drawn[:, members].astype(np.float64)
        keep = 1 - swap
        one = divided(
            keep @ first.numerator + swap @ second.numerator,
            keep @ first.denominator + swap @ second.denominator,
        )
        other = divided(
            keep @ second.numerator + swap @ first.numerator,
            keep @ second.denominator + swap @ first.denominator,
        )
        extreme += int((np.abs(other - one) >= observed - 1e-12).sum())
    return (1 + extreme) / (1 + resampling.resamples)


def _bootstrap_p(drawn: Floats) -> float:
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return float("nan")
    tail = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
    return min(1.0, 2 * (1 + tail) / (1 + len(drawn)))
