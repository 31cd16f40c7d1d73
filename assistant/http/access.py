"""Access: who calls, which calls need a key, and what the key must allow.

Asking and searching are open, or need a key of the scope read where ``require_key`` says so;
what changes documents always needs one of the scope write. The page, its files and the health
checks are open to all.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.http.errors import ForbiddenError, UnauthenticatedError
from assistant.records import Key, Keys
from assistant.records import Scope as KeyScope
from assistant.records.keys import PREFIX

GUARDED = ("/v1/", "/mcp", "/metrics")
"""Paths that may need a key, and whose calls are counted against rate limits."""

KEY_NEEDED: list[dict[str, list[str]]] = [{"key": []}]
"""The ``security`` of a call that always takes a key, in the API's description."""

_SETTING_KEY = Key(
    id="ASSISTANT_ADMIN_KEY_HASH",
    name="the key of the settings",
    scopes=frozenset({KeyScope.ADMIN}),
    created=datetime.fromtimestamp(0, UTC),
    expires=None,
    revoked=None,
)


@dataclass(frozen=True, slots=True)
class Client:
    """Who calls: a key, or an address without one."""

    address: str
    key: Key | None = None

    @property
    def name(self) -> str:
        """Tells it from others."""
        return f"key:{self.key.id}" if self.key else f"address:{self.address}"


def audience(request: Request) -> str:
    """Those who may be given the same kept answer: the holder of a key, or all without one."""
    key = request.state.client.key
    return f"key:{key.id}" if key else ""


class AccessMiddleware:
    """Finds out the client of each guarded call, and turns away one without a key it needs.

    Where no key is needed, one that was not made here is ignored: clients of the OpenAI API send
    something always. One that was made here and counts no more is refused, so that its holder
    learns of it.
    """

    def __init__(
        self, app: ASGIApp, keys: Keys, admin_key_hash: str | None, require_key: bool
    ) -> None:
        self._app = app
        self._keys = keys
        self._admin_key_hash = admin_key_hash
        self._require_key = require_key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(GUARDED):
            scope.setdefault("state", {})["client"] = await self._client(scope)
        await self._app(scope, receive, send)

    async def _client(self, scope: Scope) -> Client:
        address = scope["client"][0] if scope.get("client") else "unknown"
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        secret = given.strip() if scheme.lower() == "bearer" else ""
        key = await self._key(secret) if secret else None
        if key is None and (secret.startswith(PREFIX) or (secret and self._require_key)):
            raise UnauthenticatedError("the key is not known, has expired or was revoked")
        if self._require_key:
            _check(key, KeyScope.READ)
        return Client(address, key)

    async def _key(self, secret: str) -> Key | None:
        if self._admin_key_hash is not None:
            digest = sha256(secret.encode()).hexdigest()
            if hmac.compare_digest(digest, self._admin_key_hash.lower()):
                return _SETTING_KEY
        return await run_in_threadpool(self._keys.check, secret)


def require_scope(scope: str) -> Callable[[Request], Awaitable[str]]:
    """A FastAPI dependency: the name of the client, whose key must allow ``scope``.

    It raises:
        UnauthenticatedError: no key, or one that is not known, in ``Authorization: Bearer …``.
        ForbiddenError: the key does not allow it.
    """
    wanted = KeyScope(scope)

    async def client(request: Request) -> str:
        found = request.state.client
        assert isinstance(found, Client)
        _check(found.key, wanted)
        return found.name

    return client


def _check(key: Key | None, scope: KeyScope) -> None:
    if key is None:
        raise UnauthenticatedError(
            f"send a key of the scope {scope} in the header Authorization: Bearer KEY"
            f" (assistant keys create --scope {scope})"
        )
    if not key.allows(scope):
        raise ForbiddenError(f"the key {key.name!r} does not allow to {scope}")
