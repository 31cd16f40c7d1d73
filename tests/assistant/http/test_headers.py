"""Request ids, security headers, and what a log line holds."""

import uuid

import pytest
import structlog
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/healthz", "/v1/nothing", "/static/app.js"])
def test_every_response_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_harmless_request_id_is_kept(client: TestClient) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "portal-42.a_b"})
    assert response.headers["x-request-id"] == "portal-42.a_b"


@pytest.mark.parametrize("given", ["", "a" * 65, "a b", "a\tb", "<script>", "\xe9"])
def test_any_other_request_id_is_replaced(client: TestClient, given: str) -> None:
    headers = [(b"X-Request-ID", given.encode("latin-1"))]
    first = client.get("/healthz", headers=headers).headers["x-request-id"]
    second = client.get("/healthz", headers=headers).headers["x-request-id"]
    assert uuid.UUID(first) != uuid.UUID(second)


def test_a_log_line_holds_the_request_and_not_the_question(client: TestClient) -> None:
    with structlog.testing.capture_logs(
        processors=[structlog.contextvars.merge_contextvars]
    ) as lines:
        response = client.post("/v1/ask?q=secret-query", json={"question": "secret-question"})
    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("POST", "/v1/ask", 200)
    assert line["request_id"] == response.headers["x-request-id"]
    assert "secret" not in repr(lines)
