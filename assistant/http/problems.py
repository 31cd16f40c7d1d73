"""Errors over HTTP, as problem details (RFC 9457, ``application/problem+json``)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import InvalidQuestionError
from corpus import ProjectError
from index import UnknownDocumentError

PROBLEM_JSON = "application/problem+json"
_log = structlog.get_logger("assistant.http")


class FieldProblem(BaseModel):
    """What is wrong with one field of a request."""

    pointer: str = Field(description="JSON Pointer (RFC 6901) into the body, or a parameter's name")
    detail: str


class Problem(BaseModel):
    """Problem details; ``type`` is a URN that stays the same between releases."""

    type: str = Field(examples=["urn:kz-ai-assistant:problem:invalid-question"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="A URN that ends in the request's id (X-Request-ID)")
    errors: list[FieldProblem] | None = None


class NotReadyError(ProjectError):
    """The models and the index are not loaded yet, or could not be loaded."""


class OverloadedError(ProjectError):
    """More questions wait than the server is set to hold."""


class TooSlowError(ProjectError):
    """A question took longer than the time set for one."""


_KINDS: dict[type[ProjectError], tuple[HTTPStatus, str, str]] = {
    InvalidQuestionError: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid-question",
        "The question cannot be asked",
    ),
    UnknownDocumentError: (HTTPStatus.NOT_FOUND, "unknown-document", "No such document"),
    NotReadyError: (HTTPStatus.SERVICE_UNAVAILABLE, "not-ready", "The assistant is not ready"),
    OverloadedError: (HTTPStatus.SERVICE_UNAVAILABLE, "overloaded", "Too many questions at once"),
    TooSlowError: (HTTPStatus.GATEWAY_TIMEOUT, "timeout", "The answer took too long"),
}
_RETRY_AFTER_S = "2"


def problem_response(
    request: Request,
    status: HTTPStatus,
    kind: str,
    title: str,
    detail: str,
    *,
    errors: list[FieldProblem] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """A response with problem details; lone surrogates in ``detail`` are replaced."""
    problem = Problem(
        type=f"urn:kz-ai-assistant:problem:{kind}",
        title=title,
        status=int(status),
        detail=detail.encode("utf-8", "replace").decode("utf-8"),
        instance=f"urn:kz-ai-assistant:request:{request.state.request_id}",
        errors=errors,
    )
    return JSONResponse(
        problem.model_dump(mode="json", exclude_none=True),
        status_code=int(status),
        media_type=PROBLEM_JSON,
        headers=headers,
    )


def _pointer(location: Sequence[Any]) -> str:
    """A JSON Pointer for a body location; the bare name for a path or query parameter."""
    where, *rest = location or ("body",)
    if where == "body":
        return "".join(f"/{part}" for part in rest if not isinstance(part, int) or len(rest) > 1)
    return ".".join(str(part) for part in rest)


async def _project_error(request: Request, error: Exception) -> JSONResponse:
    status, kind, title = next(
        (entry for cls, entry in _KINDS.items() if isinstance(error, cls)),
        (HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "The assistant failed"),
    )
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("request_failed", error=type(error).__name__, exc_info=error)
    retry = {"Retry-After": _RETRY_AFTER_S} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return problem_response(request, status, kind, title, str(error), headers=retry)


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems = [
        FieldProblem(pointer=_pointer(item["loc"]), detail=str(item["msg"]))
        for item in error.errors()
    ]
    if any(item["type"] == "json_invalid" for item in error.errors()):
        return _malformed_json(request)
    if isinstance(error.body, bytes):  # FastAPI has left it unread: its type is not JSON
        return problem_response(
            request,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "The body is of another type",
            "expected a body and a Content-Type of application/json",
        )
    detail = "; ".join(f"{item.pointer or 'body'}: {item.detail}" for item in problems[:5])
    return problem_response(
        request,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid-request",
        "The request does not match the schema",
        detail,
        errors=problems,
    )


def _malformed_json(request: Request) -> JSONResponse:
    return problem_response(
        request,
        HTTPStatus.BAD_REQUEST,
        "malformed-json",
        "The body is not JSON",
        "expected a JSON object in UTF-8",
    )


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, ValueError | RecursionError):
        # What FastAPI makes of JSON that is not UTF-8, too deep, or holds too long a number.
        return _malformed_json(request)
    status = HTTPStatus(error.status_code)
    detail = error.detail if isinstance(error.detail, str) else status.description
    kind = status.phrase.lower().replace(" ", "-")
    headers = dict(error.headers) if error.headers else None
    return problem_response(request, status, kind, status.phrase, detail, headers=headers)


async def _unexpected_error(request: Request, error: Exception) -> JSONResponse:
    _log.error("request_failed", error=type(error).__name__, exc_info=error)
    return problem_response(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "The assistant failed",
        "an unexpected error; the log holds it under this instance's id",
    )


class UnexpectedErrorMiddleware:
    """Answers an unexpected error inside the layer that adds headers.

    Starlette's own layer for it is outermost: its response has no request id and no security
    headers. Where a response has begun, the connection is cut, so that no one takes it for whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched_send(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception as error:
            if begun:
                raise
            response = await _unexpected_error(Request(scope), error)
            await response(scope, receive, send)


def install(app: FastAPI) -> None:
    """Make every error of ``app`` a problem details response."""
    app.add_middleware(UnexpectedErrorMiddleware)
    app.add_exception_handler(ProjectError, _project_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)


_DESCRIPTIONS = {
    400: "The body is not JSON",
    404: "There is no such thing",
    413: "The body is larger than the limit",
    415: "The body is of a type that is not read here",
    422: "The question or a field is not acceptable",
    503: "Not ready, or too many questions at once; see Retry-After",
    504: "The answer took too long",
}


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Descriptions of the errors of a route, for its ``responses``."""
    return {
        status: {
            "model": Problem,
            "description": _DESCRIPTIONS[status],
            "content": {PROBLEM_JSON: {}},
        }
        for status in statuses
    }


QUESTION_PROBLEMS = problem_responses(400, 413, 415, 422, 503, 504)
"""The errors of a route that takes a JSON body and searches."""
