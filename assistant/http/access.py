"""Access: which calls need a key, and what the key must allow."""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256

from fastapi import Request

from assistant.http.errors import ForbiddenError, UnauthenticatedError
from assistant.http.runtime import get_runtime

_BEARER = "bearer "


def require_scope(scope: str) -> Callable[[Request], Awaitable[str]]:
    """A FastAPI dependency: the name of the client, whose key must allow ``scope``.

    It raises:
        UnauthenticatedError: no key, or one that is not known, in ``Authorization: Bearer …``.
        ForbiddenError: the key does not allow it, or no key is set up.
    """

    async def client(request: Request) -> str:
        expected = get_runtime(request).settings.admin_key_hash
        if expected is None:
            raise ForbiddenError(f"no key may {scope} here: set ASSISTANT_ADMIN_KEY_HASH")
        given = request.headers.get("authorization", "")
        if not given.lower().startswith(_BEARER):
            raise UnauthenticatedError("send the key in the header Authorization: Bearer KEY")
        digest = sha256(given[len(_BEARER) :].strip().encode()).hexdigest()
        if not hmac.compare_digest(digest, expected.lower()):
            raise UnauthenticatedError("the key is not known")
        return "admin"

    return client
