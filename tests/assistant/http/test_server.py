"""Serving on a port."""

import asyncio
import json
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
from hashlib import sha256
from pathlib import Path
from typing import TextIO

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


def _read(stream: TextIO, lines: list[str]) -> None:
    for line in stream:
        lines.append(line)  # noqa: PERF402  # each is to be seen as soon as it comes


@contextmanager
def told(code: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """A process that runs ``code`` and then the command, the address it tells, and the other lines
    of its standard error, all of them when the process has ended and the context is left."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    program = f"{code}\nfrom assistant.cli import main\nif __name__ == '__main__': main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stderr is not None
        lines: list[str] = []
        reading = threading.Thread(target=_read, args=(process.stderr, lines), daemon=True)
        try:
            while "http://" not in (line := process.stderr.readline()):
                assert line, lines
                lines.append(line)  # each is to be seen as soon as it comes
            reading.start()
            yield process, re.findall(r"http://[\d.:]+", line)[0], lines
        finally:
            process.terminate()
            try:
                process.wait(timeout=300)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            if reading.ident is not None:
                reading.join()


@contextmanager
def served(code: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that runs ``code`` and then the command, and the address it tells."""
    with told(code, *arguments) as (process, address, _):
        yield process, address


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


_SLOW_BUILD = """
from pathlib import Path
import assistant.engine
add = assistant.engine.add_documents
def slowly(*arguments, progress, **options):
    def told(*step):
        Path({begun!r}).touch()
        while not Path({go!r}).exists():
            pass
        progress(*step)
    return add(*arguments, progress=told, **options)
assistant.engine.add_documents = slowly
import assistant.http.runtime
assistant.http.runtime.JOBS_ENDING_S = {ending}
"""


@pytest.mark.parametrize("stuck", [False, True])
def test_changes_are_given_up_when_the_server_is_told_to_end(
    own_data_dir: Path, tmp_path: Path, stuck: bool
) -> None:
    """``stuck``: the one in work does not tell how far it is again."""
    begun, go = tmp_path / "begun", tmp_path / "go"
    code = _SLOW_BUILD.format(begun=str(begun), go=str(go), ending=0.01 if stuck else 600)
    code += f"import os\nos.environ['ASSISTANT_ADMIN_KEY_HASH'] = {sha256(b'key').hexdigest()!r}"
    index = own_data_dir / "index" / "current"
    before = index.read_bytes()
    arguments = ["--data-dir", str(own_data_dir), "serve", "--port", "0"]
    with told(code, *arguments) as (process, address, lines):
        _until_ready(address)
        headers = {"authorization": "Bearer key"}
        jobs = []
        for name in ("a", "b"):
            body = {"id": name, "title": "Озёра", "text": "Длина Балхаша — 605 км."}
            sent = httpx.post(f"{address}/v1/documents", json=body, headers=headers, timeout=60)
            jobs.append(sent.json()["id"])
        while not begun.exists():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        if not stuck:
            while not any(jobs[1] in line for line in lines):
                pass
            go.touch()
        process.wait(timeout=300)
    ended = [json.loads(line) for line in lines if "job_" in line]
    assert [(line["event"], line["job"]) for line in ended] == [
        ("job_failed", jobs[1]),
        ("job_given_up" if stuck else "job_failed", jobs[0]),
    ]
    assert index.read_bytes() == before


def test_every_line_but_the_address_is_json(data_dir: Path) -> None:
    code = (
        "import os, warnings\n"
        "os.environ['ASSISTANT_MCP'] = 'true'\n"
        "os.environ['ASSISTANT_AUTO_BUILD'] = 'false'"
    )
    arguments = ["--data-dir", str(data_dir), "serve", "--port", "0"]
    with told(code, *arguments) as (process, address, lines):
        _until_ready(address)
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"no request\r\n\r\n")
            while connection.recv(1_000):
                pass
        httpx.post(f"{address}/mcp", json={}, headers={"host": "evil.example"}, timeout=60)
        process.send_signal(signal.SIGTERM)
        process.wait()
    read = [json.loads(line) for line in lines]
    reasons = [line["reason"] for line in read if line["event"] == "library"]
    assert "Invalid HTTP request received." in reasons
    assert "Invalid Host header: evil.example" in reasons
