"""Intervals and tests by resampling, against values known otherwise."""

import numpy as np
import pytest

import assistant.evaluation.bootstrap
from assistant.evaluation.bootstrap import (
    LEAST_ROWS,
    Resampling,
    differences,
    intervals,
    weights,
)
from assistant.evaluation.metrics.latency import Percentile
from assistant.evaluation.statistic import Statistic, mean


def test_weights_draw_as_many_as_there_are_and_the_same_every_time() -> None:
    first = np.concatenate(list(weights(7, Resampling(50, 3))))
    assert first.shape == (50, 7)
    assert set(first.sum(axis=1)) == {7.0}
    assert np.array_equal(first, np.concatenate(list(weights(7, Resampling(50, 3)))))
    assert not np.array_equal(first, np.concatenate(list(weights(7, Resampling(50, 4)))))


def test_interval_agrees_with_drawing_rows_one_by_one() -> None:
    values = np.random.default_rng(1).random(60)
    generator = np.random.default_rng(2)
    means = [generator.choice(values, 60).mean() for _ in range(10_000)]
    found = intervals({"m": mean(values)}, 60, Resampling(10_000, 1))["m"]
    assert found.low == pytest.approx(np.quantile(means, 0.025), abs=0.004)
    assert found.high == pytest.approx(np.quantile(means, 0.975), abs=0.004)


def test_interval_does_not_depend_on_the_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).random(30)
    whole = intervals({"m": mean(values)}, 30, Resampling(500, 1))["m"]
    monkeypatch.setattr(assistant.evaluation.bootstrap, "_CHUNK_CELLS", 100)
    parts = intervals({"m": mean(values)}, 30, Resampling(500, 1))["m"]
    assert (parts.low, parts.high) == pytest.approx((whole.low, whole.high))


def test_few_rows_get_no_interval() -> None:
    few = intervals({"m": mean([1.0] * (LEAST_ROWS - 1))}, LEAST_ROWS - 1, Resampling(100))["m"]
    assert np.isnan(few.low)
    assert np.isnan(few.high)
    enough = intervals({"m": mean([1.0] * LEAST_ROWS)}, LEAST_ROWS, Resampling(100))["m"]
    assert (enough.low, enough.high) == (1, 1)


def test_equal_runs_do_not_differ() -> None:
    values = [1.0, 0.0] * 20
    found = differences({"m": mean(values)}, {"m": mean(values)}, 40, Resampling(500))["m"]
    assert (found.value, found.interval.low, found.interval.high, found.p) == (0, 0, 0, 1)


def test_randomisation_p_by_hand() -> None:
    # Six rows turn right, none wrong: both of 2**6 swaps that keep them together are as extreme.
    before, after = [0.0] * 6 + [1.0] * 14, [1.0] * 20
    found = differences({"m": mean(before)}, {"m": mean(after)}, 20, Resampling(20_000))["m"]
    assert found.value == pytest.approx(0.3)
    assert found.p == pytest.approx(2 / 2**6, abs=0.005)


def test_other_statistics_are_tested_by_bootstrap() -> None:
    fast: dict[str, Statistic] = {"p50": Percentile(np.full(40, 1.0), 50)}
    slow: dict[str, Statistic] = {"p50": Percentile(np.full(40, 2.0), 50)}
    found = differences(fast, slow, 40, Resampling(200))["p50"]
    assert found.value == 1
    assert found.p == pytest.approx(2 / 201)


def test_what_has_no_value_has_no_difference() -> None:
    none = mean([None] * 12)
    found = differences({"m": none}, {"m": none}, 12, Resampling(100))["m"]
    assert np.isnan([found.value, found.p, found.interval.low]).all()
