"""Errors that exist over HTTP alone, each with its status.

HTTPError
├── NotReadyError            503  still loading, or loading failed
├── OverloadedError          503  more calls wait than may
├── TooManyPassagesError     422  top_k is over the limit
├── TooSlowError             504  no answer within the time set
├── UnauthenticatedError     401  a key is needed
├── ForbiddenError           403  the key does not allow this
├── RateLimitedError         429  more calls than this client may make
├── NoSuchJobError           404  no job of that id is remembered
├── NoSuchModelError         404  the OpenAI-compatible routes have one model
├── ConflictError            409  the document exists, or the same request is still being read
└── PreconditionFailedError  412  the document is not what the client takes it for
"""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import ClassVar

from corpus import ProjectError


class HTTPError(ProjectError):
    """An error with a status; ``kind`` ends the URN of its problem type.

    ``field`` is that of the body which is at fault, where it is one.
    """

    status: ClassVar[HTTPStatus]
    kind: ClassVar[str]
    title: ClassVar[str]
    field: ClassVar[str | None] = None
    headers: Mapping[str, str] = MappingProxyType({})


class NotReadyError(HTTPError):
    """The models and the index are not loaded yet, or could not be loaded."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    kind = "not-ready"
    title = "The assistant is not ready"
    headers = MappingProxyType({"Retry-After": "2"})


class OverloadedError(HTTPError):
    """More calls wait than the server is set to hold."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    kind = "overloaded"
    title = "Too much at once"
    headers = MappingProxyType({"Retry-After": "2"})


class TooManyPassagesError(HTTPError):
    """More passages are asked for than a server gives; what was asked is not repeated, as it may
    be thousands of digits long."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    kind = "invalid-question"
    title = "The question cannot be asked"
    field = "top_k"


class TooSlowError(HTTPError):
    """A question took longer than the time set for one."""

    status = HTTPStatus.GATEWAY_TIMEOUT
    kind = "timeout"
    title = "The answer took too long"


class UnauthenticatedError(HTTPError):
    """A key is needed, and none that is known was sent."""

    status = HTTPStatus.UNAUTHORIZED
    kind = "unauthenticated"
    title = "A key is needed"
    headers = MappingProxyType({"WWW-Authenticate": "Bearer"})


class ForbiddenError(HTTPError):
    """The client may not do this."""

    status = HTTPStatus.FORBIDDEN
    kind = "forbidden"
    title = "Not allowed"


class RateLimitedError(HTTPError):
    """The client has made more calls than it may; ``headers`` say when it may again."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    kind = "rate-limited"
    title = "Too many calls"

    def __init__(self, message: str, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.headers = headers


class NoSuchJobError(HTTPError):
    """No job has that id, or it is long over."""

    status = HTTPStatus.NOT_FOUND
    kind = "unknown-job"
    title = "No such job"


class NoSuchModelError(HTTPError):
    """No model has that name."""

    status = HTTPStatus.NOT_FOUND
    kind = "model-not-found"
    title = "No such model"


class ConflictError(HTTPError):
    """The request does not go with what is there."""

    status = HTTPStatus.CONFLICT
    kind = "conflict"
    title = "The request conflicts with what is there"


class PreconditionFailedError(HTTPError):
    """The document has changed since the client read it."""

    status = HTTPStatus.PRECONDITION_FAILED
    kind = "precondition-failed"
    title = "The document is another one now"
