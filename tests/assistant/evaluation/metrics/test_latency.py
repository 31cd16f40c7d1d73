"""Percentiles of times worked by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.latency import Percentile, statistics
from assistant.evaluation.statistic import value_of


def test_by_hand() -> None:
    found = statistics([float(value) for value in range(100, 0, -1)])
    values = {name: value_of(one, 100) for name, one in found.items()}
    assert values["latency.p50"] == 50
    assert values["latency.p95"] == 95
    assert values["latency.p99"] == 99
    assert values["latency.throughput"] == pytest.approx(100 / 5.05)


def test_weights_repeat_rows() -> None:
    drawn = np.array([[3.0, 0.0, 1.0], [0.0, 4.0, 0.0]])
    assert Percentile(np.array([1.0, 2.0, 9.0]), 75).of(drawn).tolist() == [1, 2]
    assert Percentile(np.array([1.0, 2.0, 9.0]), 76).of(drawn).tolist() == [9, 2]


def test_a_question_without_a_time_is_left_out() -> None:
    found = statistics([None, 10.0, None, 30.0])
    values = {name: value_of(one, 4) for name, one in found.items()}
    assert (values["latency.p50"], values["latency.p99"]) == (10, 30)
    assert values["latency.throughput"] == pytest.approx(2 / 0.04)
    assert {one.count for one in found.values()} == {2}
    # A resample of the others alone has no percentile.
    assert math.isnan(found["latency.p50"].of(np.array([[3.0, 0.0, 1.0, 0.0]]))[0])


def test_no_times() -> None:
    assert all(math.isnan(value_of(one, 0)) for one in statistics([]).values())
    assert all(math.isnan(value_of(one, 2)) for one in statistics([None, None]).values())


@given(st.lists(st.floats(0.001, 1e6), min_size=1, max_size=50))
def test_percentiles_are_times_and_in_order(times: list[float]) -> None:
    values = [value_of(statistics(times)[f"latency.p{q}"], len(times)) for q in (50, 95, 99)]
    assert set(values) <= set(times)
    assert values == sorted(values)
    inverted = np.percentile(times, [50, 95, 99], method="inverted_cdf")
    assert values == pytest.approx(inverted.tolist())
