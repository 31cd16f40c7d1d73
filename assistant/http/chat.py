"""The OpenAI-compatible routes: ``/v1/chat/completions`` and ``/v1/models``."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, format_sse_event

from assistant.answer import Answer
from assistant.engine import Asking
from assistant.http.access import audience
from assistant.http.chatschemas import (
    MODEL,
    ChatChunk,
    ChatCompletion,
    ChatRequest,
    ChunkChoice,
    Delta,
    ErrorBody,
    ErrorResponse,
    Model,
    Models,
    Usage,
)
from assistant.http.errors import NoSuchModelError
from assistant.http.events import one_line
from assistant.http.problem import Problem, problem_of
from assistant.http.runtime import Runtime, RuntimeDep
from assistant.question import normalise

PATHS = ("/v1/chat/completions", "/v1/models")
"""Where errors have the form that clients of the OpenAI API expect."""

router = APIRouter(tags=["OpenAI-compatible"])
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorResponse, "description": text}
    for status, text in {
        400: "The request is not acceptable",
        404: "There is no such model",
        413: "The body is larger than the limit",
        415: "The body is not JSON",
        503: "Not ready, too much at once, or vectors out of reach; see Retry-After",
        504: "The answer took too long",
    }.items()
}


def error_response(problem: Problem, headers: Mapping[str, str]) -> JSONResponse:
    """A problem as clients of the OpenAI API expect it; they know no 422, it is 400."""
    status = 400 if problem.status == 422 else problem.status
    return JSONResponse(
        _error(problem).model_dump(mode="json"), status_code=status, headers=dict(headers)
    )


def _error(problem: Problem) -> ErrorResponse:
    at_fault = "invalid_request_error" if problem.status < 500 else "server_error"
    pointer = problem.errors[0].pointer if problem.errors else None
    return ErrorResponse(
        error=ErrorBody(
            message=problem.detail,
            type="authentication_error" if problem.status == 401 else at_fault,
            param=_parameter(pointer) if pointer else None,
            code=problem.type.rpartition(":")[2].replace("-", "_"),
        )
    )


def _parameter(pointer: str) -> str:
    """A JSON Pointer as that API writes it, ``messages.0.role``."""
    steps = pointer.removeprefix("/").split("/")
    return ".".join(step.replace("~1", "/").replace("~0", "~") for step in steps)


@router.post(
    "/v1/chat/completions",
    response_model=ChatCompletion,
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
        **_ERRORS,
    },
)
async def chat_completions(
    body: ChatRequest, request: Request, runtime: RuntimeDep
) -> ChatCompletion | EventSourceResponse:
    """Answer the last message of a conversation.

    The text ends in numbered notes; `citations` and `status` are extensions, in a stream carried
    by the chunk that ends it. `usage` counts words.
    """
    _check_model(body.model)
    question, history = body.conversation()
    normalise(question, runtime.settings.answer.max_question_chars)
    engine = runtime.engine

    asking: Asking = {"history": history, "audience": audience(request)}
    kept = runtime.recall(question, **asking)

    async def ask() -> Answer:
        if kept is not None:
            return kept
        return await runtime.gate.run(lambda: engine.ask(question, **asking))

    if not body.stream:
        return ChatCompletion.of(question, await ask())
    if kept is None:
        runtime.gate.check()
    with_usage = body.stream_options is not None and body.stream_options.include_usage
    return EventSourceResponse(
        _chunks(request, question, ask, with_usage=with_usage),
        headers={"cache-control": "no-cache", "x-accel-buffering": "no"},
    )


@router.get("/v1/models", responses={503: _ERRORS[503]})
def models(runtime: RuntimeDep) -> Models:
    """The one model there is."""
    return Models(data=[_model(runtime)])


@router.get(
    "/v1/models/{model}",
    responses={
        404: _ERRORS[404],
        503: _ERRORS[503],
    },
)
def model(model: str, runtime: RuntimeDep) -> Model:
    """The model of that id."""
    _check_model(model)
    return _model(runtime)


def _model(runtime: Runtime) -> Model:
    return Model(id=MODEL, created=int(runtime.engine.manifest.created.timestamp()))


def _check_model(name: str) -> None:
    if name != MODEL:
        raise NoSuchModelError(f"no model is called {name!r}; there is {MODEL!r}")


async def _chunks(
    request: Request, question: str, ask: Callable[[], Awaitable[Answer]], *, with_usage: bool
) -> AsyncIterator[bytes]:
    first = ChatChunk(choices=[ChunkChoice(delta=Delta(role="assistant", content=""))])
    yield _data(first)
    try:
        completion = ChatCompletion.of(question, await ask())
    except Exception as error:
        problem, _ = problem_of(request, error)
        yield _data(_error(problem))
        return
    shared: dict[str, Any] = {"id": first.id, "created": first.created}
    content = completion.choices[0].message.content
    for piece in content.splitlines(keepends=True):
        yield _data(ChatChunk(**shared, choices=[ChunkChoice(delta=Delta(content=piece))]))
    yield _data(
        ChatChunk(
            **shared,
            choices=[ChunkChoice(delta=Delta(), finish_reason="stop")],
            status=completion.status,
            citations=completion.citations,
        )
    )
    if with_usage:
        yield _data(ChatChunk(**shared, choices=[], usage=Usage.of(question, content)))
    yield format_sse_event(data_str="[DONE]")


def _data(chunk: ChatChunk | ErrorResponse) -> bytes:
    """An event; what a chunk does not have is left out, what a citation does not have is null."""
    empty = {name for name, value in chunk if value is None}
    return format_sse_event(data_str=one_line(chunk.model_dump_json(exclude=empty)))
