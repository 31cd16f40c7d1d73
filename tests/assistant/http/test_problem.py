"""What is told of errors, and where in a body they are."""

from typing import Any

import pytest
import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.http.chatschemas import ChatRequest
from assistant.http.problem import problem_of, told_of
from corpus import ProjectError
from index import IndexDamagedError, StoreUnavailableError


def _request() -> Request:
    return Request({"type": "http", "path": "/", "headers": [], "state": {"request_id": "r"}})


def _pointers(model: Any, body: Any) -> list[str]:
    """The pointers of what FastAPI raises for a ``body`` that is no ``model``."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(model).validate_python(body)
    errors = [{**item, "loc": ("body", *item["loc"])} for item in caught.value.errors()]
    problem, _ = problem_of(_request(), RequestValidationError(errors, body=body))
    assert problem.errors is not None
    return [error.pointer for error in problem.errors]


class Inner(BaseModel, extra="forbid"):
    name: str


class Outer(BaseModel, extra="forbid"):
    value: int | list[Inner] | Inner = 0


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"a/b~c": 1}, {"/a~1b~0c"}),
        ({"value": "x"}, {"/value"}),
        ({"value": [{"name": "x"}, {"name": 3}]}, {"/value", "/value/1/name"}),
        ({"value": [{}]}, {"/value", "/value/0/name"}),
        ({"value": {"int": 1, "name": 3}}, {"/value", "/value/int", "/value/name"}),
        ({"value": {}}, {"/value", "/value/name"}),
        ([], {""}),
    ],
)
def test_a_pointer_leads_to_what_was_sent(body: Any, pointers: set[str]) -> None:
    assert set(_pointers(Outer, body)) == pointers


@pytest.mark.parametrize("content", [3, [{"type": "text"}], [{"type": "image"}]])
def test_a_pointer_names_no_type_that_was_tried(content: Any) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": content}]}
    for pointer in _pointers(ChatRequest, body):
        *_, last = pointer.split("/")
        assert pointer.startswith("/messages/0/content")
        assert last in ("content", "type", "text")


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (IndexDamagedError("/srv/data/index/builds/1/catalog.sqlite: too short"), 500, "the log"),
        (StoreUnavailableError("the Milvus at http://milvus.internal:19530"), 503, "the vectors"),
        (ProjectError("/etc/secret"), 500, "the log"),
        (RuntimeError("/etc/secret"), 500, "the log"),
    ],
)
def test_nothing_inside_is_told_and_the_log_has_all(
    error: Exception, status: int, detail: str
) -> None:
    with structlog.testing.capture_logs() as lines:
        told = told_of(error)
    assert told.status == status
    assert detail in told.detail
    assert str(error) not in repr(told)
    [line] = lines
    assert str(error) in (line.get("reason"), str(line.get("exc_info")))
