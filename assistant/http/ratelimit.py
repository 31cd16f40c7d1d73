"""Rate limits: so many calls in a time for each key, and for each address without one.

Windows slide: the calls of the window before count by the share of it that is still in sight.
"""

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import InvalidSettingError
from assistant.http.access import GUARDED, Client
from assistant.http.errors import RateLimitedError
from assistant.settings import Settings

_IPV6_SITE = 64  # one subscriber has all the addresses of such a network
_log = structlog.get_logger("assistant.http")


class RateLimits:
    """The limits of the settings and the counts against them, in this process or in Redis."""

    def __init__(self, settings: Settings) -> None:
        """Connects to nothing yet.

        Raises:
            InvalidSettingError: the address of Redis is of no use.
        """
        self._by_address = parse(settings.rate_limit) if settings.rate_limit else None
        self._by_key = parse(settings.key_rate_limit) if settings.key_rate_limit else None
        self._limiter = SlidingWindowCounterRateLimiter(_storage(settings))

    async def count(self, client: Client) -> dict[str, str]:
        """Count one call of ``client``; the headers that tell what is left to it.

        Raises:
            RateLimitedError: it has no call left.
        """
        limit = self._by_key if client.key else self._by_address
        if limit is None:
            return {}
        try:
            return await self._count(limit, client.name if client.key else _site(client.address))
        except StorageError as error:
            _log.error("rate_limit_not_counted", reason=str(error))
            return {}

    async def _count(self, limit: RateLimitItem, name: str) -> dict[str, str]:
        """Count one call; the headers that tell what is left."""
        allowed = await self._limiter.hit(limit, name)
        reset, remaining = await self._limiter.get_window_stats(limit, name)
        wait = max(1, math.ceil(reset - time.time()))
        headers = {
            "RateLimit-Policy": f'"client";q={limit.amount};w={limit.get_expiry()}',
            "RateLimit": f'"client";r={remaining};t={wait}',
        }
        if not allowed:
            raise RateLimitedError(
                f"more than {limit.amount} calls in {limit.get_expiry()} s; wait {wait} s",
                {"Retry-After": str(wait), **headers},
            )
        return headers


class RateLimitMiddleware:
    """Counts the guarded calls that ``AccessMiddleware`` let through; 429 from the limit on.

    Responses carry ``RateLimit`` and ``RateLimit-Policy`` (draft-ietf-httpapi-ratelimit-headers).
    Where the counts cannot be had, calls go through: the limit must not be what takes the service
    down.
    """

    def __init__(self, app: ASGIApp, limits: RateLimits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(GUARDED):
            await self._app(scope, receive, send)
            return
        headers = await self._limits.count(scope["state"]["client"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _storage(settings: Settings) -> Storage:
    url = settings.rate_limit_redis
    try:
        found = (
            storage_from_string(
                f"async+{url.get_secret_value()}", implementation="redispy", wrap_exceptions=True
            )
            if url
            else storage_from_string("async+memory://", wrap_exceptions=True)
        )
    except (ConfigurationError, ValueError) as error:
        raise InvalidSettingError(
            "setting ASSISTANT_RATE_LIMIT_REDIS: expected redis://host:port and the package redis"
            " (pip install kz-ai-assistant[redis])"
        ) from error
    assert isinstance(found, Storage)
    return found


def _site(address: str) -> str:
    """What an address is counted under: itself, or the network of an IPv6 subscriber."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, _IPV6_SITE), strict=False))
