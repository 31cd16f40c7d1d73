"""Feedback over HTTP: redacted, its quotes taken from the sources, never logged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient

from assistant.records import Database, Feedback, FeedbackLog
from assistant.settings import Settings
from corpus import SplitSettings
from tests.conftest import OpenClient

ARTICLE = "kazinform-2026-01-17"
UP: dict[str, Any] = {"request_id": "r1", "rating": "up"}


@pytest.fixture
def given(own_data_dir: Path, open_client: OpenClient) -> Iterator[TestClient]:
    with open_client(data_dir=own_data_dir) as client:
        yield client


def _kept(data_dir: Path) -> list[Feedback]:
    database = Database.of(Settings(data_dir=data_dir))
    try:
        return FeedbackLog(database).all()
    finally:
        database.close()


def test_an_answer_is_rated(given: TestClient, own_data_dir: Path) -> None:
    question = "Какое место занимает Alem.Cloud в TOP-500?"
    asked = given.post("/v1/ask", json={"question": question})
    answer = asked.json()
    spans = [
        {key: citation[key] for key in ("document_id", "start", "end")}
        for citation in answer["citations"]
    ]
    rating = {
        "request_id": asked.headers["x-request-id"],
        "rating": "down",
        "reason": "incomplete",
        "comment": "пишите на a.b@example.kz",
        "question": question,
        "language": "ru",
        "citations": spans,
    }
    response = given.post("/v1/feedback", json=rating)
    assert (response.status_code, response.content) == (204, b"")
    [kept] = _kept(own_data_dir)
    assert kept.request_id == asked.headers["x-request-id"]
    assert (kept.rating, kept.reason, kept.comment) == ("down", "incomplete", "пишите на [EMAIL]")
    assert list(kept.evidence) == [citation["quote"] for citation in answer["citations"]]


def test_quotes_come_from_the_sources_alone(given: TestClient, own_data_dir: Path) -> None:
    spans = [
        {"document_id": "none", "start": 0, "end": 5},
        {"document_id": ARTICLE, "start": 10**6, "end": 10**6 + 5},
        {"document_id": ARTICLE, "start": 0, "end": 6, "quote": "чужой текст"},
    ]
    assert given.post("/v1/feedback", json={**UP, "citations": spans}).status_code == 204
    source = given.get(f"/v1/documents/{ARTICLE}").json()["text"]
    [kept] = _kept(own_data_dir)
    assert kept.evidence == (source[:6].strip(),)


def test_a_span_is_no_longer_than_a_citation_may_be(given: TestClient, own_data_dir: Path) -> None:
    assert SplitSettings().max_chars < 2_000
    span = {"document_id": ARTICLE, "start": 100, "end": 2_100}
    assert given.post("/v1/feedback", json={**UP, "citations": [span]}).status_code == 204
    [kept] = _kept(own_data_dir)
    source = given.get(f"/v1/documents/{ARTICLE}").json()["text"]
    assert kept.evidence == (source[100:2_100].strip(),)


@pytest.mark.parametrize("end", [99, 100, 2_101, 2**31])
def test_a_span_of_another_length_is_refused(client: TestClient, end: int) -> None:
    sound = {"document_id": ARTICLE, "start": 0, "end": 6}
    spans = [sound, {"document_id": ARTICLE, "start": 100, "end": end}]
    response = client.post("/v1/feedback", json={**UP, "citations": spans})
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {
            "pointer": "/citations/1",
            "detail": "expected an end after the start, by 2000 characters at most",
        }
    ]


def test_a_span_given_again_is_kept_once(given: TestClient, own_data_dir: Path) -> None:
    first = {"document_id": ARTICLE, "start": 0, "end": 6}
    second = {"document_id": ARTICLE, "start": 0, "end": 9}
    spans = [second, *[first] * 9, second]
    assert given.post("/v1/feedback", json={**UP, "citations": spans}).status_code == 204
    source = given.get(f"/v1/documents/{ARTICLE}").json()["text"]
    [kept] = _kept(own_data_dir)
    assert kept.evidence == (source[:9].strip(), source[:6].strip())


@pytest.mark.parametrize(
    "change",
    [
        {"rating": "sideways"},
        {"reason": "because"},
        {"request_id": ""},
        {"request_id": "a b"},
        {"comment": "a" * 2_001},
        {"citations": [{"document_id": ARTICLE, "start": -1, "end": 5}]},
        {"citations": [{"document_id": ARTICLE, "start": 0, "end": 5}] * 21},
        {"more": 1},
    ],
)
def test_feedback_of_another_form(client: TestClient, change: dict[str, Any]) -> None:
    response = client.post("/v1/feedback", json={**UP, **change})
    assert response.status_code == 422
    assert response.json()["type"].endswith(":invalid-request")


def test_no_word_of_it_is_logged(given: TestClient) -> None:
    body = {**UP, "question": "secret-question", "comment": "secret-comment"}
    with structlog.testing.capture_logs() as lines:
        assert given.post("/v1/feedback", json=body).status_code == 204
        assert given.post("/v1/feedback", json={**body, "rating": "secret"}).status_code == 422
    assert lines
    assert "secret" not in repr(lines)


def test_a_failing_database_is_said_without_its_path(given: TestClient, own_data_dir: Path) -> None:
    (own_data_dir / "records.sqlite").write_bytes(b"no database" * 1_000)
    with structlog.testing.capture_logs() as lines:
        response = given.post("/v1/feedback", json={**UP, "comment": "secret-comment"})
    assert response.status_code == 503
    assert response.json()["type"].endswith(":records-unavailable")
    assert "sqlite" not in response.text
    assert "secret" not in repr(lines)
    assert given.get("/readyz").status_code == 200
