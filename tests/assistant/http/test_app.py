"""The page, its files, and the description of the API."""

import json

import pytest
from fastapi.testclient import TestClient

from assistant.answer import Answer
from assistant.http.chat import PATHS
from assistant.http.examples import ANSWERS
from corpus import Language, detect_language
from tests.conftest import OpenClient


def test_the_page_and_its_files(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert client.get("/static/app.js").headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/nope"])
def test_no_other_file_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_description_has_request_examples_in_three_languages(client: TestClient) -> None:
    operation = client.get("/openapi.json").json()["paths"]["/v1/ask"]["post"]
    body = operation["requestBody"]["content"]["application/json"]
    asked = [example["value"]["question"] for example in body["examples"].values()]
    assert {detect_language(question) for question in asked} == set(Language)
    answered = operation["responses"]["200"]["content"]["application/json"]["examples"]
    assert {example["value"]["language"] for example in answered.values()} == set(Language)


def test_the_examples_are_true(client: TestClient) -> None:
    """A request example, sent, gives the response example of its name."""
    operation = client.get("/openapi.json").json()["paths"]["/v1/ask"]["post"]
    requests = operation["requestBody"]["content"]["application/json"]["examples"]
    responses = operation["responses"]["200"]["content"]["application/json"]["examples"]
    assert requests.keys() >= responses.keys()
    for name, example in responses.items():
        answer = client.post("/v1/ask", json=requests[name]["value"]).json()
        documented = Answer.model_validate(ANSWERS[name]["value"])
        assert example["value"]["citations"]
        assert answer["status"] == documented.status
        assert answer["language"] == documented.language
        for citation in documented.citations:
            source = client.get(f"/v1/documents/{citation.document_id}").json()
            assert source["text"][citation.start : citation.end] == citation.quote
            assert source["sha256"] == citation.sha256
            assert citation.passage_id in {passage["id"] for passage in source["passages"]}


def test_errors_are_described_as_problem_details(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                if status >= "400" and path != "/readyz":
                    form = "json" if path.startswith(PATHS) else "problem+json"
                    assert list(response["content"]) == [f"application/{form}"], (
                        f"{method} {path} {status}: {json.dumps(response)}"
                    )


def test_long_answers_are_compressed_for_clients_that_can(client: TestClient) -> None:
    path = "/v1/documents/kazinform-2026-01-17"
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_no_other_site_may_read_by_default(client: TestClient) -> None:
    response = client.get("/v1/documents", headers={"origin": "https://portal.example"})
    assert "access-control-allow-origin" not in response.headers


def test_a_site_that_is_named_may_read(open_client: OpenClient) -> None:
    with open_client(cors_origins=["https://portal.example"]) as client:
        asked = {
            "origin": "https://portal.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        }
        allowed = client.options("/v1/ask", headers=asked)
        refused = client.options("/v1/ask", headers={**asked, "origin": "https://other.example"})
        read = client.get("/v1/documents", headers={"origin": "https://portal.example"})
    assert allowed.headers["access-control-allow-origin"] == "https://portal.example"
    assert "access-control-allow-origin" not in refused.headers
    assert "X-Request-ID" in read.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/v1/documents", "GET", "if-none-match, x-request-id, traceparent"),
        ("/v1/documents/lakes", "DELETE", "authorization, if-match, idempotency-key"),
        ("/v1/documents", "HEAD", "if-none-match"),
        ("/mcp", "POST", "content-type, mcp-protocol-version, mcp-session-id"),
        ("/v1/chat/completions", "POST",
         "authorization, content-type, x-stainless-lang, x-stainless-retry-count"),
    ],
)  # fmt: skip
def test_a_site_that_is_named_may_send_what_its_clients_send(
    open_client: OpenClient, path: str, method: str, headers: str
) -> None:
    asked = {
        "origin": "https://portal.example",
        "access-control-request-method": method,
        "access-control-request-headers": headers,
    }
    with open_client(cors_origins=["https://portal.example"]) as client:
        allowed = client.options(path, headers=asked)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-headers"] == headers
    assert method in allowed.headers["access-control-allow-methods"].split(", ")


def test_what_a_site_may_not_is_told_as_a_problem(open_client: OpenClient) -> None:
    asked = {"origin": "https://portal.example", "access-control-request-method": "PATCH"}
    with open_client(cors_origins=["https://portal.example"]) as client:
        method = client.options("/v1/ask", headers=asked)
        origin = client.options("/v1/ask", headers={**asked, "origin": "https://other.example"})
    for response in (method, origin):
        assert response.status_code == 400
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["instance"].endswith(response.headers["x-request-id"])
    assert method.json()["detail"] == "Disallowed CORS method"
    assert method.headers["access-control-allow-origin"] == "https://portal.example"
    assert origin.json()["detail"] == "Disallowed CORS origin, method"
    assert "access-control-allow-origin" not in origin.headers


def test_a_site_may_read_every_header_that_the_documentation_names(
    open_client: OpenClient,
) -> None:
    with open_client(cors_origins=["https://portal.example"], rate_limit="9/minute") as client:
        read = client.get("/v1/documents", headers={"origin": "https://portal.example"})
    readable = set(read.headers["access-control-expose-headers"].lower().split(", "))
    assert {"etag", "ratelimit", "ratelimit-policy", "x-request-id"} <= readable & set(read.headers)
    assert {"location", "retry-after", "www-authenticate"} <= readable
