"""Serving the app with uvicorn, in one process or in several."""

import os
import socket
import sys
import tempfile
from functools import partial

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from assistant.engine import Engine
from assistant.errors import ServerStartError
from assistant.http import loglines
from assistant.http.app import create_app
from assistant.logs import configure
from assistant.settings import Settings

_FINISHING_S = 2
_HUNG_S = 60


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound before anything is loaded, so that a port in use fails at once."""
    listener = None
    try:
        # With the protocol told, asyncio sends small responses at once (TCP_NODELAY); without it
        # the body of each waits for the acknowledgement of its head, up to 40 ms.
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        if listener is not None:
            listener.close()
        reason = error.strerror or str(error)
        raise ServerStartError(
            f"cannot listen on {host} port {port}: {reason}; choose another with --port"
        ) from error
    return listener


def worker_app(settings: Settings) -> FastAPI:
    """The app of one worker, in its own process."""
    configure(settings.log_level)
    loglines.install()
    return create_app(settings)


def run(settings: Settings, workers: int = 1) -> None:
    """Serve until interrupted, then finish what was begun.

    Several workers share the socket, and the index by the pages of its files; what a worker holds
    in memory (the model, conversations, jobs, rate limits without Redis) is its own.

    Raises:
        ServerStartError: the address cannot be listened on.
        ProjectError: a setting is of no use or, with several workers, the index is.
    """
    listener = _listen(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    loglines.install()
    app = create_app(settings)
    config = uvicorn.Config(
        app if workers == 1 else partial(worker_app, settings),
        factory=workers > 1,
        workers=workers,
        timeout_worker_healthcheck=_HUNG_S,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the app has its own, with a setting
        # A question has its own limit, so that whatever was begun ends in this time; documents
        # that change then have JOBS_ENDING_S more.
        timeout_graceful_shutdown=int(settings.request_timeout_s) + _FINISHING_S,
    )
    address = f"Chat page and API: http://{host}:{port} (Ctrl-C ends)"
    if workers == 1:
        print(address, file=sys.stderr)
        uvicorn.Server(config).run(sockets=[listener])
        return
    # Made here once, rather than by every worker at the same time.
    Engine.open(settings).close()
    with tempfile.TemporaryDirectory(prefix="assistant-metrics-") as directory:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = directory
        print(address, file=sys.stderr)
        Multiprocess(config, sockets=[listener]).run()
