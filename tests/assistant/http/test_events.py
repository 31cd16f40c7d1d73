"""Answers as server-sent events."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from assistant.answer import Answer, Citation
from assistant.engine import Engine
from assistant.http import create_app
from assistant.settings import Settings
from tests.conftest import OpenClient

QUESTION = {"question": "Какое место занимает Alem.Cloud в TOP-500?"}
EVENTS = {"accept": "text/event-stream"}


def events_of(text: str) -> list[tuple[str, Any]]:
    """The (event, data) pairs of a stream, read as a browser reads it."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def _stream(client: TestClient, body: Any = QUESTION, accept: str = "text/event-stream") -> Any:
    return client.post("/v1/ask", json=body, headers={"accept": accept})


def test_the_events_of_an_answer(client: TestClient) -> None:
    response = _stream(client)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-cache"
    assert response.headers["vary"] == "Accept"
    events = events_of(response.text)
    names = [name for name, _ in events]
    answer = Answer.model_validate(events[-2][1])
    assert names == ["status", *["citation"] * len(answer.citations), "answer", "done"]
    assert [Citation.model_validate(data) for name, data in events if name == "citation"] == list(
        answer.citations
    )
    assert events[0][1] == {"stage": "searching"}
    assert events[-1][1] == {"request_id": response.headers["x-request-id"]}


def test_the_answer_is_the_one_without_events(client: TestClient) -> None:
    plain = client.post("/v1/ask", json=QUESTION)
    streamed = dict(events_of(_stream(client).text))["answer"]
    assert plain.headers["vary"] == "Accept"
    assert plain.headers["content-type"] == "application/json"
    assert {**plain.json(), "timings_ms": None} == {**streamed, "timings_ms": None}


def test_a_refusal_has_no_citation_events(client: TestClient) -> None:
    events = events_of(_stream(client, {"question": "Сколько стоит билет в музей?"}).text)
    assert [name for name, _ in events] == ["status", "answer", "done"]


@pytest.mark.parametrize(
    ("accept", "stream"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream; q=0.9, */*;q=0.1", True),
        ("text/event-stream, application/json", True),
        ("application/json, text/event-stream;q=0.5", False),
        ("text/event-stream;q=0", False),
        ("text/event-stream;q=much", False),
        ("*/*", False),
        ("text/html, text/*", False),
        ("", False),
    ],
)
def test_the_client_chooses(client: TestClient, accept: str, stream: bool) -> None:
    content_type = _stream(client, accept=accept).headers["content-type"]
    assert content_type.startswith("text/event-stream") is stream


@pytest.mark.parametrize(
    ("body", "status"), [({"question": ""}, 422), ({"question": "Что?", "top_k": 10**9}, 422)]
)
def test_what_is_wrong_from_the_start_is_a_status(
    client: TestClient, body: Any, status: int
) -> None:
    response = _stream(client, body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def _engine_that(ask: Any) -> type[Engine]:
    return type("Changed", (Engine,), {"ask": ask})


def test_what_fails_later_is_an_error_event(open_client: OpenClient) -> None:
    def fail(*_: Any, **__: Any) -> Answer:
        raise RuntimeError("a secret")

    with open_client(_engine_that(fail).open) as client:
        events = events_of(_stream(client).text)
    assert [name for name, _ in events] == ["status", "error"]
    assert events[1][1]["type"] == "urn:kz-ai-assistant:problem:internal"
    assert "secret" not in json.dumps(events)


@pytest.fixture
def release() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_a_slow_answer_is_an_error_event(open_client: OpenClient, release: threading.Event) -> None:
    def hold(*_: Any, **__: Any) -> None:
        release.wait()

    with open_client(_engine_that(hold).open, request_timeout_s=0.01) as client:
        events = events_of(_stream(client).text)
    assert events[-1][0] == "error"
    assert events[-1][1]["status"] == 504


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_a_client_that_goes_away_is_let_go(data_dir: Path, release: threading.Event) -> None:
    """The response ends while the answer is still being made, and the server goes on."""
    begun = threading.Event()
    plain = Engine.ask

    def hold(self: Engine, *arguments: Any, **options: Any) -> Answer:
        begun.set()
        release.wait()
        return plain(self, *arguments, **options)

    app = create_app(Settings(data_dir=data_dir, max_concurrency=1), _engine_that(hold).open)
    body = [{"type": "http.request", "body": json.dumps(QUESTION).encode(), "more_body": False}]
    sent: list[Message] = []

    async def receive() -> Message:
        if body:
            return body.pop()
        await anyio.to_thread.run_sync(begun.wait)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"accept", b"text/event-stream"), (b"content-type", b"application/json")]
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "method": "POST",
        "path": "/v1/ask", "raw_path": b"/v1/ask", "query_string": b"", "headers": headers,
    }  # fmt: skip
    async with app.router.lifespan_context(app):
        await anyio.to_thread.run_sync(app.state.runtime.wait)
        await app(scope, receive, send)
        assert not release.is_set()
        assert events_of(b"".join(m.get("body", b"") for m in sent).decode()) == [
            ("status", {"stage": "searching"})
        ]
        release.set()
        engine = app.state.runtime.engine
        answer = await app.state.runtime.gate.run(lambda: engine.ask(QUESTION["question"]))
        assert answer.status == "answered"


SEPARATED = "Длина озера\u2028Балхаш\u2029—\u0085605 км."


class _Separated(Engine):
    """An engine whose answers have characters that some take for the end of a line."""

    def ask(self, *arguments: Any, **options: Any) -> Answer:
        answer = super().ask(*arguments, **options)
        return answer.model_copy(update={"answer": SEPARATED})


@pytest.mark.parametrize("route", ["ask", "chat"])
def test_an_event_is_one_line_for_every_client(open_client: OpenClient, route: str) -> None:
    """Read as docs/api.md reads it: ``iter_lines`` of httpx splits as ``str.splitlines`` does."""
    path, body = "/v1/ask", QUESTION
    if route == "chat":
        path = "/v1/chat/completions"
        message = {"role": "user", "content": QUESTION["question"]}
        body = {"model": "kz-ai-assistant", "messages": [message], "stream": True}  # type: ignore[dict-item]
    with open_client(_Separated.open) as client:
        text = client.post(path, json=body, headers=EVENTS).text
    read = ""
    for line in httpx.Response(200, text=text).iter_lines():
        field, _, value = line.partition(": ")
        assert field in ("", "event", "data")
        if field == "data" and value != "[DONE]":
            data = json.loads(value)
            if "choices" in data:
                read += data["choices"][0]["delta"].get("content") or ""
            read += data.get("answer", "")
    assert SEPARATED in read
