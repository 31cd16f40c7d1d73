"""Questions, searches and bad input over HTTP: each a status, problem details and no surprise."""

import json
from typing import Any

import httpx
import pytest
import structlog
from fastapi.testclient import TestClient

from assistant.answer import Answer
from assistant.engine import Engine
from index import IndexDamagedError
from tests.conftest import OpenClient

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"


def _problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["type"] == f"urn:kz-ai-assistant:problem:{kind}"
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"].endswith(response.headers["x-request-id"])
    return problem


def test_an_answer_carries_exact_citations(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": QUESTION})
    assert response.status_code == 200
    answer = Answer.model_validate_json(response.content)
    assert answer.status == "answered"
    assert "86" in answer.answer
    for citation in answer.citations:
        document = client.get(f"/v1/documents/{citation.document_id}").json()
        assert document["text"][citation.start : citation.end] == citation.quote
        assert document["sha256"] == citation.sha256


@pytest.mark.parametrize(
    ("body", "kind", "detail"),
    [
        ({"question": ""}, "invalid-question", "the question is empty"),
        ({"question": " \n\t "}, "invalid-question", "the question is empty"),
        ({"question": "\ud800"}, "invalid-question", "the question is empty"),
        ({"question": "а" * 100_000}, "invalid-question", "100000 characters, at most 2000"),
        ({"question": "что\0"}, "invalid-question", "NUL"),
        ({"question": "Что?", "top_k": 10**9}, "invalid-question", "expected 1 to 50"),
        ({"question": "Что?", "top_k": 0}, "invalid-request", "/top_k: "),
        ({"question": "Что?", "top_k": "many"}, "invalid-request", "/top_k: "),
        ({"question": 3}, "invalid-request", "/question: "),
        ({"question": None}, "invalid-request", "/question: "),
        ({}, "invalid-request", "/question: "),
        ({"question": "Что?", "language": "de"}, "invalid-request", "/language: "),
        ({"question": "Что?", "history": [{"role": "system", "content": "x"}]},
         "invalid-request", "/history/0/role: "),
        ({"question": "Что?", "conversation_id": "../etc"}, "invalid-request", "/conversation_id"),
        ({"question": "Что?", "surprise": 1}, "invalid-request", "/surprise: "),
        ([], "invalid-request", "body: "),
        ("Что?", "invalid-request", "body: "),
        (None, "invalid-request", "body: "),
    ],
)  # fmt: skip
def test_a_bad_question_is_422(client: TestClient, body: Any, kind: str, detail: str) -> None:
    response = client.post(
        "/v1/ask", content=json.dumps(body), headers={"content-type": "application/json"}
    )
    assert detail in _problem(response, 422, kind)["detail"]


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe",
        b'{"question": "\xff"}',
        b"[" * 50_000,
        b'{"top_k": ' + b"1" * 5_000 + b"}",
    ],
    ids=["cut", "utf-16-mark", "not-utf-8", "deep", "long-number"],
)
def test_a_body_that_is_not_json_is_400(client: TestClient, content: bytes) -> None:
    response = client.post("/v1/ask", content=content, headers={"content-type": "application/json"})
    _problem(response, 400, "malformed-json")


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/search"])
def test_a_body_of_another_type_is_415(client: TestClient, path: str) -> None:
    response = client.post(path, content=b"question=x", headers={"content-type": "text/plain"})
    assert "application/json" in _problem(response, 415, "unsupported-media-type")["detail"]


def test_no_body_is_422(client: TestClient) -> None:
    _problem(client.post("/v1/ask"), 422, "invalid-request")


@pytest.mark.parametrize("question", ["😀😀😀", "?!…", "👩‍👩‍👧‍👦"])
def test_emoji_and_marks_alone_are_unclear(client: TestClient, question: str) -> None:
    answer = client.post("/v1/ask", json={"question": question}).json()
    assert (answer["status"], answer["citations"]) == ("unclear", [])


def test_lone_surrogates_are_left_out(client: TestClient) -> None:
    body = json.dumps({"question": f"\udc00{QUESTION}\ud800"})
    whole = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    plain = client.post("/v1/ask", json={"question": QUESTION})
    assert whole.json()["answer"] == plain.json()["answer"]


@pytest.mark.parametrize("field", ["history", "language", "conversation_id"])
def test_lone_surrogates_elsewhere_are_422(client: TestClient, field: str) -> None:
    value = [{"role": "user", "content": "\ud800"}] if field == "history" else "\ud800"
    body = json.dumps({"question": QUESTION, field: value})
    response = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    _problem(response, 422, "invalid-request")


