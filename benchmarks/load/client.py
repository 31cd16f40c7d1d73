"""A lean closed-loop HTTP/1.1 client: each of N connections asks, reads the answer, asks again.

It parses no more of a response than its status, its length and one header, so that little of the
machine goes to it where it runs beside the server; ``Drive.client_cpu_ms`` tells how much.
"""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
BROKEN = 0
"""Stands for the status of a request that got no whole response."""


@dataclass(slots=True)
class Drive:
    """What came of some seconds of requests. ``latencies`` are seconds, of responses with 200.

    ``unmarked`` counts the 503 responses without ``Retry-After``.
    """

    clients: int
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    unmarked: int = 0
    client_cpu: float = 0.0

    @property
    def throughput(self) -> float:
        """Responses with 200 in a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    @property
    def errors(self) -> int:
        """Requests that ended otherwise than in 200."""
        return self.statuses.total() - self.statuses[200]

    @property
    def client_cpu_ms(self) -> float:
        """CPU time of this client for one request."""
        return 1000 * self.client_cpu / max(1, self.statuses.total())

    def percentile_ms(self, share: float) -> float:
        """The least latency that ``share`` of the requests did not exceed; NaN without any."""
        return percentile_ms(self.latencies, share)


def percentile_ms(latencies: Sequence[float], share: float) -> float:
    """The nearest-rank percentile of seconds, in milliseconds; NaN of nothing."""
    if not latencies:
        return math.nan
    return 1000 * sorted(latencies)[max(0, math.ceil(share * len(latencies)) - 1)]


def request(
    address: str, method: str, path: str, body: bytes = b"", *headers: tuple[str, str]
) -> bytes:
    """The bytes of a request to ``address``, http://host:port."""
    lines = [f"{method} {path} HTTP/1.1", f"host: {urlsplit(address).netloc}"]
    lines += [f"{name}: {value}" for name, value in headers]
    if body:
        lines += ["content-type: application/json", f"content-length: {len(body)}"]
    return "\r\n".join(lines).encode() + _END + body


async def drive(address: str, requests: Iterator[bytes], clients: int, seconds: float) -> Drive:
    """Send ``requests`` over ``clients`` connections for ``seconds``, then let the last ones end.

    The clients share the iterator; where it ends, they end.
    """
    found = Drive(clients)
    where = urlsplit(address)
    assert where.hostname is not None
    assert where.port is not None
    begun, cpu = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(clients):
            tasks.create_task(_ask_on(where.hostname, where.port, requests, begun + seconds, found))
    found.seconds = time.perf_counter() - begun
    found.client_cpu = time.process_time() - cpu
    return found


async def _ask_on(
    host: str, port: int, requests: Iterator[bytes], until: float, found: Drive
) -> None:
    connection: _Connection | None = None
    loop = asyncio.get_running_loop()
    while time.perf_counter() < until and (data := next(requests, None)) is not None:
        begun = time.perf_counter()
        try:
            if connection is None:
                _, connection = await loop.create_connection(_Connection, host, port)
            status, marked = await connection.ask(data)
        except OSError:
            found.statuses[BROKEN] += 1
            connection = None
            continue
        found.statuses[status] += 1
        if status == 200:
            found.latencies.append(time.perf_counter() - begun)
        found.unmarked += status == 503 and not marked
    if connection is not None:
        connection.close()


class _Connection(asyncio.Protocol):
    """One keep-alive connection, one request at a time."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[tuple[int, bool]] | None = None
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    async def ask(self, data: bytes) -> tuple[int, bool]:
        """Status, and whether there is ``Retry-After``.

        Raises:
            OSError: the connection ended before the response did.
        """
        if self._transport.is_closing():
            raise ConnectionResetError
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(data)
        return await self._answer

    def close(self) -> None:
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._read += data
        end = self._read.find(_END)
        if end < 0 or self._answer is None:
            return
        head = bytes(self._read[:end]).lower()
        at = head.find(b"\r\ncontent-length:")
        length = int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self._read) >= end + len(_END) + length:
            self._read.clear()
            if not self._answer.done():
                self._answer.set_result((int(head[9:12]), b"\r\nretry-after:" in head))

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error or ConnectionResetError())
