"""Serving the app with uvicorn."""

import socket
import sys

import uvicorn

from assistant.errors import ServerStartError
from assistant.http.app import create_app
from assistant.settings import Settings


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound before anything is loaded, so that a port in use fails at once."""
    listener = None
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
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


def run(settings: Settings) -> None:
    """Serve until interrupted.

    Raises:
        ServerStartError: the address cannot be listened on.
    """
    listener = _listen(settings.host, settings.port)
    host, port = listener.getsockname()[:2]
    print(f"Chat page and API: http://{host}:{port} (Ctrl-C ends)", file=sys.stderr)
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the app has its own, with a setting
    )
    uvicorn.Server(config).run(sockets=[listener])
