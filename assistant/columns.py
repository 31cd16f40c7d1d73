"""Arithmetic of a pool's columns, one value a sentence or a candidate."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_STEADY = 0.02
"""Keeps a deviation finite where all similarities are alike."""


def better(values: Matrix, first: NDArray[np.int64], last: NDArray[np.int64]) -> Matrix:
    """The value of the better of each candidate's sentences, ``first`` and ``last``."""
    return np.maximum(values[..., first], values[..., last])


def share(weights: Matrix, matched: Matrix) -> Matrix:
    """The share of the terms' weight that each column matches; zero where there is no weight."""
    total = weights.sum()
    if total <= 0:
        return np.zeros(matched.shape[1])
    shares: Matrix = weights @ matched / total
    return shares


def worst(weights: Matrix, matched: Matrix) -> Matrix:
    """The greatest weight of a term, less as far as it is matched, in each column."""
    if not len(weights):
        return np.zeros(matched.shape[1])
    found: Matrix = (weights[:, None] * (1.0 - matched)).max(axis=0)
    return found


def deviations(values: Matrix) -> Matrix:
    """How many standard deviations each is from the mean."""
    found: Matrix = (values - values.mean()) / (values.std() + _STEADY)
    return found


def margins(
    values: Matrix, first: NDArray[np.int64], last: NDArray[np.int64], least: float = 0.0
) -> Matrix:
    """How far the better of a candidate's sentences is ahead of the best of all others, or of
    ``least`` where there are none."""
    others = np.full(len(first), least)
    for place in np.argsort(values)[-3:]:  # a candidate has two sentences at most
        others = np.where((first != place) & (last != place), values[place], others)
    ahead: Matrix = better(values, first, last) - others
    return ahead
