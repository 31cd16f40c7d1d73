"""Calibration on rows worked by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.calibration import BINS, reliability, statistics
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import value_of
from tests.assistant.evaluation.samples import refused, right, wrong


def values(*rows: Row) -> dict[str, float]:
    return {name: value_of(one, len(rows)) for name, one in statistics(rows).items()}


def test_by_hand() -> None:
    # Bin 9: confidence 0.95, accuracy 1/2; bin 3: confidence 0.3 (an edge belongs above), 0.
    rows = [right(0.95), wrong(0.95), wrong(0.3), refused(0.2)]
    found = values(*rows)
    assert found["calibration.ece"] == pytest.approx((2 * 0.45 + 1 * 0.3) / 3)
    assert found["calibration.brier"] == pytest.approx((0.05**2 + 0.95**2 + 0.3**2) / 3)
    bins = reliability(rows)
    assert [one.count for one in bins] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 2]
    assert (bins[9].confidence, bins[9].accuracy) == (0.95, 0.5)
    assert (bins[3].low, bins[3].high) == (0.3, 0.4)
    assert bins[0].accuracy is None


def test_confidence_of_one_is_in_the_last_bin() -> None:
    assert reliability([right(1.0)])[-1].count == 1
    assert values(right(1.0))["calibration.ece"] == 0


def test_all_refused() -> None:
    found = values(refused(), refused(answerable=False))
    assert math.isnan(found["calibration.ece"])
    assert math.isnan(found["calibration.brier"])
    assert [one.count for one in reliability([refused()])] == [0] * BINS


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_bounds(pairs: list[tuple[float, bool]]) -> None:
    rows = [right(sure) if good else wrong(sure) for sure, good in pairs]
    assert 0 <= values(*rows)["calibration.ece"] <= 1
    assert sum(one.count for one in reliability(rows)) == len(rows)
