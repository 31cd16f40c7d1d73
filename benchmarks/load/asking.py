"""Requests to ``/v1/ask`` and what their driving came to, as a row of a table."""

import json
from collections.abc import Iterator
from typing import Any

from benchmarks.load.client import Drive, drive, request
from benchmarks.load.server import Server


def asks(server: Server, questions: Iterator[str]) -> Iterator[bytes]:
    """A request for each question."""
    for question in questions:
        body = json.dumps({"question": question}, ensure_ascii=False).encode()
        yield request(server.address, "POST", "/v1/ask", body)


async def measured(
    server: Server, requests: Iterator[bytes], clients: int, seconds: float
) -> dict[str, Any]:
    """``drive``, with what it cost the server."""
    cpu, kept = server.cpu_s(), server.metric("assistant_kept_answers_total")
    found = await drive(server.address, requests, clients, seconds)
    kept = server.metric("assistant_kept_answers_total") - kept
    total = max(1, found.statuses.total())
    return row(found) | {
        "kept": kept / total,
        "server CPU, ms": 1000 * (server.cpu_s() - cpu) / total,
        "client CPU, ms": found.client_cpu_ms,
        "memory, MB": server.memory_mb(),
    }


def row(found: Drive) -> dict[str, Any]:
    """Throughput, latencies in milliseconds, and errors."""
    return {
        "clients": found.clients,
        "answers/s": found.throughput,
        **{f"p{share}, ms": found.percentile_ms(share / 100) for share in (50, 95, 99)},
        "errors": found.errors,
    }
