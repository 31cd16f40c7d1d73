"""A soak: questions for a long time, while documents come and go and builds are swapped."""

import asyncio
import hashlib
import secrets
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import httpx
import numpy as np

from benchmarks.load.asking import asks, row
from benchmarks.load.client import drive
from benchmarks.load.outcome import Outcome
from benchmarks.load.questions import bundled, distinct, mixed
from benchmarks.load.server import Server, serving
from benchmarks.load.swaps import publisher, swap

_CLIENTS = 4
_SAMPLE_S = 1.0
_PAUSE_S = 1.0
_DOCUMENTS = 8
"""The same few come and go, so that what is kept of texts fills up early and a leak shows."""
_TEXT = "{number} тонн груза перевезли за {year} год по участку № {number}.\n\n"


def soak(seconds: float, slope: float) -> Outcome:
    """Ask for ``seconds``. No request and no job may fail, and in the second half of the time the
    server's memory may grow by at most ``slope`` MB a minute (least squares)."""
    key = secrets.token_urlsafe(16)
    settings = {
        "REFRESH_INTERVAL_S": "0.5",
        "ADMIN_KEY_HASH": hashlib.sha256(key.encode()).hexdigest(),
    }
    with serving(settings=settings) as server, publisher() as beside:
        return asyncio.run(_soak(seconds, slope, server, beside, key))


async def _soak(
    seconds: float, slope: float, server: Server, beside: ProcessPoolExecutor, key: str
) -> Outcome:
    begun = time.monotonic()
    requests = asks(server, mixed(bundled(), distinct(bundled())))
    asking = asyncio.create_task(drive(server.address, requests, _CLIENTS, seconds))
    samples: list[tuple[float, float]] = []
    changes = 0
    problems: list[str] = []
    watching = asyncio.create_task(_watch(server, begun, samples))
    async with httpx.AsyncClient(
        base_url=server.address, headers={"authorization": f"Bearer {key}"}, timeout=60
    ) as client:
        while not asking.done():
            problems += await _come_and_go(client, changes)
            problems += await swap(server, beside, with_lake=changes % 2 == 0)
            changes += 1
            await asyncio.sleep(_PAUSE_S)
    found = await asking
    watching.cancel()
    if found.errors:
        problems.append(f"{found.errors} requests failed: {dict(found.statuses)}")
    grown = growth(samples)
    if grown > slope:
        problems.append(f"memory grew by {grown:.2f} MB a minute, at most {slope:g} are allowed")
    figures: dict[str, Any] = {
        "seconds": found.seconds,
        "requests": found.statuses.total(),
        "uploads, deletions, swaps": changes,
        **row(found),
        "memory, MB at 10 %": samples[len(samples) // 10][1],
        "at half": samples[len(samples) // 2][1],
        "at the end": samples[-1][1],
        "growth, MB/min": grown,
    }
    return Outcome("soak", [figures], problems, {"memory_mb": samples})


def growth(samples: list[tuple[float, float]]) -> float:
    """The slope of the second half of (seconds, MB), in MB a minute."""
    later = np.array(samples[len(samples) // 2 :])
    if len(later) < 2:
        return 0.0
    return float(60 * np.polyfit(later[:, 0], later[:, 1], 1)[0])


async def _watch(server: Server, begun: float, samples: list[tuple[float, float]]) -> None:
    while True:
        samples.append((round(time.monotonic() - begun, 1), round(server.memory_mb(), 1)))
        await asyncio.sleep(_SAMPLE_S)


async def _come_and_go(client: httpx.AsyncClient, number: int) -> list[str]:
    """Send a document, then delete the one sent before it; the errors of both jobs."""
    this, before = number % _DOCUMENTS, (number - 1) % _DOCUMENTS
    text = "".join(_TEXT.format(number=this * 100 + line, year=2025) for line in range(40))
    body = {"title": f"Отчёт {this}", "text": text, "language": "ru"}
    problems = await _ended(client, await client.put(f"/v1/documents/soak-{this}", json=body))
    if number:
        problems += await _ended(client, await client.delete(f"/v1/documents/soak-{before}"))
    return problems


async def _ended(client: httpx.AsyncClient, accepted: httpx.Response) -> list[str]:
    if accepted.status_code != 202:
        return [f"{accepted.request.method} {accepted.url.path}: {accepted.status_code}"]
    while True:
        job = (await client.get(accepted.headers["location"])).raise_for_status().json()
        if job["finished"]:
            return [f"job: {job['error']}"] if job["error"] else []
        await asyncio.sleep(0.05)
