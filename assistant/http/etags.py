"""Entity tags and conditional requests (RFC 9110, sections 8.8.3 and 13)."""

import re
from collections.abc import Callable
from hashlib import sha256

from fastapi import Request, Response
from pydantic import BaseModel

from assistant.http.errors import PreconditionFailedError

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"[ \t,]*{_TAG}(?:[ \t]*,[ \t,]*{_TAG})*[ \t,]*")
_ONE = re.compile(_TAG)


def etag_of(content: bytes) -> str:
    """The tag of a representation, quoted as in the header."""
    return f'"{sha256(content).hexdigest()[:32]}"'


def tagged_response(request: Request, model: BaseModel) -> Response:
    """``model`` as JSON with its tag, or 304 where the client has it."""
    content = model.model_dump_json().encode()
    tag = etag_of(content)
    headers = {"etag": tag, "cache-control": "no-cache"}
    if _names(request, "if-none-match", tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def check_conditions(request: Request, read: Callable[[], BaseModel | None]) -> None:
    """Whether what the client wants to change is as ``If-Match`` and ``If-None-Match`` say.

    ``read`` gives what is there, None where nothing is; it is called where a condition is given.

    Raises:
        PreconditionFailedError: a condition is not met, or is no list of tags.
    """
    if "if-match" not in request.headers and "if-none-match" not in request.headers:
        return
    model = read()
    tag = etag_of(model.model_dump_json().encode()) if model is not None else None
    if _names(request, "if-match", tag) is False:
        raise PreconditionFailedError("the document has changed since it was read; read it again")
    if _names(request, "if-none-match", tag, unreadable=True):
        raise PreconditionFailedError("there is such a document, where If-None-Match wants none")


def _names(
    request: Request, header: str, tag: str | None, *, unreadable: bool = False
) -> bool | None:
    """Whether a condition names ``tag``, that of what is there; None where it is not given, and
    ``unreadable`` where it is no list of tags.

    Weak tags count as their strong ones: a proxy that compresses makes weak what was sent strong.
    """
    lines = request.headers.getlist(header)
    if not lines:
        return None
    condition = ", ".join(lines).strip(" \t")
    if condition == "*":
        return tag is not None
    if not _TAGS.fullmatch(condition):
        return unreadable
    return tag in (item.removeprefix("W/") for item in _ONE.findall(condition))
