"""The chat page, the same page for a portal's frame, and the widget that puts it there."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from assistant.http.headers import content_security_policy

WEB = Path(__file__).resolve().parent.parent / "web"
_FRESH = {"cache-control": "no-cache"}
"""Asked for again each time, answered by 304: an old module never meets a new one."""


class _Files(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_FRESH)
        return response


def install(app: FastAPI, embed_origins: list[str]) -> None:
    """Serve the page. Only the origins of ``embed_origins`` may put ``/embed`` into a frame."""
    framed = _FRESH | {"content-security-policy": content_security_policy(embed_origins)}

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(WEB / "index.html", headers=_FRESH)

    @app.get("/embed", include_in_schema=False)
    async def embedded() -> FileResponse:
        return FileResponse(WEB / "index.html", headers=framed)

    @app.get("/widget.js", include_in_schema=False)
    async def widget() -> FileResponse:
        return FileResponse(WEB / "widget.js", headers=_FRESH)

    app.mount("/static", _Files(directory=WEB), name="static")
