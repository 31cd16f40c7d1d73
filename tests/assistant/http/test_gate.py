"""The gate: what runs at once, what waits, what is shed, and what takes too long."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import anyio.to_thread
import pytest

from assistant.answer import Answer
from assistant.engine import Engine
from assistant.http.errors import OverloadedError, TooSlowError
from assistant.http.gate import Gate
from tests.conftest import OpenClient

pytestmark = pytest.mark.anyio
QUESTION = {"question": "Какое место занимает Alem.Cloud в TOP-500?"}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Held:
    """Work that begins, says so, and goes on until it is released."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.release = threading.Event()

    def __call__(self) -> str:
        self.begun.release()
        self.release.wait()
        return "done"


@pytest.fixture
def held() -> Iterator[Held]:
    work = Held()
    yield work
    work.release.set()


async def test_work_beyond_what_may_wait_is_shed(held: Held) -> None:
    gate = Gate(running=1, waiting=1, timeout_s=60)
    results: list[str] = []

    async def enter() -> None:
        results.append(await gate.run(held))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(enter)
        await anyio.to_thread.run_sync(held.begun.acquire)
        tasks.start_soon(enter)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(OverloadedError, match="2 questions are in work or waiting"):
            await gate.run(held)
        assert not held.begun.acquire(blocking=False)  # the second one waits for its turn
        held.release.set()
    assert results == ["done", "done"]
    assert await gate.run(lambda: "free again") == "free again"


async def test_work_over_its_time_is_given_up(held: Held) -> None:
    gate = Gate(running=1, waiting=0, timeout_s=0.01)
    with pytest.raises(TooSlowError, match=r"no answer within 0\.01 s"):
        await gate.run(held)


async def test_an_error_of_the_work_is_the_callers(held: Held) -> None:
    del held

    def fail() -> None:
        raise ValueError("of the work")

    gate = Gate(running=1, waiting=0, timeout_s=60)
    with pytest.raises(ValueError, match="of the work"):
        await gate.run(fail)
    assert await gate.run(lambda: 1) == 1


def _blocking(held: Held) -> type[Engine]:
    class Blocking(Engine):
        def ask(self, *arguments: Any, **options: Any) -> Answer:
            held()
            return super().ask(*arguments, **options)

    return Blocking


def test_over_http_shed_load_is_503_with_retry_after(open_client: OpenClient, held: Held) -> None:
    with (
        open_client(_blocking(held).open, max_concurrency=1, max_waiting=0) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        first = pool.submit(client.post, "/v1/ask", json=QUESTION)
        held.begun.acquire()
        shed = client.post("/v1/ask", json=QUESTION)
        assert client.get("/healthz").status_code == 200
        held.release.set()
        assert first.result().status_code == 200
    assert shed.status_code == 503
    assert shed.json()["type"].endswith(":overloaded")
    assert int(shed.headers["retry-after"]) > 0


def test_over_http_a_slow_answer_is_504(open_client: OpenClient, held: Held) -> None:
    with open_client(_blocking(held).open, request_timeout_s=0.01) as client:
        response = client.post("/v1/ask", json=QUESTION)
        held.release.set()
    assert response.status_code == 504
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"].endswith(":timeout")


def test_over_http_a_kept_answer_waits_for_nothing(open_client: OpenClient, held: Held) -> None:
    with (
        open_client(_blocking(held).open, max_concurrency=1, max_waiting=0) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        held.release.set()
        before = client.post("/v1/ask", json=QUESTION)
        held.begun.acquire()
        held.release.clear()
        other = pool.submit(client.post, "/v1/ask", json={"question": "Что такое Alem.Cloud?"})
        held.begun.acquire()
        again = client.post("/v1/ask", json=QUESTION)
        events = {"accept": "text/event-stream"}
        stream = client.post("/v1/ask", json=QUESTION, headers=events)
        chat = {
            "model": "kz-ai-assistant",
            "messages": [{"role": "user", "content": QUESTION["question"]}],
        }
        completion = client.post("/v1/chat/completions", json=chat)
        traced = client.post("/v1/ask", json=QUESTION | {"explain": True})
        held.release.set()
        assert other.result().status_code == 200
    assert (again.status_code, again.json()["answer"]) == (200, before.json()["answer"])
    assert "event: done" in stream.text
    assert completion.status_code == 200
    assert traced.status_code == 503
