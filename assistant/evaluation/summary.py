"""Every metric of the rows: over all, by language, by kind of question and by document."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.evaluation import metrics
from assistant.evaluation.bootstrap import Clusters, Resampling, clustered, intervals
from assistant.evaluation.metrics import latency
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Statistic, value_of

DIMENSIONS = ("language", "kind", "document")
UNKNOWN = "unknown"
"""The group of questions whose document is not known."""
_DIGITS = 6

Values = dict[str, dict[str, Any]]
"""By metric: ``value``, ``low``, ``high`` (null where undefined) and ``n``, rows measured."""


def groups(rows: Sequence[Row]) -> dict[str, dict[str, list[int]]]:
    """Places of the rows of each group of each dimension, groups in the order of their names."""
    found: dict[str, dict[str, list[int]]] = {}
    for dimension in DIMENSIONS:
        places: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            places.setdefault(getattr(row, dimension) or UNKNOWN, []).append(place)
        found[dimension] = dict(sorted(places.items()))
    return found


def summarise(rows: Sequence[Row], resampling: Resampling) -> dict[str, Any]:
    """``all``, then a mapping for each dimension, of the metrics but those of latency."""
    return _by_group(rows, metrics.statistics(rows), resampling)


def summarise_latency(
    rows: Sequence[Row], times_ms: Sequence[float | None], resampling: Resampling
) -> dict[str, Any]:
    """The metrics of latency in the same shape."""
    return _by_group(rows, latency.statistics(times_ms), resampling)


def _by_group(
    rows: Sequence[Row], statistics: Mapping[str, Statistic], resampling: Resampling
) -> dict[str, Any]:
    asked = [row.asked for row in rows]
    result: dict[str, Any] = {"all": _values(statistics, clustered(asked), resampling)}
    for dimension, found in groups(rows).items():
        result[dimension] = {
            name: _values(
                {metric: one.at(places) for metric, one in statistics.items()},
                clustered([asked[place] for place in places]),
                resampling,
            )
            for name, places in found.items()
        }
    return result


def _values(
    statistics: Mapping[str, Statistic], clusters: Clusters, resampling: Resampling
) -> Values:
    rows = len(clusters)
    bounds = intervals(dict(statistics), rows, resampling, clusters)
    return {
        name: {
            "value": number(value_of(statistic, rows)),
            "low": number(bounds[name].low),
            "high": number(bounds[name].high),
            "n": statistic.count,
        }
        for name, statistic in statistics.items()
    }


def number(value: float) -> float | None:
    """A number as JSON has it: rounded, null for NaN."""
    return None if math.isnan(value) else round(value, _DIGITS) + 0.0
