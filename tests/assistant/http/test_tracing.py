"""What a span holds and what it never holds, as a collector on loopback receives it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.engine import Engine
from assistant.errors import InvalidSettingError, MissingExtraError
from assistant.http import create_app
from assistant.settings import Settings
from tests.assistant.evaluation.servers import Scripted
from tests.conftest import OpenClient

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"
TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT_ID = "00f067aa0ba902b7"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    """A collector that takes everything; reached without the proxy this machine may have."""
    for name in [name for name in os.environ if name.startswith("OTEL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Scripted({"/v1/traces": [(200, {}, b"")]}) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _requests(collector: Scripted) -> Iterator[ExportTraceServiceRequest]:
    for method, path, _, body in collector.seen:
        assert (method, path) == ("POST", "/v1/traces")
        yield ExportTraceServiceRequest.FromString(body)


def _spans(collector: Scripted) -> list[Span]:
    return [
        span
        for request in _requests(collector)
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


def _attributes(holder: Any) -> dict[str, Any]:
    return {
        pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in holder.attributes
    }


def test_a_question_is_one_span_without_its_text(
    open_client: OpenClient, collector: Scripted
) -> None:
    with open_client(otel_endpoint=collector.url) as client:
        response = client.post(
            "/v1/ask?who=secret-query",
            json={"question": QUESTION},
            headers={"X-Request-ID": "portal-42"},
        )
    [span] = _spans(collector)
    assert span.name == "POST /v1/ask"
    assert span.kind == Span.SPAN_KIND_SERVER
    timings = response.json()["timings_ms"]
    assert _attributes(span) == {
        "http.request.method": "POST",
        "http.route": "/v1/ask",
        "http.response.status_code": 200,
        "assistant.request_id": "portal-42",
        "assistant.status": "answered",
        **{f"assistant.{stage}_ms": timings[stage] for stage in ("search", "compose", "total")},
    }
    assert not span.events
    sent = b"".join(body for _, _, _, body in collector.seen)
    assert b"Alem.Cloud" not in sent
    assert b"secret" not in sent


@pytest.mark.parametrize("given", [{}, {"accept": "text/event-stream"}], ids=["json", "stream"])
def test_the_stages_of_an_answer_are_told_for_streams_too(
    open_client: OpenClient, collector: Scripted, given: dict[str, str]
) -> None:
    with open_client(otel_endpoint=collector.url) as client:
        client.post("/v1/ask", json={"question": QUESTION}, headers=given)
    [span] = _spans(collector)
    assert {"assistant.search_ms", "assistant.compose_ms"} <= _attributes(span).keys()


def test_a_path_is_told_as_declared(open_client: OpenClient, collector: Scripted) -> None:
    with open_client(otel_endpoint=collector.url) as client:
        client.get("/v1/documents/secret-name")
        client.get("/secret-path")
        client.request("SECRET", "/healthz")
    found = [
        (span.name, _attributes(span)["http.response.status_code"]) for span in _spans(collector)
    ]
    assert found == [
        ("GET /v1/documents/{document_id}", 404),
        ("GET", 404),
        ("_OTHER /healthz", 405),
    ]
    sent = b"".join(body for _, _, _, body in collector.seen)
    assert b"secret" not in sent.lower()


def test_the_trace_of_the_caller_is_continued(open_client: OpenClient, collector: Scripted) -> None:
    with open_client(otel_endpoint=collector.url) as client:
        client.get("/healthz", headers={"traceparent": f"00-{TRACE_ID}-{PARENT_ID}-01"})
        client.get("/readyz", headers={"traceparent": f"00-{TRACE_ID}-{PARENT_ID}-00"})
        client.get("/metrics", headers={"traceparent": "none of the kind"})
    continued, begun = _spans(collector)  # the second was not to be sampled
    assert continued.name == "GET /healthz"
    assert (continued.trace_id.hex(), continued.parent_span_id.hex()) == (TRACE_ID, PARENT_ID)
    assert begun.name == "GET /metrics"
    assert begun.trace_id.hex() != TRACE_ID
    assert begun.parent_span_id == b""


def test_a_failure_is_told_without_its_message(
    open_client: OpenClient, collector: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret-message")

    with open_client(otel_endpoint=collector.url) as client:
        monkeypatch.setattr(Engine, "ask", fail)
        response = client.post("/v1/ask", json={"question": QUESTION})
    assert response.status_code == 500
    [span] = _spans(collector)
    assert span.status.code == Status.STATUS_CODE_ERROR
    assert _attributes(span)["http.response.status_code"] == 500
    assert _attributes(span)["error.type"] == "500"
    assert b"secret" not in span.SerializeToString()


def test_the_service_is_named_and_the_operator_may_rename_it(
    open_client: OpenClient, collector: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("kz-ai-assistant", "portal"):
        with open_client(otel_endpoint=f"{collector.url}/v1/traces") as client:
            client.get("/healthz")
        monkeypatch.setenv("OTEL_SERVICE_NAME", "portal")
        *_, last = _requests(collector)
        assert _attributes(last.resource_spans[0].resource)["service.name"] == name


def test_a_collector_that_refuses_is_a_log_line_and_fails_no_request(
    open_client: OpenClient, collector: Scripted
) -> None:
    collector.replies["/v1/traces"] = [(400, {}, b"")]
    with structlog.testing.capture_logs() as lines:
        with open_client(otel_endpoint=collector.url) as client:
            assert client.post("/v1/ask", json={"question": QUESTION}).status_code == 200
        assert collector.seen
    [line] = [line for line in lines if line["event"] == "traces"]
    assert "400" in line["reason"]


def test_off_by_default_and_not_imported(tmp_path: Path) -> None:
    """``opentelemetry`` itself, the interface, comes with FastAPI; what makes spans does not."""
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from assistant.http import create_app\n"
        "from assistant.settings import Settings\n"
        "create_app(Settings(data_dir=Path(sys.argv[1])))\n"
        "print(*sorted(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("OTEL_")},
    ).stdout.split()
    assert "assistant.http.app" in loaded
    assert "assistant.http.tracing" not in loaded
    assert not any(name.startswith(("opentelemetry.sdk", "opentelemetry.exp")) for name in loaded)


def test_no_other_provider_is_told_of_a_request(
    open_client: OpenClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: provider)
    with open_client() as client:
        assert client.get("/healthz?who=secret").status_code == 200
    assert exporter.get_finished_spans() == ()


def test_without_the_extra_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "assistant.http.tracing", raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    settings = Settings(data_dir=tmp_path, otel_endpoint="http://127.0.0.1:4318")
    with pytest.raises(
        MissingExtraError, match=r"OTEL_ENDPOINT.*install 'kz-ai-assistant\[otel\]'"
    ):
        create_app(settings)


@pytest.mark.parametrize(
    "address",
    ["collector:4318", "grpc://collector:4317", "http://user:secret@collector", "http://"],
)
def test_an_address_of_another_form_is_a_settings_error(address: str) -> None:
    with pytest.raises(InvalidSettingError, match="setting ASSISTANT_OTEL_ENDPOINT: got "):
        Settings.load(otel_endpoint=address)
