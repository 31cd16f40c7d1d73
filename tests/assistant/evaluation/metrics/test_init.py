"""The registry of metrics."""

import numpy as np
import pytest

from assistant.evaluation import metrics
from assistant.evaluation.metrics import latency
from assistant.evaluation.statistic import value_of
from tests.assistant.evaluation.samples import citation, ranked, refused, right, row, wrong


def test_every_metric_is_described_and_computed() -> None:
    computed = set(metrics.statistics([row()]))
    assert computed == {name for name in metrics.METRICS if not name.startswith("latency.")}
    assert all(metric.meaning for metric in metrics.METRICS.values())


def test_a_statistic_of_some_rows_is_that_of_those_rows_alone() -> None:
    rows = [
        right(0.9, ranking=ranked(1), citations=[citation()], evidence_pieces=1, evidence_cited=1),
        wrong(0.4, ranking=ranked(0, missed=(1,)), citations=[citation(right=False)]),
        refused(0.3, ranking=ranked(0, 1)),
        refused(0.1, answerable=False),
        row(answerable=False, confidence=0.7),
    ]
    whole = metrics.statistics(rows) | latency.statistics([1.0, 2.0, 3.0, 4.0, 5.0])
    for places in ([0, 2, 4], [3, 1], []):
        few = metrics.statistics([rows[place] for place in places])
        few |= latency.statistics([float(place + 1) for place in places])
        for name, statistic in whole.items():
            part = statistic.at(places)
            assert part.count == few[name].count
            expected = value_of(few[name], len(places))
            assert value_of(part, len(places)) == pytest.approx(expected, nan_ok=True), name
    assert not np.isnan(value_of(whole["abstention.auroc"], 5))
