"""``/metrics``, as Prometheus reads it.

With several workers (``PROMETHEUS_MULTIPROC_DIR``, set by ``assistant serve --workers``) they count
in files that they share, and any of them tells the sum.
"""

import os
from collections.abc import Iterator
from time import time

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry
from prometheus_client import generate_latest as exposition
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from assistant.http.errors import NotReadyError
from assistant.http.runtime import Runtime, RuntimeDep

router = APIRouter(tags=["operations"])


class _Build(Collector):
    """The index build in service, looked up when it is asked for."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def collect(self) -> Iterator[Metric]:
        ready = GaugeMetricFamily("assistant_ready", "1 where questions can be answered")
        try:
            manifest = self._runtime.engine.manifest
        except NotReadyError:
            ready.add_metric((), 0)
            yield ready
            return
        ready.add_metric((), 1)
        yield ready
        info = GaugeMetricFamily(
            "assistant_index_build_info", "The build in service", labels=("build", "model")
        )
        info.add_metric((manifest.build_id, manifest.embedder.name), 1)
        yield info
        yield GaugeMetricFamily(
            "assistant_index_age_seconds",
            "Time since the build in service was made",
            value=time() - manifest.created.timestamp(),
        )
        counts = GaugeMetricFamily("assistant_index_size", "What the build holds", labels=("of",))
        counts.add_metric(("documents",), manifest.counts.documents)
        counts.add_metric(("passages",), manifest.counts.passages)
        yield counts


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(runtime: RuntimeDep) -> Response:
    """The metrics of this server, all of its workers together, as Prometheus reads them."""
    counted: CollectorRegistry = runtime.metrics.registry
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]  # the library's signature
    now = CollectorRegistry()
    now.register(_Build(runtime))
    return Response(exposition(counted) + exposition(now), media_type=CONTENT_TYPE_LATEST)
