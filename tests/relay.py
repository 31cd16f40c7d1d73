"""A relay of TCP connections that a test can cut, stall and mend: a network that fails."""

import contextlib
import socket
import threading
from collections.abc import Callable


class Relay:
    """Passes what comes to ``port`` on loopback to ``target``, and back."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accept()

    def cut(self) -> None:
        """End every connection and take no more: nothing listens."""
        self._passing = False
        self._close()
        self._end()

    def stall(self) -> None:
        """End every connection; new ones are taken, and nothing is ever passed on."""
        self._passing = False
        self._end()

    def mend(self) -> None:
        """Pass everything again."""
        self._close()
        self._end()
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._accept()

    def _accept(self) -> None:
        self._passing = True
        self._start(self._serve, self._listener)

    def _serve(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                self._sockets.append(client)
                if self._passing:
                    server = socket.create_connection(("127.0.0.1", self._target))
                    self._sockets.append(server)
                    self._start(_copy, client, server)
                    self._start(_copy, server, client)

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listener.close()

    def _end(self) -> None:
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._sockets.clear()

    @staticmethod
    def _start(function: Callable[..., None], *arguments: socket.socket) -> None:
        threading.Thread(target=function, args=arguments, daemon=True).start()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for each in (source, sink):
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
