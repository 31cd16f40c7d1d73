"""The registry of metrics."""

from assistant.evaluation import metrics
from tests.assistant.evaluation.samples import row


def test_every_metric_is_described_and_computed() -> None:
    computed = set(metrics.statistics([row()]))
    assert computed == {name for name in metrics.METRICS if not name.startswith("latency.")}
    assert all(metric.meaning for metric in metrics.METRICS.values())
