"""A chat model behind an OpenAI-compatible endpoint (vLLM, Ollama, a state model).

Protocol: ``POST {base_url}/chat/completions``, plain or streamed as server-sent events, as OpenAI's
API reference describes it.
"""

import json
import time
from collections.abc import Iterator, Sequence
from typing import Protocol, Self

import httpx

from assistant.endpointsettings import EndpointSettings
from assistant.errors import ComposerError

_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_FIRST_PAUSE_S = 0.2
_MAX_REPLY_CHARS = 20_000


class ChatModel(Protocol):
    """Something that completes a conversation."""

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The reply's text.

        Raises:
            ComposerError: there is no usable reply.
        """
        ...


class FakeChatModel:
    """A shipped fake for tests: gives queued replies in order and keeps what it was sent.

    A queued ComposerError is raised instead.
    """

    def __init__(self, *replies: str | ComposerError) -> None:
        self._replies = list(replies)
        self.sent: list[list[dict[str, str]]] = []

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The next queued reply; ComposerError when none is left."""
        self.sent.append(list(messages))
        if not self._replies:
            raise ComposerError("no reply is queued")
        reply = self._replies.pop(0)
        if isinstance(reply, ComposerError):
            raise reply
        return reply


class _RetryableError(Exception):
    """A failure that another try may not meet; ``pause_s`` is what the server asks for."""

    def __init__(self, reason: str, pause_s: float | None = None) -> None:
        super().__init__(reason)
        self.pause_s = pause_s


class Endpoint:
    """A ChatModel over HTTP. Safe to share between threads."""

    def __init__(self, settings: EndpointSettings) -> None:
        self._settings = settings
        key = settings.api_key
        self._client = httpx.Client(
            headers={"authorization": f"Bearer {key.get_secret_value()}"} if key else {},
            trust_env=False,
        )
        self._url = f"{str(settings.base_url).rstrip('/')}/chat/completions"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The reply's text, tried again after 429, 5xx and broken connections while time is left.

        Raises:
            ComposerError: no reply in time, or none that can be read.
        """
        deadline = time.monotonic() + self._settings.timeout_s
        for attempt in range(self._settings.retries + 1):
            try:
                return self._try(messages, deadline)
            except _RetryableError as error:
                pause = error.pause_s if error.pause_s is not None else _FIRST_PAUSE_S * 2**attempt
                last = attempt == self._settings.retries
                if last or time.monotonic() + pause >= deadline:
                    raise ComposerError(f"the model endpoint {self._url}: {error}") from error
                time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _try(self, messages: Sequence[dict[str, str]], deadline: float) -> str:
        left = deadline - time.monotonic()
        if left <= 0:
            raise ComposerError(f"the model endpoint {self._url}: no time is left")
        body = {
            "model": self._settings.model,
            "messages": list(messages),
            "max_tokens": self._settings.max_tokens,
            "temperature": 0,
            "stream": self._settings.stream,
        }
        try:
            with self._client.stream("POST", self._url, json=body, timeout=left) as response:
                if response.status_code in _RETRIED:
                    raise _RetryableError(
                        f"status {response.status_code}", _retry_after(response.headers)
                    )
                if response.status_code != httpx.codes.OK:
                    raise ComposerError(
                        f"the model endpoint {self._url}: status {response.status_code}"
                    )
                text = self._read(response, deadline)
        except httpx.TimeoutException as error:
            raise ComposerError(
                f"the model endpoint {self._url}: no reply within {self._settings.timeout_s:g} s"
            ) from error
        except httpx.HTTPError as error:
            raise _RetryableError(f"{type(error).__name__}: {error}") from error
        if not text.strip():
            raise ComposerError(f"the model endpoint {self._url}: an empty reply")
        return text

    def _read(self, response: httpx.Response, deadline: float) -> str:
        streamed = response.headers.get("content-type", "").startswith("text/event-stream")
        try:
            text = "".join((self._deltas if streamed else self._whole)(response, deadline))
            text.encode()  # half a surrogate pair would fail where the answer is sent
            return text
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise ComposerError(
                f"the model endpoint {self._url}: not a chat completion"
                f" ({type(error).__name__}: {error})"
            ) from error

    def _whole(self, response: httpx.Response, deadline: float) -> Iterator[str]:
        chunks: list[bytes] = []
        for chunk in response.iter_bytes():
            self._check_time(deadline)
            chunks.append(chunk)
            if sum(map(len, chunks)) > 4 * _MAX_REPLY_CHARS:
                raise ValueError("the reply is too long")
        yield _content(json.loads(b"".join(chunks))["choices"][0]["message"])

    def _deltas(self, response: httpx.Response, deadline: float) -> Iterator[str]:
        length = 0
        for line in response.iter_lines():
            self._check_time(deadline)
            if not line.startswith("data:"):
                continue
            data = line.removeprefix("data:").strip()
            if data == "[DONE]":
                return
            choices = json.loads(data)["choices"]
            delta = "" if choices == [] else _content(choices[0]["delta"])
            length += len(delta)
            if length > _MAX_REPLY_CHARS:
                raise ValueError("the reply is too long")
            yield delta
        raise _RetryableError("the stream broke off before its end")

    def _check_time(self, deadline: float) -> None:
        # httpx bounds each read, not the whole: a server may trickle bytes for ever.
        if time.monotonic() > deadline:
            raise ComposerError(
                f"the model endpoint {self._url}: no reply within {self._settings.timeout_s:g} s"
            )


def _content(message: object) -> str:
    """The text of a message or of a part of one; empty where it has none."""
    if message is None:
        return ""
    if not isinstance(message, dict):
        raise TypeError(f"a message is an object, not {type(message).__name__}")
    content = message.get("content")
    if content is not None and not isinstance(content, str):
        raise TypeError(f"content is a text, not {type(content).__name__}")
    return content or ""


def _retry_after(headers: httpx.Headers) -> float | None:
    value = headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdigit() else None
