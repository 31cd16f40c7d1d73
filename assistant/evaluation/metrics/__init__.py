"""Metrics, one family a module. All are statistics over rows, so that all get intervals."""

from collections.abc import Mapping, Sequence

from assistant.evaluation.metrics import abstention, answer, calibration, citation, retrieval
from assistant.evaluation.metrics import latency as _latency
from assistant.evaluation.metrics.metric import Better, Metric
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Statistic

__all__ = ["METRICS", "Better", "Metric", "statistics"]

_FAMILIES = (answer, citation, retrieval, abstention, calibration)

METRICS: Mapping[str, Metric] = {
    metric.name: metric for family in (*_FAMILIES, _latency) for metric in family.METRICS
}
"""Every metric by name, those of latency last: they alone differ from run to run."""


def statistics(rows: Sequence[Row]) -> dict[str, Statistic]:
    """All metrics of the rows but those of latency."""
    found: dict[str, Statistic] = {}
    for family in _FAMILIES:
        found |= family.statistics(rows)
    return found