def test_a_search_ranks_passages(client: TestClient) -> None:
    response = client.post("/v1/search", json={"query": "Alem.Cloud TOP-500", "top_k": 3})
    hits = response.json()["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert any("86-е место" in hit["passage"]["text"] for hit in hits)


@pytest.mark.parametrize("query", ["", "\0", "а" * 100_000])
def test_a_bad_search_is_422(client: TestClient, query: str) -> None:
    _problem(client.post("/v1/search", json={"query": query}), 422, "invalid-question")


@pytest.mark.parametrize("document_id", ["nope", "%00", "%FF", "..", "a%0Ab"])
def test_an_unknown_document_is_404(client: TestClient, document_id: str) -> None:
    response = client.get(f"/v1/documents/{document_id}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_an_unknown_path_and_method_are_problems(client: TestClient) -> None:
    _problem(client.get("/v1/nothing"), 404, "not-found")
    response = client.get("/v1/ask")
    _problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/documents", "GET, HEAD, POST"),
        ("/v1/documents/lakes", "GET, HEAD, PUT, DELETE"),
        ("/v1/ask", "POST"),
        ("/healthz", "GET, HEAD"),
        ("/", "GET, HEAD"),
        ("/static/app.js", "GET, HEAD"),
        ("/openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_allowed_is_told_those_that_are(
    client: TestClient, path: str, allowed: str
) -> None:
    response = client.patch(path)
    _problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/readyz", "/metrics", "/v1/documents", "/v1/documents/nope",
             "/v1/models", "/openapi.json", "/static/app.js", "/v1/nothing"]
)  # fmt: skip
def test_a_head_is_what_a_get_would_be_without_its_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    for name in ("content-type", "etag", "cache-control"):
        assert head.headers.get(name) == get.headers.get(name)


def test_a_head_where_there_is_no_get(client: TestClient) -> None:
    response = client.head("/v1/ask")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_a_head_over_a_connection(server: str) -> None:
    with httpx.Client() as client:
        for _ in range(2):  # the second would read a body that was sent nevertheless
            response = client.head(f"{server}/v1/documents")
            assert (response.status_code, response.content) == (200, b"")
            assert int(response.headers["content-length"]) > 0


@pytest.mark.parametrize("path", ["/v1/ask/", "/v1/documents/", "/healthz/"])
def test_a_slash_more_is_another_path(client: TestClient, path: str) -> None:
    """A redirect would lead to whatever host the client has named."""
    headers = {"host": "evil.example"}
    response = client.post(path, json={"question": QUESTION}, headers=headers)
    _problem(response, 404, "not-found")
    assert "location" not in response.headers


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/search"])
def test_too_many_passages_are_a_fault_of_their_field(client: TestClient, path: str) -> None:
    field = "question" if path == "/v1/ask" else "query"
    body = f'{{"{field}": "Что?", "top_k": {"9" * 4_000}}}'
    response = client.post(path, content=body, headers={"content-type": "application/json"})
    problem = _problem(response, 422, "invalid-question")
    assert problem["errors"] == [{"pointer": "/top_k", "detail": "top_k: expected 1 to 50"}]
    assert "999" not in response.text


def test_a_damaged_index_is_not_told_of_while_serving(open_client: OpenClient) -> None:
    class Damaged(Engine):
        def ask(self, *_: Any, **__: Any) -> Answer:
            raise IndexDamagedError("/srv/index/builds/1/catalog.sqlite: too short")

    chat = {"model": "kz-ai-assistant", "messages": [{"role": "user", "content": "Что?"}]}
    with structlog.testing.capture_logs() as lines, open_client(Damaged.open) as client:
        responses = [
            client.post("/v1/ask", json={"question": QUESTION}),
            client.post(
                "/v1/ask", json={"question": QUESTION}, headers={"accept": "text/event-stream"}
            ),
            client.post("/v1/chat/completions", json=chat),
            client.post("/v1/chat/completions", json={**chat, "stream": True}),
        ]
    assert [response.status_code for response in responses] == [500, 200, 500, 200]
    for response in responses:
        assert "an unexpected error" in response.text
        assert "catalog" not in response.text
    failed = [line for line in lines if line["event"] == "request_failed"]
    assert len(failed) == 4
    assert all("catalog.sqlite" in str(line["exc_info"]) for line in failed)


def test_an_unexpected_failure_is_500_and_tells_nothing(open_client: OpenClient) -> None:
    class Broken(Engine):
        def ask(self, *_: Any, **__: Any) -> Answer:
            raise RuntimeError("a secret")

    with open_client(Broken.open) as client:
        response = client.post("/v1/ask", json={"question": QUESTION})
    problem = _problem(response, 500, "internal")
    assert "secret" not in json.dumps(problem)


def test_a_conversation_is_kept_by_its_id(open_client: OpenClient) -> None:
    with open_client() as client:
        asked = {"question": QUESTION, "conversation_id": "conversation-1"}
        client.post("/v1/ask", json=asked)
        follow_up = {"question": "А когда?", "conversation_id": "conversation-1", "explain": True}
        kept = client.post("/v1/ask", json=follow_up).json()["trace"]
        del follow_up["conversation_id"]
        alone = client.post("/v1/ask", json=follow_up).json()["trace"]
    read = [reading["question"] for reading in kept["readings"]]
    assert kept["follow_up"] == "topic added"
    assert read[0] == kept["question"]
    assert any("Alem.Cloud" in question for question in read)
    assert [reading["question"] for reading in alone["readings"]] == ["А когда?"]
