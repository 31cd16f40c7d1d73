"""The OpenAI-compatible routes, asked by the real client over a real connection."""

import threading
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from fastapi.testclient import TestClient

from assistant.answer import Answer, Citation
from assistant.engine import Engine
from tests.assistant.http.test_events import _engine_that
from tests.conftest import OpenClient

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"
MODEL = "kz-ai-assistant"


@pytest.fixture
def ai(server: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server}/v1", api_key="unused", max_retries=0) as client:
        yield client


def _ask(ai: openai.OpenAI, *messages: Any, **options: Any) -> Any:
    return ai.chat.completions.create(model=MODEL, messages=list(messages), **options)


def _user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def test_an_answer_ends_in_its_notes(ai: openai.OpenAI, engine: Engine) -> None:
    completion = _ask(ai, _user(QUESTION))
    answer = engine.ask(QUESTION)
    [choice] = completion.choices
    content = choice.message.content
    assert content.startswith(f"{answer.answer} [1]")
    assert "\n\n[1] «" in content
    assert "Почему 2026 год стал особым, Kazinform, 2026-01-17" in content
    assert choice.finish_reason == "stop"
    assert completion.model == MODEL
    assert completion.usage.total_tokens == len(QUESTION.split()) + len(content.split())
    assert completion.status == "answered"
    assert [Citation.model_validate(one) for one in completion.citations] == answer.citations


def test_a_refusal_has_no_notes(ai: openai.OpenAI) -> None:
    completion = _ask(ai, _user("Сколько стоит билет в музей?"))
    assert completion.citations == []
    assert completion.status in ("not_in_sources", "off_topic")
    assert "[1]" not in completion.choices[0].message.content


@pytest.mark.parametrize("with_usage", [True, False])
def test_a_stream_is_the_answer_in_pieces(ai: openai.OpenAI, with_usage: bool) -> None:
    whole = _ask(ai, _user(QUESTION))
    chunks = list(
        _ask(ai, _user(QUESTION), stream=True, stream_options={"include_usage": with_usage})
    )
    assert len({chunk.id for chunk in chunks}) == 1
    assert chunks[0].choices[0].delta.role == "assistant"
    pieces = [chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices]
    assert "".join(pieces) == whole.choices[0].message.content
    assert len([piece for piece in pieces if piece]) > 1
    *_, end = [chunk for chunk in chunks if chunk.choices]
    assert end.choices[0].finish_reason == "stop"
    assert (end.citations, end.status) == (whole.citations, "answered")
    usages = [chunk.usage for chunk in chunks if chunk.usage is not None]
    assert usages == ([whole.usage] if with_usage else [])


def test_the_conversation_is_understood(ai: openai.OpenAI, engine: Engine) -> None:
    del engine
    completion = _ask(
        ai,
        {"role": "system", "content": "Answer in verse."},
        _user(QUESTION),
        {"role": "assistant", "content": "86-е место."},
        _user([{"type": "text", "text": "А второй суперкомпьютер?"}]),
        temperature=0.3,
        max_tokens=5,
        tools=[{"type": "function", "function": {"name": "f", "parameters": {}}}],
    )
    assert "Al-Farabium" in completion.choices[0].message.content


def test_the_one_model(ai: openai.OpenAI) -> None:
    assert [model.id for model in ai.models.list()] == [MODEL]
    assert ai.models.retrieve(MODEL).object == "model"
    with pytest.raises(openai.NotFoundError, match="no model is called 'gpt-x'") as caught:
        ai.models.retrieve("gpt-x")
    assert caught.value.code == "model_not_found"


@pytest.mark.parametrize(
    ("messages", "options", "code", "param"),
    [
        ([_user("")], {}, "invalid_question", None),
        ([_user("а" * 100_000)], {}, "invalid_question", None),
        ([_user("a\0")], {}, "invalid_question", None),
        ([_user(QUESTION), {"role": "assistant", "content": "x"}], {}, "invalid_question", None),
        ([], {}, "invalid_request", "messages"),
        ([{"role": "robot", "content": "x"}], {}, "invalid_request", "messages.0.role"),
        ([_user([{"type": "image_url", "image_url": {"url": "x"}}])], {}, "invalid_request", None),
        ([_user(3)], {}, "invalid_request", "messages.0.content"),
        ([_user([{"type": "text"}])], {}, "invalid_request", "messages.0.content"),
        ([_user("Что?")], {"n": 2}, "invalid_request", "n"),
        ([_user("Что?")], {"response_format": {"type": "json_object"}}, "invalid_request",
         "response_format"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [True, False])
def test_a_bad_request_is_the_error_the_client_knows(
    ai: openai.OpenAI,
    messages: list[Any],
    options: dict[str, Any],
    code: str,
    param: str | None,
    stream: bool,
) -> None:
    with pytest.raises(openai.BadRequestError, match="Error code: 400") as caught:
        _ask(ai, *messages, **options, stream=stream)
    assert (caught.value.type, caught.value.code) == ("invalid_request_error", code)
    if param is not None:
        assert caught.value.param == param


def test_another_model_is_not_found(ai: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="there is 'kz-ai-assistant'"):
        ai.chat.completions.create(model="gpt-x", messages=[{"role": "user", "content": "x"}])


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/chat/completions", 405),
        ("POST", "/v1/models", 405),
        ("GET", "/v1/models/x/y", 404),
    ],
)
def test_every_error_there_has_that_form(
    client: TestClient, method: str, path: str, status: int
) -> None:
    response = client.request(method, path, follow_redirects=False)
    assert response.status_code == status
    assert response.json()["error"]["type"] == "invalid_request_error"


def test_a_body_that_is_not_json_has_that_form(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/v1/chat/completions", content=b"{", headers=headers)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "malformed_json"


def test_a_failure_in_a_stream_reaches_the_client(open_client: OpenClient) -> None:
    def fail(*_: Any, **__: Any) -> Answer:
        raise RuntimeError("a secret")

    body = {"model": MODEL, "messages": [_user("Что?")], "stream": True}
    with open_client(_engine_that(fail).open) as client:
        text = client.post("/v1/chat/completions", json=body).text
    assert '"error":{' in text
    assert '"type":"server_error"' in text
    assert "secret" not in text
    assert "[DONE]" not in text


def test_a_slow_answer_is_504(open_client: OpenClient) -> None:
    release = threading.Event()

    def hold(*_: Any, **__: Any) -> None:
        release.wait()

    body = {"model": MODEL, "messages": [_user("Что?")]}
    with open_client(_engine_that(hold).open, request_timeout_s=0.01) as client:
        response = client.post("/v1/chat/completions", json=body)
        release.set()
    assert response.status_code == 504
    assert response.json()["error"]["type"] == "server_error"
