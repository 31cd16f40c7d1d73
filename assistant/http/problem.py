"""Problem details (RFC 9457): what went wrong, told to a client."""

import dataclasses
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from assistant.errors import InvalidQuestionError, RecordsError
from assistant.http.errors import HTTPError
from corpus import CorpusError
from index import StoreUnavailableError, UnknownDocumentError

PROBLEM_JSON = "application/problem+json"
_URN = "urn:kz-ai-assistant"
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


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What a client is told of an error: nothing of this server's files and neighbours."""

    status: HTTPStatus
    kind: str
    title: str
    detail: str
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    field: str | None = None


def told_of(error: Exception) -> Told:
    """What is told of an error of the project, or of one that nobody raised on purpose; the log
    has all of what is not told."""
    if isinstance(error, HTTPError):
        return Told(error.status, error.kind, error.title, str(error), error.headers, error.field)
    if isinstance(error, InvalidQuestionError):
        title = "The question cannot be asked"
        return Told(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-question", title, str(error))
    if isinstance(error, UnknownDocumentError):
        return Told(HTTPStatus.NOT_FOUND, "unknown-document", "No such document", str(error))
    if isinstance(error, CorpusError):
        title = "The document cannot be read"
        return Told(HTTPStatus.UNPROCESSABLE_ENTITY, "unreadable-document", title, str(error))
    if isinstance(error, RecordsError):
        _log.error("records_failed", reason=str(error))
        title, detail = "The database cannot be used now", "keys and feedback are out of reach"
        return _unavailable("records-unavailable", title, detail)
    if isinstance(error, StoreUnavailableError):
        _log.error("store_failed", reason=str(error))
        title, detail = "Nothing can be searched now", "the vectors are out of reach"
        return _unavailable("store-unavailable", title, detail)
    _log.error("request_failed", error=type(error).__name__, exc_info=error)
    detail = "an unexpected error; the log holds it under this request's id"
    return Told(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "The assistant failed", detail)


def _unavailable(kind: str, title: str, detail: str) -> Told:
    headers = {"Retry-After": "5"}
    return Told(HTTPStatus.SERVICE_UNAVAILABLE, kind, title, detail, headers)


def problem_of(request: Request, error: Exception) -> tuple[Problem, Mapping[str, str]]:
    """The problem details of any error, and the headers that go with them."""
    if isinstance(error, RequestValidationError):
        return _invalid(request, error), {}
    if isinstance(error, HTTPException):
        return _of_framework(request, error), error.headers or {}
    told = told_of(error)
    errors = None
    if told.field is not None:
        errors = [FieldProblem(pointer=_pointer(("body", told.field)), detail=told.detail)]
    problem = _problem(request, told.status, told.kind, told.title, told.detail, errors)
    return problem, told.headers


def _problem(
    request: Request,
    status: HTTPStatus,
    kind: str,
    title: str,
    detail: str,
    errors: list[FieldProblem] | None = None,
) -> Problem:
    """A problem; lone surrogates in ``detail``, which JSON cannot hold, are replaced."""
    return Problem(
        type=f"{_URN}:problem:{kind}",
        title=title,
        status=int(status),
        detail=detail.encode("utf-8", "replace").decode("utf-8"),
        instance=f"{_URN}:request:{request.state.request_id}",
        errors=errors,
    )


def _unprocessable(
    request: Request,
    kind: str,
    title: str,
    detail: str,
    errors: list[FieldProblem] | None = None,
) -> Problem:
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, kind, title, detail, errors)


def _malformed_json(request: Request) -> Problem:
    title, detail = "The body is not JSON", "expected a JSON object in UTF-8"
    return _problem(request, HTTPStatus.BAD_REQUEST, "malformed-json", title, detail)


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    if any(item["type"] == "json_invalid" for item in error.errors()):
        return _malformed_json(request)
    if isinstance(error.body, bytes):  # FastAPI has left it unread: its type is not JSON
        return _problem(
            request,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "The body is of another type",
            "expected a body and a Content-Type of application/json",
        )
    problems = [
        FieldProblem(pointer=_pointer(_place(item, error.body)), detail=str(item["msg"]))
        for item in error.errors()
    ]
    return _unprocessable(
        request,
        "invalid-request",
        "The request does not match the schema",
        "; ".join(f"{item.pointer or 'body'}: {item.detail}" for item in problems[:5]),
        problems,
    )


def _place(item: Mapping[str, Any], body: Any) -> Sequence[Any]:
    """Where in the body an error is. Among the steps of pydantic are names of its own, such as the
    type tried, which lead to nothing that the client sent."""
    where, *rest = item["loc"] or ("body",)
    if where != "body" or body is None:
        return (where, *rest)
    found, steps = body, [where]
    for i, step in enumerate(rest):
        within = isinstance(found, list) and isinstance(step, int) and step < len(found)
        if within or (isinstance(found, dict) and step in found):
            found = found[step]
        elif not (item["type"] == "missing" and i == len(rest) - 1):
            continue
        steps.append(step)
    return steps


def _pointer(location: Sequence[Any]) -> str:
    """A JSON Pointer for a body location; the bare name for a path or query parameter."""
    where, *rest = location or ("body",)
    if where != "body":
        return ".".join(str(part) for part in rest)
    parts = (str(part) for part in rest if not isinstance(part, int) or len(rest) > 1)
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def _of_framework(request: Request, error: HTTPException) -> Problem:
    if isinstance(error.__cause__, ValueError | RecursionError):
        # What FastAPI makes of JSON that is not UTF-8, too deep, or holds too long a number.
        return _malformed_json(request)
    status = HTTPStatus(error.status_code)
    detail = error.detail if isinstance(error.detail, str) else status.description
    kind = status.phrase.lower().replace(" ", "-")
    return _problem(request, status, kind, status.phrase, detail)
