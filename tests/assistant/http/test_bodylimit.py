"""The limit on bodies, announced by the client or not."""

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.conftest import OpenClient

JSON = {"content-type": "application/json"}


@pytest.fixture
def small(open_client: OpenClient) -> Iterator[TestClient]:
    with open_client(max_body_bytes=1_000) as client:
        yield client


def _body(size: int) -> bytes:
    frame = len(json.dumps({"question": ""}))
    return json.dumps({"question": "x" * (size - frame)}).encode()


def test_a_body_of_the_limit_is_read(small: TestClient) -> None:
    body = _body(1_000)
    assert len(body) == 1_000
    assert small.post("/v1/ask", content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize("announced", [True, False])
def test_a_larger_body_is_413(small: TestClient, announced: bool) -> None:
    body = _body(1_001)
    content = body if announced else (body[i : i + 100] for i in range(0, len(body), 100))
    response = small.post("/v1/ask", content=content, headers=JSON)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert "the limit of 1000 bytes" in response.json()["detail"]


def test_no_more_than_the_limit_is_read(small: TestClient) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 1_000_000:
            sent += 100
            yield b"x" * 100

    assert small.post("/v1/ask", content=endless(), headers=JSON).status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "9" * 400])
def test_a_length_that_is_no_number_does_no_harm(small: TestClient, length: str) -> None:
    headers = {**JSON, "content-length": length}
    response = small.post("/v1/ask", content=_body(100), headers=headers)
    assert response.status_code in (200, 413)
