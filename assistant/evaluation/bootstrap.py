"""Intervals and tests by resampling questions (Efron 1979; Fisher's randomisation test).

Questions are taken as independent; several over one document are not quite, so that intervals
are, if anything, a little narrow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.statistic import Floats, Ratio, Statistic, divided, value_of

LEVEL = 0.95
LEAST_ROWS = 10
"""Fewer rows get no interval: it would suggest more than they can say."""
_CHUNK_CELLS = 4_000_000


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


def weights(rows: int, resampling: Resampling) -> Iterator[Floats]:
    """The resamples of ``rows`` rows, in chunks; the same ones every time."""
    generator = np.random.default_rng(resampling.seed)
    chunk = max(1, _CHUNK_CELLS // max(rows, 1))
    even = np.full(rows, 1 / rows)
    for start in range(0, resampling.resamples, chunk):
        size = min(chunk, resampling.resamples - start)
        yield generator.multinomial(rows, even, size=size).astype(np.float64)


def intervals(
    statistics: dict[str, Statistic], rows: int, resampling: Resampling
) -> dict[str, Interval]:
    """The interval of each statistic, all from the same resamples."""
    none = Interval(np.nan, np.nan)
    measured = {name: one for name, one in statistics.items() if one.count >= LEAST_ROWS}
    drawn: dict[str, list[Floats]] = {name: [] for name in measured}
    for chunk in weights(rows, resampling) if measured else ():
        for name, statistic in measured.items():
            drawn[name].append(statistic.of(chunk))
    return {name: _percentiles(drawn[name]) if name in drawn else none for name in statistics}


def differences(
    first: dict[str, Statistic],
    second: dict[str, Statistic],
    rows: int,
    resampling: Resampling,
) -> dict[str, Difference]:
    """How the statistics of two runs over the same rows differ, row paired with row.

    p is of a randomisation test (each row's results swapped or not) for ratios, of the paired
    bootstrap for the rest. It is not corrected for the number of statistics looked at.
    """
    names = [name for name in first if name in second]
    drawn: dict[str, list[Floats]] = {name: [] for name in names}
    for chunk in weights(rows, resampling):
        for name in names:
            drawn[name].append(second[name].of(chunk) - first[name].of(chunk))
    result = {}
    for name in names:
        before, after = value_of(first[name], rows), value_of(second[name], rows)
        interval = Interval(np.nan, np.nan)
        if min(first[name].count, second[name].count) >= LEAST_ROWS:
            interval = _percentiles(drawn[name])
        one, other = first[name], second[name]
        if isinstance(one, Ratio) and isinstance(other, Ratio):
            p = _randomisation(one, other, rows, resampling)
        else:
            p = _bootstrap_p(np.concatenate(drawn[name]))
        result[name] = Difference(before, after, after - before, interval, p)
    return result


def _percentiles(chunks: list[Floats]) -> Interval:
    values = np.concatenate(chunks)
    values = values[~np.isnan(values)]
    if not len(values):
        return Interval(np.nan, np.nan)
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _randomisation(first: Ratio, second: Ratio, rows: int, resampling: Resampling) -> float:
    """Two-sided p of the difference when each row's results are swapped at random."""
    observed = abs(value_of(second, rows) - value_of(first, rows))
    if np.isnan(observed):
        return float("nan")
    generator = np.random.default_rng(resampling.seed)
    chunk = max(1, _CHUNK_CELLS // max(rows, 1))
    extreme = 0
    for start in range(0, resampling.resamples, chunk):
        size = min(chunk, resampling.resamples - start)
        swap = generator.integers(0, 2, size=(size, rows)).astype(np.float64)
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
