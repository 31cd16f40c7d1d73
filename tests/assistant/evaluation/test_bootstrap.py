"""Intervals and tests by resampling, against values known otherwise."""

import numpy as np
import pytest

import assistant.evaluation.bootstrap
from assistant.evaluation.bootstrap import (
    LEAST_ROWS,
    Resampling,
    clustered,
    differences,
    intervals,
    weights,
)
from assistant.evaluation.metrics.abstention import Auroc
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


def test_clusters_are_numbered_as_they_come() -> None:
    assert clustered(["б", "а", "б", "в"]).tolist() == [0, 1, 0, 2]


def test_rows_of_a_cluster_are_drawn_together() -> None:
    drawn = np.concatenate(list(weights(5, Resampling(50), clustered("aabcb"))))
    assert np.array_equal(drawn[:, 0], drawn[:, 1])
    assert np.array_equal(drawn[:, 2], drawn[:, 4])
    # Three clusters are drawn three times; their sizes are 2, 2 and 1.
    assert set((drawn[:, 0] + drawn[:, 2] + drawn[:, 3]).tolist()) == {3}


def test_the_same_question_twice_is_no_surer_than_once() -> None:
    values = np.random.default_rng(1).random(30)
    once = intervals({"m": mean(values)}, 30, Resampling(500))["m"]
    twice = mean(np.concatenate([values, values]))
    together = intervals({"m": twice}, 60, Resampling(500), clustered([*range(30)] * 2))["m"]
    assert (together.low, together.high) == pytest.approx((once.low, once.high))
    apart = intervals({"m": twice}, 60, Resampling(500))["m"]
    assert apart.high - apart.low < 0.8 * (together.high - together.low)


def test_the_interval_of_clusters_agrees_with_drawing_them_one_by_one() -> None:
    sizes = [1, 4, 2, 3] * 6
    generator = np.random.default_rng(3)
    groups = [generator.random(size).tolist() for size in sizes]
    means = []
    for _ in range(10_000):
        chosen = [groups[place] for place in generator.integers(len(groups), size=len(groups))]
        means.append(np.mean([value for group in chosen for value in group]))
    values = [value for group in groups for value in group]
    clusters = clustered([number for number, group in enumerate(groups) for _ in group])
    found = intervals({"m": mean(values)}, len(values), Resampling(10_000), clusters)["m"]
    assert found.low == pytest.approx(np.quantile(means, 0.025), abs=0.006)
    assert found.high == pytest.approx(np.quantile(means, 0.975), abs=0.006)


@pytest.mark.parametrize(("questions", "has"), [(LEAST_ROWS - 1, False), (LEAST_ROWS, True)])
def test_different_questions_count_not_rows(questions: int, has: bool) -> None:
    clusters = clustered([row % questions for row in range(90)])
    found = intervals({"m": mean([1.0] * 90)}, 90, Resampling(100), clusters)["m"]
    assert np.isnan(found.low) != has


@pytest.mark.parametrize(("negatives", "has"), [(1, False), (9, False), (10, True)])
def test_the_smaller_class_counts(negatives: int, has: bool) -> None:
    labels = np.array([1.0] * (100 - negatives) + [0.0] * negatives)
    statistics: dict[str, Statistic] = {"a": Auroc(np.linspace(1, 0, 100), labels)}
    found = intervals(statistics, 100, Resampling(100))["a"]
    assert np.isnan(found.low) != has
    difference = differences(statistics, statistics, 100, Resampling(100))["a"]
    assert np.isnan(difference.interval.low) != has


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


def test_a_question_asked_five_times_is_swapped_once() -> None:
    # Six questions, each asked five times, turn right: as above, 2 of 2**6.
    before, after = [0.0] * 30 + [1.0] * 14, [1.0] * 44
    clusters = clustered([*np.repeat(range(6), 5).tolist(), *range(6, 20)])
    first: dict[str, Statistic] = {"m": mean(before)}
    second: dict[str, Statistic] = {"m": mean(after)}
    found = differences(first, second, 44, Resampling(20_000), clusters)["m"]
    assert found.p == pytest.approx(2 / 2**6, abs=0.005)
    assert differences(first, second, 44, Resampling(20_000))["m"].p < 0.001


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
