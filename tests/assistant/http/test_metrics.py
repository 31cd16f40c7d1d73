"""What is counted, under which labels, and how Prometheus reads it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families as parsed

from tests.conftest import OpenClient

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def counted(open_client: OpenClient) -> Iterator[TestClient]:
    """A client of a server that nobody else calls."""
    with open_client() as client:
        yield client


def _samples(client: TestClient) -> Samples:
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in parsed(response.text)
        for sample in family.samples
    }


def _labels(**labels: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(labels.items()))


def test_answers_are_counted_by_status_and_language_and_timed_by_stage(
    counted: TestClient,
) -> None:
    counted.post("/v1/ask", json={"question": "Какое место занимает Alem.Cloud в TOP-500?"})
    counted.post("/v1/ask", json={"question": "How do I bake sourdough bread at home?"})
    found = _samples(counted)
    answers = {
        labels: n for (name, labels), n in found.items() if name == "assistant_answers_total"
    }
    assert answers[_labels(status="answered", language="ru")] == 1
    refused = sum(n for labels, n in answers.items() if dict(labels)["status"] != "answered")
    assert refused == 1
    for stage in ("search", "compose", "total"):
        assert found["assistant_stage_seconds_count", _labels(stage=stage)] == 2


def test_kept_answers_are_counted_as_answers_but_not_timed(counted: TestClient) -> None:
    for _ in range(3):
        counted.post("/v1/ask", json={"question": "Какое место занимает Alem.Cloud в TOP-500?"})
    found = _samples(counted)
    assert found["assistant_kept_answers_total", ()] == 2
    answered = _labels(status="answered", language="ru")
    assert found["assistant_answers_total", answered] == 3
    assert found["assistant_stage_seconds_count", _labels(stage="total")] == 1


def test_streams_and_other_surfaces_count_too(counted: TestClient) -> None:
    question = "Какое место занимает Alem.Cloud в TOP-500?"
    counted.post("/v1/ask", json={"question": question}, headers={"accept": "text/event-stream"})
    counted.post(
        "/v1/chat/completions",
        json={"model": "kz-ai-assistant", "messages": [{"role": "user", "content": question}]},
    )
    found = _samples(counted)
    assert found["assistant_answers_total", _labels(status="answered", language="ru")] == 2


def test_requests_are_counted_by_declared_route(counted: TestClient) -> None:
    counted.get("/v1/documents/kazinform-2026-01-17")
    counted.get("/v1/documents/none-of-that-id")
    counted.get("/a-secret-path")
    counted.request("BREW", "/healthz")
    counted.post("/v1/ask", json={})
    found = _samples(counted)

    def requests(method: str, route: str, status: int) -> float:
        labels = _labels(method=method, route=route, status=str(status))
        return found["assistant_http_requests_total", labels]

    assert requests("GET", "/v1/documents/{document_id}", 200) == 1
    assert requests("GET", "/v1/documents/{document_id}", 404) == 1
    assert requests("GET", "other", 404) == 1
    assert requests("other", "/healthz", 405) == 1
    assert requests("POST", "/v1/ask", 422) == 1
    assert not any("secret" in str(key) for key in found)
    assert found["assistant_http_request_seconds_count", _labels(route="/v1/ask")] == 1


def test_the_build_in_service(counted: TestClient) -> None:
    found = _samples(counted)
    ready = counted.get("/readyz").json()
    labels = _labels(build=ready["build"], model=ready["model"])
    assert found["assistant_index_build_info", labels] == 1
    assert found["assistant_index_age_seconds", ()] > 0
    assert found["assistant_index_size", _labels(of="documents")] == 1
    assert found["assistant_ready", ()] == 1


def test_two_apps_count_apart(open_client: OpenClient, counted: TestClient) -> None:
    with open_client() as other:
        counted.get("/healthz")
        labels = _labels(method="GET", route="/healthz", status="200")
        assert ("assistant_http_requests_total", labels) in _samples(counted)
        assert ("assistant_http_requests_total", labels) not in _samples(other)


def test_a_server_that_is_not_ready_says_so(open_client: OpenClient, tmp_path: object) -> None:
    with open_client(data_dir=tmp_path, auto_build=False) as client:
        found = _samples(client)
    assert found["assistant_ready", ()] == 0
    assert not any(name.startswith("assistant_index") for name, _ in found)


def test_by_key_where_questions_are(open_client: OpenClient) -> None:
    with open_client(require_key=True) as client:
        assert client.get("/metrics").status_code == 401
