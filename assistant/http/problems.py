"""Every error over HTTP becomes problem details; ``install`` sees to it."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.http.methods import allowed_methods
from assistant.http.problem import PROBLEM_JSON, Problem, problem_of
from corpus import ProjectError

Renderer = Callable[[Problem, Mapping[str, str]], JSONResponse]
"""Makes a response of a problem, for clients that expect another form of it."""


def problem_response(problem: Problem, headers: Mapping[str, str]) -> JSONResponse:
    """The ordinary form of a problem."""
    return JSONResponse(
        problem.model_dump(mode="json", exclude_none=True),
        status_code=problem.status,
        media_type=PROBLEM_JSON,
        headers=dict(headers),
    )


class UnexpectedErrorMiddleware:
    """Answers an unexpected error inside the layer that adds headers.

    Starlette's own layer for it is outermost: its response has no request id and no security
    headers. Where a response has begun, the connection is cut, so that no one takes it for whole.
    """

    def __init__(self, app: ASGIApp, respond: Callable[[Request, Exception], JSONResponse]) -> None:
        self._app = app
        self._respond = respond

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
            await self._respond(Request(scope), error)(scope, receive, send)


def install(app: FastAPI, forms: Mapping[str, Renderer]) -> None:
    """Make every error of ``app`` a response; ``forms`` has path prefixes with another form."""

    def respond(request: Request, error: Exception) -> JSONResponse:
        path = request.scope["path"]
        render = next(
            (form for prefix, form in forms.items() if path.startswith(prefix)), problem_response
        )
        problem, headers = problem_of(request, error)
        if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
            headers = {**headers, "Allow": allowed_methods(app, request.scope)}
        return render(problem, headers)

    async def handle(request: Request, error: Exception) -> JSONResponse:
        return respond(request, error)

    for kind in (ProjectError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, handle)
    app.add_middleware(UnexpectedErrorMiddleware, respond=respond)


DESCRIPTIONS = {
    400: "The body is not JSON, or not what its type says",
    401: "A key is needed",
    403: "The key does not allow this",
    404: "There is no such thing",
    409: "The request conflicts with what is there",
    412: "The document is not as the conditions say",
    413: "The body is larger than the limit",
    415: "The body is of a type that is not read here",
    422: "The question or a field is not acceptable",
    429: "More calls than this client may make; see Retry-After",
    500: "The assistant failed",
    503: "Not ready, too much at once, or vectors or keys out of reach; see Retry-After",
    504: "It took too long",
}
"""What each error is, in the API's description."""


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Descriptions of the errors of a route, for its ``responses``."""
    return {
        status: {
            "model": Problem,
            "description": DESCRIPTIONS[status],
            "content": {PROBLEM_JSON: {}},
        }
        for status in statuses
    }


QUESTION_PROBLEMS = problem_responses(400, 413, 415, 422, 503, 504)
"""The errors of a route that takes a JSON body and searches."""
