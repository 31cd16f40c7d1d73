"""Index swaps under load: builds are published beside a server that answers all the while."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import httpx

from benchmarks.load.asking import asks, row
from benchmarks.load.client import drive
from benchmarks.load.outcome import Outcome
from benchmarks.load.questions import bundled, distinct, mixed
from benchmarks.load.server import Server, serving

_CLIENTS = 8
_TAKEN_UP_S = 60.0
_ID = "benchmark-lake"
_TEXT = "Длина озера Балхаш — 605 км."
_QUESTION = "Какая длина озера Балхаш?"


def publish(index_dir: Path, *, with_lake: bool) -> str:
    """Publish a build with the document of this module or without it, as ``assistant index add``
    and ``remove`` do; its id."""
    from corpus import document_from_text
    from index import add_documents, load_embedder, remove_documents

    embedder = load_embedder()
    if with_lake:
        document = document_from_text(_TEXT, id=_ID, title="Озёра")
        return add_documents([document], index_dir, embedder).build_id
    return remove_documents([_ID], index_dir, embedder).build_id


def publisher() -> ProcessPoolExecutor:
    """A process that publishes, so that building does not slow the client."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


async def swap(server: Server, beside: ProcessPoolExecutor, *, with_lake: bool) -> list[str]:
    """Publish a build and wait until the server, of one worker, answers from it; what is wrong."""
    index = server.data_dir / "index"
    build = await asyncio.wrap_future(beside.submit(publish, index, with_lake=with_lake))
    end = time.monotonic() + _TAKEN_UP_S
    while await asyncio.to_thread(server.build) != build:
        if time.monotonic() > end:
            return [f"build {build} was not taken up in {_TAKEN_UP_S:g} s"]
        await asyncio.sleep(0.02)
    asked = await asyncio.to_thread(
        httpx.post, f"{server.address}/v1/ask", json={"question": _QUESTION}, timeout=60
    )
    cited = [each["document_id"] for each in asked.raise_for_status().json()["citations"]]
    if (_ID in cited) != with_lake:
        return [f"build {build} is in service, but an answer is of another"]
    return []


def swaps(number: int) -> Outcome:
    """``number`` swaps while clients ask. No request may fail, and none get a stale answer."""
    with serving(settings={"REFRESH_INTERVAL_S": "0.1"}) as server, publisher() as beside:
        return asyncio.run(_swaps(number, server, beside))


async def _swaps(number: int, server: Server, beside: ProcessPoolExecutor) -> Outcome:
    over = False

    def until_over() -> Iterator[bytes]:
        for each in asks(server, mixed(bundled(), distinct(bundled()))):
            if over:
                return
            yield each

    asking = asyncio.create_task(drive(server.address, until_over(), _CLIENTS, float("inf")))
    problems: list[str] = []
    try:
        for done in range(number):
            problems += await swap(server, beside, with_lake=done % 2 == 0)
    finally:
        over = True
        found = await asking
    if found.errors:
        problems.append(f"{found.errors} requests failed: {dict(found.statuses)}")
    figures = {"swaps": number, "requests": found.statuses.total()} | row(found)
    return Outcome("swaps", [figures | {"memory, MB": server.memory_mb()}], problems)
