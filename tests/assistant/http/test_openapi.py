"""Requests made from our own description: none is a server error, every answer is described."""

import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.core.result import Ok

from assistant.engine import Engine
from assistant.errors import RecordsError
from assistant.http import create_app
from assistant.settings import Settings
from corpus import ProjectError
from tests.conftest import OpenClient, listening, running

KEY = "key of the tests"


def _operations() -> Iterator[schemathesis.APIOperation[Any, Any, Any, Any]]:
    description = create_app(Settings(data_dir=Path("unused"))).openapi()
    for result in schemathesis.openapi.from_dict(description).get_all_operations():
        assert isinstance(result, Ok)
        yield result.ok()


OPERATIONS = {operation.label: operation for operation in _operations()}
few_examples = settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def address(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose documents may be changed."""
    own = shutil.copytree(data_dir, tmp_path_factory.mktemp("described") / "data")
    digest = sha256(KEY.encode()).hexdigest()
    with listening(create_app(Settings(data_dir=own, admin_key_hash=digest))) as address:
        yield address


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from _references(child)


def test_every_reference_leads_to_a_component() -> None:
    description = create_app(Settings(data_dir=Path("unused"))).openapi()
    found = set(_references(description))
    assert "#/components/schemas/Citation" in found
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert found <= known


def test_the_description_has_every_operation() -> None:
    assert {"POST /v1/ask", "PUT /v1/documents/{document_id}", "GET /readyz"} <= set(OPERATIONS)


DESCRIPTION: dict[str, Any] = create_app(Settings(data_dir=Path("unused"))).openapi()
CALLS = [
    (method.upper(), path)
    for path, operations in DESCRIPTION["paths"].items()
    for method in operations
]
OPEN = {("GET", "/healthz"), ("GET", "/readyz")}
OUR_HEADERS = {"etag", "location", "ratelimit", "ratelimit-policy", "retry-after",
               "www-authenticate", "x-request-id"}  # fmt: skip


def _path(template: str) -> str:
    return re.sub(r"\{\w+\}", "lakes", template)


def _check_described(method: str, path: str, response: Any) -> None:
    """What came is in the description: its status, its media type, and its headers of ours."""
    responses = DESCRIPTION["paths"][path][method.lower()]["responses"]
    assert str(response.status_code) in responses, (method, path, response.status_code)
    described = responses[str(response.status_code)]
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if media_type:
        assert media_type in described["content"]
        assert described["content"][media_type]["schema"]
    else:
        assert "content" not in described
    headers = {name.lower(): header for name, header in described["headers"].items()}
    sent = OUR_HEADERS & set(response.headers)
    assert sent <= set(headers), (method, path, response.status_code)
    required = {name for name, header in headers.items() if header.get("required")}
    assert required <= sent, (method, path, response.status_code)


def test_the_key_is_described() -> None:
    assert DESCRIPTION["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    writes = {("POST", "/v1/documents"), ("PUT", "/v1/documents/{document_id}"),
              ("DELETE", "/v1/documents/{document_id}"), ("GET", "/v1/jobs/{job_id}")}  # fmt: skip
    for method, path in CALLS:
        security = DESCRIPTION["paths"][path][method.lower()].get("security")
        if (method, path) in OPEN:
            assert security is None
        else:
            assert security == ([{"key": []}] if (method, path) in writes else [{}, {"key": []}])


def test_where_a_key_is_needed_the_description_says_so() -> None:
    described = create_app(Settings(data_dir=Path("unused"), require_key=True)).openapi()
    assert described["paths"]["/v1/ask"]["post"]["security"] == [{"key": []}]
    assert "security" not in described["paths"]["/healthz"]["get"]


def test_a_key_that_counts_no_more_has_a_described_answer(client: TestClient) -> None:
    headers = {"authorization": f"Bearer kzai_{'0' * 12}_{'a' * 43}"}
    for method, path in CALLS:
        response = client.request(method, _path(path), headers=headers)
        assert (response.status_code == 401) is ((method, path) not in OPEN)
        _check_described(method, path, response)


def test_a_call_too_many_has_a_described_answer(open_client: OpenClient) -> None:
    with open_client(rate_limit="1/hour") as client:
        client.get("/v1/models")
        for method, path in CALLS:
            response = client.request(method, _path(path))
            assert (response.status_code == 429) is ((method, path) not in OPEN)
            _check_described(method, path, response)


@pytest.mark.parametrize("broken", ["loading", "keys", "failing"])
def test_a_call_that_fails_has_a_described_answer(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RecordsError("x") if broken == "keys" else RuntimeError("x")

    def open_engine(settings: Settings) -> Engine:
        if broken == "loading":
            raise ProjectError("x")
        return Engine.open(settings)

    digest = sha256(KEY.encode()).hexdigest()
    headers = {"authorization": f"Bearer {KEY}"}
    if broken == "keys":
        headers = {"authorization": f"Bearer kzai_{'0' * 12}_{'a' * 43}"}
        monkeypatch.setattr("assistant.records.Keys.check", fail)
    app = create_app(Settings(data_dir=data_dir, admin_key_hash=digest), open_engine)
    with running(app) as client:
        if broken == "failing":
            monkeypatch.setattr("assistant.http.runtime.Runtime.engine", property(fail))
        seen = set()
        for method, path in CALLS:
            body = _example(method, path)
            response = client.request(method, _path(path), headers=headers, json=body)
            _check_described(method, path, response)
            seen.add(response.status_code)
    assert {"loading": 503, "keys": 503, "failing": 500}[broken] in seen


def _example(method: str, path: str) -> Any:
    messages = [{"role": "user", "content": "Что такое Alem.Cloud?"}]
    document = {"title": "Озёра", "text": "Длина Балхаша — 605 км."}
    return {
        "/v1/ask": {"question": "Что такое Alem.Cloud?"},
        "/v1/search": {"query": "Alem.Cloud"},
        "/v1/chat/completions": {"model": "kz-ai-assistant", "messages": messages},
        "/v1/feedback": {"request_id": "x", "rating": "up"},
    }.get(path, document if method in ("POST", "PUT") else None)


def test_conditions_and_slow_uploads_have_described_answers(
    open_client: OpenClient, own_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = sha256(KEY.encode()).hexdigest()
    document = "/v1/documents/{document_id}"
    with open_client(data_dir=own_data_dir, admin_key_hash=digest) as client:
        client.headers["authorization"] = f"Bearer {KEY}"
        article = client.get("/v1/documents").json()["documents"][0]["id"]
        here, sent = f"/v1/documents/{article}", {"title": "x", "text": "x"}
        monkeypatch.setattr(client.app.state.runtime.upload_gate, "_timeout_s", -1)  # type: ignore[attr-defined]
        for method, path, called, header, status in (
            ("GET", "/v1/documents", "/v1/documents", "If-None-Match", 304),
            ("GET", document, here, "If-None-Match", 304),
            ("PUT", document, here, "If-Match", 504),
            ("POST", "/v1/documents", "/v1/documents", None, 504),
            ("DELETE", document, here, "If-None-Match", 412),
        ):
            response = client.request(
                method, called, headers={header: "*"} if header else {},
                json=sent if method in ("PUT", "POST") else None,
            )  # fmt: skip
            assert response.status_code == status
            _check_described(method, path, response)
            operation = DESCRIPTION["paths"][path][method.lower()]
            named = {one["name"] for one in operation["parameters"] if one["in"] == "header"}
            assert header is None or header in named


schemathesis.checks.load_all_checks()
NOT_CHECKED: list[Any] = [
    # A schema cannot say all that makes a request acceptable: white space alone is no question.
    schemathesis.checks.CHECKS.get_one("positive_data_acceptance"),
    # It does not know 413.
    schemathesis.checks.CHECKS.get_one("negative_data_rejection"),
]


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("label", OPERATIONS)
def test_every_request_has_a_described_answer(
    label: str, mode: schemathesis.GenerationMode, address: str
) -> None:
    @few_examples
    @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        headers = {"Authorization": f"Bearer {KEY}"}  # as schemathesis spells it, to leave it out
        case.call_and_validate(address, headers=headers, excluded_checks=NOT_CHECKED)

    try:
        check()
    except Unsatisfiable:
        pytest.skip("no request of this operation can be wrong")
