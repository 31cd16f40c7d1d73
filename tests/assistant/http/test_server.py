"""Serving on a port."""

import socket
from collections.abc import Iterator

import pytest

from assistant.errors import ServerStartError
from assistant.http import run
from assistant.settings import Settings
from tests.conftest import Command


@pytest.fixture
def taken_port() -> Iterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    assert isinstance(port, int)
    yield port
    listener.close()


def test_a_port_in_use_is_an_error(taken_port: int) -> None:
    with pytest.raises(ServerStartError, match=f"127.0.0.1 port {taken_port}: Address already in"):
        run(Settings(port=taken_port))


def test_an_unknown_address_is_an_error() -> None:
    with pytest.raises(ServerStartError, match=r"cannot listen on 203\.0\.113\.1 port 0"):
        run(Settings(host="203.0.113.1", port=0))


def test_the_command_says_so_in_one_line(command: Command, taken_port: int) -> None:
    ran = command("serve", "--port", str(taken_port))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert f"port {taken_port}: Address already in use; choose another with --port" in ran.err
