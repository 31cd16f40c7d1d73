"""Rising concurrency: how fast answers come with more and more clients, and what they cost."""

import asyncio
import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.load.asking import asks, measured
from benchmarks.load.client import drive, request
from benchmarks.load.outcome import Outcome
from benchmarks.load.questions import bundled, distinct, mixed
from benchmarks.load.server import Server, serving

_FIRST_S = 1.0
"""Not measured: a server's first second."""


def levels(
    workers: Sequence[int], clients: Sequence[int], seconds: float, runs: int = 1
) -> Outcome:
    """Each number of clients for ``seconds``, with questions never asked before, with the mix, and
    with ``/healthz``, which shows what the client and HTTP alone come to.

    Of ``runs`` runs of each, the one with the most answers is told, with the errors of all: what
    else a machine does can only take from a figure.
    """
    rows: list[Mapping[str, Any]] = []
    for number in workers:
        with serving(number) as server:
            new = distinct(bundled())
            asked = {
                "distinct": asks(server, new),
                "mixed": asks(server, mixed(bundled(), new)),
                "/healthz": itertools.repeat(request(server.address, "GET", "/healthz")),
            }
            for kind, requests in asked.items():
                rows += _rows(server, number, kind, requests, clients, seconds, runs)
    errors = sum(row["errors"] for row in rows)
    problems = [f"{errors} requests got no answer"] if errors else []
    return Outcome("levels", rows, problems)


def _rows(
    server: Server,
    workers: int,
    kind: str,
    requests: Iterator[bytes],
    clients: Sequence[int],
    seconds: float,
    runs: int,
) -> Iterator[Mapping[str, Any]]:
    asyncio.run(drive(server.address, requests, 2, _FIRST_S))
    found: dict[int, list[dict[str, Any]]] = {each: [] for each in clients}
    for run, each in itertools.product(range(1, runs + 1), clients):
        print(f"{workers} workers, {kind}, {each} clients, run {run}", file=sys.stderr)
        found[each].append(asyncio.run(measured(server, requests, each, seconds)))
    for measures in found.values():
        best = max(measures, key=lambda measure: measure["answers/s"])
        errors = sum(measure["errors"] for measure in measures)
        yield {"asked": kind, "workers": workers} | best | {"errors": errors}
