"""Abstention on rows worked by hand, and against scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from assistant.evaluation.bootstrap import Resampling, weights
from assistant.evaluation.metrics.abstention import Auroc, coverage_error, statistics
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import value_of
from tests.assistant.evaluation.samples import refused, right, row, wrong


def values(*rows: Row) -> dict[str, float]:
    return {name: value_of(one, len(rows)) for name, one in statistics(rows).items()}


def test_by_hand() -> None:
    found = values(
        right(0.9),
        wrong(0.8),
        refused(0.3),
        refused(0.1, answerable=False),
        row(answerable=False, confidence=0.6),
    )
    assert found["abstention.accuracy"] == pytest.approx(2 / 5)
    assert found["abstention.precision"] == pytest.approx(1 / 2)
    assert found["abstention.recall"] == pytest.approx(1 / 2)
    assert found["abstention.f1"] == pytest.approx(1 / 2)
    assert found["abstention.answered"] == pytest.approx(2 / 3)
    assert found["abstention.coverage"] == pytest.approx(3 / 5)
    assert found["abstention.error"] == pytest.approx(2 / 3)
    # Pairs of answerable (0.9, 0.8, 0.3) and unanswerable (0.1, 0.6): five of six in order.
    assert found["abstention.auroc"] == pytest.approx(5 / 6)
    # Answers by confidence: right, wrong, wrong; errors so far 0, 1/2, 2/3.
    assert found["abstention.aurc"] == pytest.approx((0 + 1 / 2 + 2 / 3) / 3)


def test_curve_by_hand() -> None:
    rows = [right(0.9), wrong(0.8), right(0.8), refused(0.3)]
    assert coverage_error(rows) == [(0.25, 0.0), (0.75, round(1 / 3, 6))]


def test_answers_of_one_confidence_are_taken_together() -> None:
    first = values(right(0.5), wrong(0.5))
    assert first["abstention.aurc"] == values(wrong(0.5), right(0.5))["abstention.aurc"] == 0.5


def test_all_refused() -> None:
    found = values(refused(), refused(answerable=False))
    assert found["abstention.precision"] == 0.5
    assert found["abstention.recall"] == 1
    assert found["abstention.f1"] == pytest.approx(2 / 3)
    assert found["abstention.coverage"] == 0
    assert math.isnan(found["abstention.error"])
    assert math.isnan(found["abstention.aurc"])
    assert coverage_error([refused()]) == []


def test_none_refused_and_none_unanswerable() -> None:
    found = values(right(), wrong())
    assert math.isnan(found["abstention.precision"])
    assert math.isnan(found["abstention.recall"])
    assert math.isnan(found["abstention.f1"])
    assert math.isnan(found["abstention.auroc"])
    assert found["abstention.error"] == 0.5


def test_f1_needs_something_to_refuse_in_every_resample() -> None:
    statistic = statistics([refused(answerable=False), refused(), right()])["abstention.f1"]
    drawn = np.array([[1.0, 1.0, 1.0], [0.0, 2.0, 1.0], [2.0, 0.0, 1.0]])
    # Refusals and unanswerable questions drawn: 2 and 1, 2 and 0, 2 and 2.
    assert statistic.of(drawn).tolist() == pytest.approx([2 / 3, math.nan, 1], nan_ok=True)
    assert [part.tolist() for part in statistic.parts] == [
        [True, True, False],
        [True, False, False],
    ]


def test_what_two_classes_are_compared_by() -> None:
    rows = [right(), refused(answerable=False), refused()]
    assert [part.tolist() for part in statistics(rows)["abstention.auroc"].parts] == [
        [True, False, True],
        [False, True, False],
    ]


def test_an_error_is_neither_answer_nor_refusal() -> None:
    found = values(row(status="error", answerable=False, confidence=0), refused(answerable=False))
    assert found["abstention.recall"] == 0.5
    assert found["abstention.precision"] == 1
    assert found["abstention.accuracy"] == 0.5


def test_without_accepted_answers_citations_decide_and_without_both_nothing() -> None:
    assert math.isnan(values(row())["abstention.error"])
    assert math.isnan(values(row())["abstention.accuracy"])


@given(st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=2, max_size=30))
def test_auroc_agrees_with_scikit_learn(pairs: list[tuple[int, bool]]) -> None:
    scores = np.array([score / 4 for score, _ in pairs])
    labels = np.array([float(label) for _, label in pairs])
    statistic = Auroc(scores, labels)
    if len(set(labels.tolist())) < 2:
        assert statistic.count == 0
        assert math.isnan(value_of(statistic, len(pairs)))
        return
    assert value_of(statistic, len(pairs)) == pytest.approx(roc_auc_score(labels, scores))
    for drawn in next(weights(len(pairs), Resampling(5))):
        found = float(statistic.of(drawn[None, :])[0])
        if len(set(labels[drawn > 0].tolist())) == 2:
            expected = roc_auc_score(labels, scores, sample_weight=drawn)
            assert found == pytest.approx(expected)
        else:
            assert math.isnan(found)


@given(st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=1, max_size=30))
def test_bounds(pairs: list[tuple[int, bool]]) -> None:
    rows = [right(score / 10) if good else wrong(score / 10) for score, good in pairs]
    found = values(*rows)
    assert 0 <= found["abstention.aurc"] <= 1
    curve = coverage_error(rows)
    assert curve[-1][0] == 1
    assert curve[-1][1] == pytest.approx(found["abstention.error"], abs=1e-6)
    assert [x for x, _ in curve] == sorted(x for x, _ in curve)
