"""The application factory."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Optional

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.telemetry import TelemetryConfig
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.engine import Engine
from assistant.http import (
    chat,
    description,
    documents,
    exposition,
    feedback,
    page,
    problems,
    routes,
)
from assistant.http.access import AccessMiddleware
from assistant.http.bodylimit import BodyLimitMiddleware
from assistant.http.cors import CorsMiddleware
from assistant.http.headers import HeadersMiddleware
from assistant.http.methods import HeadMiddleware
from assistant.http.metrics import MetricsMiddleware
from assistant.http.ratelimit import RateLimitMiddleware, RateLimits
from assistant.http.runtime import Runtime
from assistant.settings import Settings

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from assistant.http.tracing import Tracing

# FastAPI would tell whatever global provider there is the path as called and the query string.
_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "auto_configure": False,
}


def create_app(
    settings: Settings, open_engine: Callable[[Settings], Engine] = Engine.open
) -> FastAPI:
    """The app; its engine starts loading when the server starts.

    The interactive documentation pages of FastAPI are off: they load scripts from other hosts,
    which this service never does. The description itself is at ``/openapi.json``.
    """
    tracing = _tracing(settings)
    runtime = Runtime(settings, tracing.watch(open_engine) if tracing else open_engine)
    tools = _tools(runtime)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        runtime.start()
        async with tools.session_manager.run() if tools else nullcontext():
            yield
        runtime.close()
        if tracing is not None:
            tracing.close()

    app = FastAPI(
        title="kz-ai-assistant",
        summary="Cited answers on Kazakhstan's national AI programme",
        version=version("kz-ai-assistant"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # a redirect would name the Host that the client sent
        telemetry=_NO_TELEMETRY,
    )
    app.state.runtime = runtime
    app.add_middleware(HeadMiddleware)
    app.add_middleware(
        BodyLimitMiddleware,
        max_bytes=settings.max_body_bytes,
        upload_path="/v1/documents",
        max_upload_bytes=settings.max_upload_bytes,
    )
    app.add_middleware(RateLimitMiddleware, limits=RateLimits(settings))
    app.add_middleware(
        AccessMiddleware,
        keys=runtime.keys,
        admin_key_hash=settings.admin_key_hash,
        require_key=settings.require_key,
    )
    problems.install(app, dict.fromkeys(chat.PATHS, chat.error_response))
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    if settings.cors_origins:
        app.add_middleware(CorsMiddleware, origins=settings.cors_origins)
    app.add_middleware(MetricsMiddleware, metrics=runtime.metrics)
    if tracing is not None:
        from assistant.http.tracing import TracingMiddleware

        app.add_middleware(TracingMiddleware, tracing=tracing)
    app.add_middleware(HeadersMiddleware)
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    app.include_router(routes.router)
    app.include_router(documents.router)
    app.include_router(chat.router)
    app.include_router(feedback.router)
    app.include_router(exposition.router)
    if tools is not None:
        from assistant.toolserver import http_routes

        app.router.routes.extend(http_routes(tools, settings))
    description.install(app, require_key=settings.require_key)
    page.install(app, settings.embed_origins)
    return app


def _tools(runtime: Runtime) -> Optional["MCPServer[Any]"]:
    if not runtime.settings.mcp:
        return None
    from assistant.toolserver import make_server  # needs the extra

    return make_server(runtime)


def _tracing(settings: Settings) -> Optional["Tracing"]:
    if settings.otel_endpoint is None:
        return None
    from assistant.http.tracing import Tracing  # needs the extra

    return Tracing(settings.otel_endpoint)
