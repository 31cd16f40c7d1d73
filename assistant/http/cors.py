"""Cross-origin requests (CORS): which pages of other sites may call, and what they may read."""

from collections.abc import Sequence

from fastapi import Request
from fastapi.middleware.cors import CORSMiddleware
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.http.problem import problem_of
from assistant.http.problems import problem_response

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
_READABLE = (
    "ETag",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-ID",
)


class CorsMiddleware(CORSMiddleware):
    """Lets the pages of ``origins`` call, and says as problem details what may not be.

    Any header may be sent: clients of the OpenAI API and of MCP send their own, and more with each
    version, and none of them allows anything.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        super().__init__(
            app,
            allow_origins=origins,
            allow_methods=_METHODS,
            allow_headers=("*",),
            expose_headers=_READABLE,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        preflight = "origin" in headers and "access-control-request-method" in headers
        if not preflight or scope["method"] != "OPTIONS":
            await super().__call__(scope, receive, send)
            return
        response = self.preflight_response(request_headers=headers)
        if response.status_code >= 400:
            error = HTTPException(response.status_code, bytes(response.body).decode())
            told = {k: v for k, v in response.headers.items() if not k.startswith("content-")}
            problem, _ = problem_of(Request(scope), error)
            response = problem_response(problem, told)
        await response(scope, receive, send)
