"""Statistics over rows, computed for many weightings of the rows at once.

A bootstrap resample is a vector of weights: how often each row was drawn. A statistic maps
weights of shape (resamples, rows) to one number a resample; NaN where it has no value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Statistic(Protocol):
    """A number that depends on which rows are drawn, and how often."""

    @property
    def count(self) -> int:
        """How many rows it is measured on."""
        ...

    @property
    def parts(self) -> tuple[Flags, ...]:
        """Which rows, bool[rows], it has to have some of: those it is measured on, or each of the
        classes it compares. It is no surer than the scarcest of them."""
        ...

    def of(self, weights: Floats) -> Floats:
        """float64[resamples] for weights float64[resamples, rows]."""
        ...

    def at(self, places: Sequence[int]) -> "Statistic":
        """The same statistic of some of the rows."""
        ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """A sum over rows divided by another: means, shares, precision, recall, F1."""

    numerator: Floats
    denominator: Floats

    @property
    def count(self) -> int:
        return int((self.denominator > 0).sum())

    @property
    def parts(self) -> tuple[Flags, ...]:
        return (self.denominator > 0,)

    def of(self, weights: Floats) -> Floats:
        return divided(weights @ self.numerator, weights @ self.denominator)

    def at(self, places: Sequence[int]) -> "Ratio":
        return Ratio(taken(self.numerator, places), taken(self.denominator, places))


def ratio(pairs: Iterable[tuple[float, float]]) -> Ratio:
    """The ratio of the sums of (numerator, denominator), one pair a row."""
    table = np.array(list(pairs), dtype=np.float64).reshape(-1, 2)
    return Ratio(table[:, 0], table[:, 1])


def mean(values: Iterable[float | bool | None]) -> Ratio:
    """The mean of the values that are not None."""
    return ratio((0.0, 0.0) if value is None else (float(value), 1.0) for value in values)


def taken(values: Floats, places: Sequence[int]) -> Floats:
    """The values at some places."""
    return values[np.array(places, dtype=np.intp)]


def divided(numerator: Floats, denominator: Floats) -> Floats:
    """Element by element; NaN where the denominator is 0."""
    result: Floats = np.full(np.shape(numerator), np.nan)
    np.divide(numerator, denominator, out=result, where=denominator > 0)
    return result


def value_of(statistic: Statistic, rows: int) -> float:
    """The statistic of the rows as they are; NaN where it has no value."""
    return float(statistic.of(np.ones((1, rows)))[0])
