"""Methods: ``HEAD`` wherever there is ``GET``, and ``Allow`` with all that a path knows."""

from fastapi import FastAPI
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_NOT_OURS = "/mcp"
"""MCP's own; its answer to ``GET`` may be a stream without an end."""


class HeadMiddleware:
    """Answers ``HEAD`` as ``GET`` without the body.

    It belongs inside all others, which see the method that was sent.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = scope["type"] == "http" and scope["method"] == "HEAD"
        if not wanted or scope["path"].startswith(_NOT_OURS):
            await self._app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        # A copy, as the server goes by the method in the original.
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, send_without_body)
        finally:
            if "route" in asked:
                scope["route"] = asked["route"]


def allowed_methods(app: FastAPI, scope: Scope) -> str:
    """The value of ``Allow`` for a path; Starlette names the methods of one route alone."""
    root = scope.get("app_root_path", scope.get("root_path", ""))
    asked = {"type": "http", "path": scope["path"], "root_path": root, "headers": []}
    found = []
    for method in _METHODS:
        for route in app.router.routes:
            match, _ = route.matches({**asked, "method": method})
            if match is Match.FULL and (method == "GET" or not isinstance(route, Mount)):
                found += [method, "HEAD"] if method == "GET" else [method]
                break
    return ", ".join(found)
