"""Overload: more clients than a server holds. What it cannot take it sheds; then it recovers."""

import asyncio
from typing import Any

from benchmarks.load.asking import asks, row
from benchmarks.load.client import Drive, drive
from benchmarks.load.outcome import Outcome
from benchmarks.load.questions import bundled, distinct
from benchmarks.load.server import serving

_ROOM = {"MAX_CONCURRENCY": "2", "MAX_WAITING": "6"}
_CLIENTS = 64
_TRIES = 5
"""How many times ``seconds`` recovery may take: what else a machine does slows answers too."""


def overload(seconds: float, slower: float) -> Outcome:
    """One client, then many more than there is room for, then one again, ``seconds`` each.

    Shed requests must get 503 with ``Retry-After`` and nothing else may fail; afterwards the median
    must fall to at most ``slower`` times what it was before.
    """
    with serving(settings=_ROOM) as server:
        requests = asks(server, distinct(bundled()))

        def driven(clients: int, seconds: float) -> Drive:
            return asyncio.run(drive(server.address, requests, clients, seconds))

        driven(1, min(1.0, seconds))
        before, during = driven(1, seconds), driven(_CLIENTS, seconds)
        usual = slower * before.percentile_ms(0.5)
        for _ in range(_TRIES):
            after = driven(1, seconds)
            if after.percentile_ms(0.5) <= usual:
                break
    problems = []
    if not during.statuses[503]:
        problems.append("nothing was shed")
    if during.unmarked:
        problems.append(f"{during.unmarked} of the 503 responses have no Retry-After")
    if others := {status: n for status, n in during.statuses.items() if status not in (200, 503)}:
        problems.append(f"under overload there was {others}, where 0 is a broken connection")
    if not during.statuses[200]:
        problems.append("under overload nothing was answered")
    if before.errors or after.errors:
        problems.append(f"{before.errors} errors before, {after.errors} after")
    if not after.percentile_ms(0.5) <= usual:
        problems.append(f"the median did not fall to {usual:.1f} ms again")
    rows: list[Any] = [
        {"when": when, **row(found), "shed": found.statuses[503]}
        for when, found in (("before", before), ("overload", during), ("after", after))
    ]
    return Outcome("overload", rows, problems)
