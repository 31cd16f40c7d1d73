"""Ratios over weighted rows."""

import numpy as np
import pytest

from assistant.evaluation.statistic import mean, ratio, value_of


def test_mean_leaves_out_what_is_none() -> None:
    statistic = mean([True, None, False, 0.5])
    assert statistic.count == 3
    assert value_of(statistic, 4) == pytest.approx(0.5)


def test_ratio_is_of_the_sums_and_follows_the_weights() -> None:
    statistic = ratio([(1, 2), (3, 3)])
    weights = np.array([[1.0, 1.0], [2.0, 0.0], [0.0, 1.0]])
    assert statistic.of(weights).tolist() == pytest.approx([4 / 5, 1 / 2, 1])


def test_a_ratio_needs_rows_that_it_is_measured_on() -> None:
    [part] = ratio([(1, 2), (0, 0), (0, 1)]).parts
    assert part.tolist() == [True, False, True]


def test_no_rows_have_no_value() -> None:
    assert np.isnan(value_of(ratio([]), 0))
    assert np.isnan(value_of(mean([None, None]), 2))
