"""Answers as server-sent events, for clients that accept ``text/event-stream``.

========== =========================================================================
event      data
========== =========================================================================
status     ``{"stage": "searching"}``, at once
citation   one ``Citation`` for each, in the order of the answer
answer     the whole ``Answer``, as without events
done       ``{"request_id": "…"}``, the last event of a stream that went well
error      ``Problem`` details, the last event of one that did not
========== =========================================================================
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from fastapi import Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel

from assistant.answer import Answer
from assistant.http.problem import problem_of

_EVENTS = "text/event-stream"
_JSON = "application/json"
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
EVENT_STREAM: dict[str, Any] = {
    _EVENTS: {
        "schema": {"type": "string", "description": "Events: see the description of this call"},
        "example": 'event: status\ndata: {"stage":"searching"}\n\n',
    }
}
"""The stream in the API's description."""


class StatusEvent(BaseModel):
    """What is being done."""

    stage: str


class DoneEvent(BaseModel):
    """The end of a stream that went well."""

    request_id: str


def wants_events(request: Request) -> bool:
    """Whether the client names event streams, and does not like JSON better."""
    shares = dict(_accepted(part) for part in request.headers.get("accept", "").split(","))
    return shares.get(_EVENTS, 0.0) > 0 and shares[_EVENTS] >= shares.get(_JSON, 0.0)


def _accepted(part: str) -> tuple[str, float]:
    media_type, *parameters = (field.strip().lower() for field in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return media_type, float(parameter[2:])
            except ValueError:
                return media_type, 0.0
    return media_type, 1.0


def event_response(request: Request, ask: Callable[[], Awaitable[Answer]]) -> EventSourceResponse:
    """A stream of what ``ask`` answers; where the client goes away, ``ask`` is cancelled."""
    headers = {"cache-control": "no-cache", "x-accel-buffering": "no", "vary": "Accept"}
    return EventSourceResponse(_events(request, ask), headers=headers)


async def _events(request: Request, ask: Callable[[], Awaitable[Answer]]) -> AsyncIterator[bytes]:
    yield _event("status", StatusEvent(stage="searching"))
    try:
        answer = await ask()
    except Exception as error:
        problem, _ = problem_of(request, error)
        yield _event("error", problem)
        return
    for citation in answer.citations:
        yield _event("citation", citation)
    yield _event("answer", answer)
    yield _event("done", DoneEvent(request_id=request.state.request_id))


def _event(name: str, data: BaseModel) -> bytes:
    return format_sse_event(event=name, data_str=one_line(data.model_dump_json()))


def one_line(written: str) -> str:
    """JSON without characters that some clients take for the end of a line; a stream's data ends
    at line feeds and carriage returns alone, but ``str.splitlines`` knows more."""
    return written.translate(_LINE_ENDS)
