"""Entity tags and conditional requests (RFC 9110, section 13)."""

from hashlib import sha256

from fastapi import Request, Response
from pydantic import BaseModel

from assistant.http.errors import PreconditionFailedError


def etag_of(content: bytes) -> str:
    """The tag of a representation, quoted as in the header."""
    return f'"{sha256(content).hexdigest()[:32]}"'


def tagged_response(request: Request, model: BaseModel) -> Response:
    """``model`` as JSON with its tag, or 304 where the client has it."""
    content = model.model_dump_json().encode()
    tag = etag_of(content)
    headers = {"etag": tag, "cache-control": "no-cache"}
    if _names(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def check_unchanged(request: Request, model: BaseModel | None) -> None:
    """Whether what the client wants to change is still what it has seen (``If-Match``).

    Raises:
        PreconditionFailedError: it is not, or (``model`` None) it is not there any more.
    """
    condition = request.headers.get("if-match")
    if condition is None:
        return
    tag = etag_of(model.model_dump_json().encode()) if model is not None else ""
    if model is None or not _names(condition, tag):
        raise PreconditionFailedError("the document has changed since it was read; read it again")


def _names(condition: str, tag: str) -> bool:
    """Whether a list of tags holds ``tag``; compression along the way may have made them weak."""
    return any(item.strip().removeprefix("W/") in ("*", tag) for item in condition.split(","))
