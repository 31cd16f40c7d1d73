"""Serving on a port."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from assistant.errors import ServerStartError
from assistant.http import run
from assistant.http.server import _listen
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


def test_small_responses_are_sent_at_once() -> None:
    async def accepted() -> int:
        connected: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
        async with await asyncio.start_server(
            lambda _, writer: connected.set_result(writer), sock=_listen("127.0.0.1", 0)
        ) as server:
            _, client = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer = await connected
            nodelay = writer.get_extra_info("socket").getsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY
            )
            for each in (client, writer):
                each.close()
                await each.wait_closed()
        return int(nodelay)

    assert asyncio.run(accepted())


@contextmanager
def served(code: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that runs ``code`` and then the command, and the address it tells."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    program = f"{code}\nfrom assistant.cli import main\nif __name__ == '__main__': main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stderr is not None
        try:
            told = next(line for line in process.stderr if "http://" in line)
            threading.Thread(target=process.stderr.read, daemon=True).start()
            yield process, re.findall(r"http://[\d.:]+", told)[0]
        finally:
            process.terminate()
            process.wait()


def _until_ready(address: str) -> None:
    while True:
        with suppress(httpx.TransportError):
            if httpx.get(f"{address}/readyz", timeout=60).status_code == 200:
                return


_HOLD = """
from pathlib import Path
from assistant.engine import Engine
answer = Engine.ask
def hold(*arguments, **options):
    Path({begun!r}).touch()
    while not Path({go!r}).exists():
        pass
    return answer(*arguments, **options)
Engine.ask = hold
"""


def test_what_was_begun_is_finished_when_the_server_is_told_to_end(
    data_dir: Path, tmp_path: Path
) -> None:
    begun, go = tmp_path / "begun", tmp_path / "go"
    code = _HOLD.format(begun=str(begun), go=str(go))
    arguments = ["--data-dir", str(data_dir), "serve", "--port", "0"]
    with served(code, *arguments) as (process, address), ThreadPoolExecutor(1) as threads:
        _until_ready(address)
        body = {"question": "Что такое Alem.Cloud?"}
        asked = threads.submit(httpx.post, f"{address}/v1/ask", json=body, timeout=300)
        while not begun.exists():
            assert not asked.done()
        process.send_signal(signal.SIGTERM)
        refuses = False
        while not refuses:
            try:
                httpx.get(f"{address}/healthz", timeout=60)
            except httpx.TransportError:
                refuses = True
        assert not asked.done()
        go.touch()
        answer = asked.result()
        assert (answer.status_code, answer.json()["status"]) == (200, "answered")
        process.wait()


def test_workers_share_the_index_and_are_counted_together(data_dir: Path) -> None:
    arguments = ["--data-dir", str(data_dir), "serve", "--port", "0", "--workers", "2"]
    with served("", *arguments) as (process, address):
        _until_ready(address)
        body = {"question": "Что такое Alem.Cloud?"}
        answered = 0
        while answered < 20:
            answered += httpx.post(f"{address}/v1/ask", json=body, timeout=60).status_code == 200
        told = httpx.get(f"{address}/metrics", timeout=60).text
        [count] = re.findall(
            r'assistant_answers_total{language="ru",status="answered"} (\S+)', told
        )
        assert float(count) == answered
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
