"""The chat-model client against a real HTTP server that speaks the protocol, well and badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.endpoint import ChatModel, Endpoint, FakeChatModel
from assistant.endpointsettings import EndpointSettings
from assistant.errors import ComposerError

MESSAGES = [{"role": "user", "content": "Сколько?"}]
Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Plays the queued behaviours in order, the last one for ever; keeps what it was sent."""

    behaviours: list[Behaviour]
    requests: list[dict[str, Any]]

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        type(self).requests.append(
            {
                "path": self.path,
                "authorization": self.headers.get("authorization"),
                **json.loads(self.rfile.read(length)),
            }
        )
        behaviours = type(self).behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self)

    def reply(
        self, status: int, body: bytes, kind: str = "application/json", **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def says(text: str) -> Behaviour:
    body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]})
    return lambda handler: handler.reply(200, body.encode())


def fails(status: int, **headers: str) -> Behaviour:
    return lambda handler: handler.reply(status, b"{}", **headers)


def sends(body: bytes) -> Behaviour:
    return lambda handler: handler.reply(200, body)


def streams(*parts: str, end: bool = True) -> Behaviour:
    events = [json.dumps({"choices": [{"delta": {"content": part}}]}) for part in parts]
    return streams_events(*events, end=end)


def streams_events(*events: str, end: bool = True) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        body = "".join(f"data: {event}\n\n" for event in events)
        if end:
            body += "data: [DONE]\n\n"
        handler.reply(200, body.encode(), "text/event-stream; charset=utf-8")

    return behaviour


def cuts(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices"')
    handler.close_connection = True


def hangs(released: threading.Event) -> Behaviour:
    def behaviour(handler: Handler) -> None:
        released.wait(30)
        handler.close_connection = True

    return behaviour


@contextmanager
def model_server(*behaviours: Behaviour) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The base URL of a server on loopback, and the requests it gets."""

    class Playing(Handler):
        pass

    Playing.behaviours, Playing.requests = list(behaviours), []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Playing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", Playing.requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def settings(url: str, **changes: Any) -> EndpointSettings:
    return EndpointSettings.model_validate({"base_url": url, "model": "tiny", **changes})


def complete(url: str, **changes: Any) -> str:
    with Endpoint(settings(url, **changes)) as endpoint:
        return endpoint.complete(MESSAGES)


def test_a_plain_reply_and_what_is_sent() -> None:
    with model_server(says("Двенадцать [1].")) as (url, requests):
        assert complete(url, api_key="secret") == "Двенадцать [1]."
    [request] = requests
    assert request["path"] == "/v1/chat/completions"
    assert request["authorization"] == "Bearer secret"
    assert (request["model"], request["messages"]) == ("tiny", MESSAGES)
    assert (request["temperature"], request["stream"]) == (0, False)


def test_a_streamed_reply_is_put_together() -> None:
    with model_server(streams("Двена", "дцать", " [1].")) as (url, requests):
        assert complete(url, stream=True) == "Двенадцать [1]."
    assert requests[0]["stream"] is True


@pytest.mark.parametrize(
    "first", [fails(429, retry_after="0"), fails(500), fails(503), cuts, streams("a", end=False)]
)
def test_a_passing_failure_is_tried_again(first: Behaviour) -> None:
    with model_server(first, says("ok")) as (url, requests):
        assert complete(url) == "ok"
    assert len(requests) == 2


def test_tries_are_bounded() -> None:
    with (
        model_server(fails(500)) as (url, requests),
        pytest.raises(ComposerError, match="status 500"),
    ):
        complete(url, retries=1)
    assert len(requests) == 2


def test_a_pause_longer_than_the_time_left_is_not_waited_for() -> None:
    with (
        model_server(fails(429, retry_after="3600")) as (url, requests),
        pytest.raises(ComposerError, match="status 429"),
    ):
        complete(url)
    assert len(requests) == 1


TEXT = '{"choices": [{"delta": {"content": "ok"}}]}'


@pytest.mark.parametrize(
    "event",
    [
        '{"choices": [{"delta": null, "finish_reason": "stop"}]}',
        '{"choices": [{"delta": {}, "finish_reason": "stop"}]}',
        '{"choices": [{"delta": {"role": "assistant", "content": null}}]}',
        '{"choices": [], "usage": {"total_tokens": 3}}',
    ],
)
def test_a_part_without_text_adds_nothing(event: str) -> None:
    with model_server(streams_events(event, TEXT, event)) as (url, _):
        assert complete(url, stream=True) == "ok"


@pytest.mark.parametrize(
    "event",
    [
        "null",
        "[]",
        "3",
        "{}",
        '{"error": {"message": "overloaded"}}',
        '{"choices": null}',
        '{"choices": {}}',
        '{"choices": "text"}',
        '{"choices": [null]}',
        '{"choices": [{}]}',
        '{"choices": [{"delta": "text"}]}',
        '{"choices": [{"delta": ["text"]}]}',
        '{"choices": [{"delta": {"content": 3}}]}',
        '{"choices": [{"delta": {"content": [{"text": "ok"}]}}]}',
        '{"choices": [{"delta": {"content": "\\ud83d"}}]}',
        "[" * 60_000,
        "<html>",
    ],
)
def test_a_part_that_is_not_of_a_completion_is_refused(event: str) -> None:
    with (
        model_server(streams_events(TEXT, event)) as (url, _),
        pytest.raises(ComposerError, match="not a chat completion"),
    ):
        complete(url, stream=True)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": 3}]}',
        b"[]",
        b"\xff",
        b'{"choices": [{"message": {"content": [{"text": "ok"}]}}]}',
        b'{"choices": [{"message": {"content": "\\ud83d"}}]}',
        b"[" * 60_000,
    ],
)
def test_what_is_not_a_completion_is_refused(body: bytes) -> None:
    with (
        model_server(sends(body)) as (url, _),
        pytest.raises(ComposerError, match="not a chat completion"),
    ):
        complete(url)


def test_an_endless_reply_is_refused() -> None:
    with (
        model_server(says("а" * 200_000)) as (url, _),
        pytest.raises(ComposerError, match="too long"),
    ):
        complete(url)


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_of_the_request_is_final(status: int) -> None:
    with (
        model_server(fails(status)) as (url, requests),
        pytest.raises(ComposerError, match=f"status {status}"),
    ):
        complete(url)
    assert len(requests) == 1


def test_an_empty_reply_is_an_error() -> None:
    with model_server(says("  ")) as (url, _), pytest.raises(ComposerError, match="empty"):
        complete(url)


def test_a_slow_model_is_given_up() -> None:
    released = threading.Event()
    with model_server(hangs(released)) as (url, _):
        try:
            with pytest.raises(ComposerError, match=r"no reply within 0\.3 s"):
                complete(url, timeout_s=0.3)
        finally:
            released.set()


def test_a_model_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ComposerError, match="ConnectError"):
        complete("http://127.0.0.1:9/v1", retries=0)


def test_the_fake_plays_its_queue_and_keeps_what_it_was_sent() -> None:
    fake = FakeChatModel("один", ComposerError("down"))
    model: ChatModel = fake
    assert model.complete(MESSAGES) == "один"
    with pytest.raises(ComposerError, match="down"):
        model.complete(MESSAGES)
    with pytest.raises(ComposerError, match="no reply is queued"):
        model.complete(MESSAGES)
    assert fake.sent == [MESSAGES] * 3
