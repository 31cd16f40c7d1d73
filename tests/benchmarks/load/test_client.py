"""The client, against a server that answers what its path asks for."""

import asyncio
import itertools
import math

import pytest

from benchmarks.load.client import BROKEN, Drive, drive, percentile_ms, request


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while head := await reader.readuntil(b"\r\n\r\n"):
        path = head.split()[1].decode()
        if path == "/cut":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf")
            break
        status, _, header = path[1:].partition(":")
        told = f"HTTP/1.1 {status} x\r\n{header}content-length: 4\r\n\r\n".replace("%", "\r\n")
        writer.write(told.encode())
        await writer.drain()
        await asyncio.sleep(0)
        writer.write(b"body")
        await writer.drain()
    writer.close()


def _driven(*paths: str, clients: int = 1) -> Drive:
    async def run() -> Drive:
        async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await _serve(reader, writer)
            except asyncio.IncompleteReadError:
                writer.close()

        async with await asyncio.start_server(quietly, "127.0.0.1", 0) as server:
            host, port = server.sockets[0].getsockname()
            address = f"http://{host}:{port}"
            return await drive(
                address, iter([request(address, "GET", path) for path in paths]), clients, math.inf
            )

    return asyncio.run(run())


def test_responses_are_counted_by_status() -> None:
    found = _driven("/200", "/200", "/503", "/503:Retry-After:1%", "/404")
    assert found.statuses == {200: 2, 503: 2, 404: 1}
    assert (len(found.latencies), found.errors, found.unmarked) == (2, 3, 1)


def test_a_broken_response_is_an_error_and_the_next_one_is_asked_for_anew() -> None:
    found = _driven("/cut", "/200")
    assert found.statuses == {BROKEN: 1, 200: 1}


def test_clients_share_the_requests() -> None:
    assert _driven(*["/200"] * 10, clients=3).statuses == {200: 10}


def test_it_ends_when_its_time_is_over() -> None:
    async def run() -> Drive:
        return await drive("http://127.0.0.1:9", itertools.repeat(b""), 1, 0.0)

    assert asyncio.run(run()).statuses.total() == 0


@pytest.mark.parametrize(("share", "expected"), [(0.5, 2000.0), (0.75, 3000.0), (1.0, 4000.0)])
def test_percentiles_by_hand(share: float, expected: float) -> None:
    assert percentile_ms([4.0, 1.0, 3.0, 2.0], share) == expected


def test_nothing_has_no_percentile() -> None:
    assert math.isnan(percentile_ms([], 0.5))
