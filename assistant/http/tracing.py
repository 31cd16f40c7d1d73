"""OpenTelemetry traces: one span a request, sent to an OTLP/HTTP collector.

FastAPI's own telemetry is not used: its spans hold the path as called and the query string. A span
here holds what this module writes into it and nothing else: no name of a document, no question,
no message of an exception.

It needs the extra ``otel``; import this module only where ``otel_endpoint`` is set.
"""

import logging
import threading
from collections.abc import Callable
from http import HTTPMethod
from importlib.metadata import version

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.answer import Answer
from assistant.engine import Engine
from assistant.errors import MissingExtraError
from assistant.http.status import WatchedSend
from assistant.settings import Settings

try:
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
except ImportError as error:
    raise MissingExtraError(
        "setting ASSISTANT_OTEL_ENDPOINT: traces need packages more:"
        " pip install 'kz-ai-assistant[otel]'"
    ) from error

_SERVICE = "kz-ai-assistant"
_TRACES_PATH = "/v1/traces"
_EXPORT_S = 5.0
_log = structlog.get_logger("assistant.http")


class _LogLines(logging.Handler):
    """What OpenTelemetry has to say, such as a collector out of reach, as our own log lines."""

    def emit(self, record: logging.LogRecord) -> None:
        _log.warning("traces", reason=record.getMessage())


_LOG_LINES = _LogLines(logging.WARNING)


class Tracing:
    """Makes spans and sends them in the background; they never delay or fail a request."""

    def __init__(self, endpoint: str) -> None:
        url = endpoint.rstrip("/").removesuffix(_TRACES_PATH) + _TRACES_PATH
        about = Resource.create({"service.name": _SERVICE, "service.version": version(_SERVICE)})
        # What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before our own words.
        about = about.merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=about, shutdown_on_exit=False)
        exporter = OTLPSpanExporter(endpoint=url, timeout=_EXPORT_S)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        logger = logging.getLogger("opentelemetry")
        logger.addHandler(_LOG_LINES)
        logger.propagate = False  # the server has the records of the root as log lines too
        self.tracer = self._provider.get_tracer(__name__)

    def watch(self, open_engine: Callable[[Settings], Engine]) -> Callable[[Settings], Engine]:
        """``open_engine``, its engines writing the time of each stage into the request's span."""

        def opened(settings: Settings) -> Engine:
            engine = open_engine(settings)
            engine.listen(_note_answer)
            return engine

        return opened

    def close(self) -> None:
        """Send what is left, for as long as one export may take."""
        ending = threading.Thread(target=self._provider.shutdown, name="traces", daemon=True)
        ending.start()
        ending.join(_EXPORT_S)


def _note_answer(_question: str, answer: Answer, _kept: bool) -> None:
    span = trace.get_current_span()
    if span.is_recording():
        span.set_attribute("assistant.status", answer.status.value)
        for stage, milliseconds in answer.timings_ms.items():
            span.set_attribute(f"assistant.{stage}_ms", milliseconds)


class TracingMiddleware:
    """Holds each request in a span, the child of the one that ``traceparent`` names."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app = app
        self._tracer = tracing.tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in HTTPMethod.__members__ else "_OTHER"
        watched = WatchedSend(send)
        with self._tracer.start_as_current_span(
            method,
            context=TraceContextTextMapPropagator().extract(Headers(scope=scope)),
            kind=trace.SpanKind.SERVER,
            attributes={
                "http.request.method": method,
                "assistant.request_id": scope["state"]["request_id"],
            },
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                await self._app(scope, receive, watched)
            finally:
                # The route as declared: the path as called names a document.
                route = getattr(scope.get("route"), "path", None)
                if route is not None:
                    span.set_attribute("http.route", route)
                    span.update_name(f"{method} {route}")
                span.set_attribute("http.response.status_code", watched.status)
                if watched.status >= 500:
                    span.set_attribute("error.type", str(watched.status))
                    span.set_status(trace.StatusCode.ERROR)
