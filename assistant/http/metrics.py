"""Counts for Prometheus: what is asked, how it ends, and how long it takes."""

from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer import Answer
from assistant.http.status import WatchedSend

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """The counts of one app, in a registry of its own. No label holds what a client chooses."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "assistant_http_requests",
            "Requests answered",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "assistant_http_request_seconds",
            "Time from request to the end of the response",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._stages = Histogram(
            "assistant_stage_seconds",
            "Time of a question by stage: search, compose, total",
            ("stage",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._answers = Counter(
            "assistant_answers",
            "Questions by the status of their answer; all but answered are refusals",
            ("status", "language"),
            registry=self.registry,
        )
        self._kept = Counter(
            "assistant_kept_answers",
            "Questions answered, or refused, as before without a search",
            registry=self.registry,
        )

    def count_answer(self, answer: Answer, *, kept: bool) -> None:
        """Count a question that was answered or refused; the stages of one whose answer was
        ``kept`` from before would only hide those of the others."""
        self._answers.labels(answer.status, answer.language).inc()
        if kept:
            self._kept.inc()
            return
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a response; ``route`` is its path as declared, not as called."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class MetricsMiddleware:
    """Counts every request, those that never reach a route under the route ``other``."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        watched = WatchedSend(send)
        try:
            await self._app(scope, receive, watched)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            seconds = perf_counter() - begun
            self._metrics.count_request(scope["method"], route, watched.status, seconds)
