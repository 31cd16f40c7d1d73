"""The limit on request bodies, refused with problem details like every other error."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimitMiddleware:
    """Refuses a body of more than ``max_bytes``, read no further than that.

    Under ``upload_path`` the limit is ``max_upload_bytes``.

    FastAPI's ``max_body_size`` does the same but answers in plain text. This one raises inside
    ``receive``, where the application's exception handlers turn it into problem details.
    """

    def __init__(
        self, app: ASGIApp, max_bytes: int, upload_path: str, max_upload_bytes: int
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._upload_path = upload_path
        self._max_upload_bytes = max_upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_upload = scope["path"].startswith(self._upload_path)
        limit = self._max_upload_bytes if is_upload else self._max_bytes
        declared = Headers(scope=scope).get("content-length", "")
        total = int(declared) if declared.isascii() and declared.isdigit() else 0
        too_large = total > limit
        total = 0

        async def receive_within_limit() -> Message:
            nonlocal total
            if too_large:
                raise _error(limit)
            message = await receive()
            total += len(message.get("body", b""))
            if total > limit:
                raise _error(limit)
            return message

        await self._app(scope, receive_within_limit, send)


def _error(limit: int) -> HTTPException:
    return HTTPException(413, f"the body is larger than the limit of {limit} bytes")
