"""The gate: how many questions run at once, how many may wait, and for how long."""

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import anyio

from assistant.http.errors import OverloadedError, TooSlowError

T = TypeVar("T")


class Gate:
    """Runs blocking work in at most ``running`` threads, with at most ``waiting`` calls queued.

    Load beyond that is shed at once, before it takes memory. Work whose caller has gone, or has
    waited too long, counts until its thread ends; where it had not begun, it never does. ``work``
    is what its errors call it.
    """

    def __init__(
        self, running: int, waiting: int, timeout_s: float, *, work: str = "questions"
    ) -> None:
        self._threads = ThreadPoolExecutor(running, "gate")
        self._capacity = running + waiting
        self._timeout_s = timeout_s
        self._work = work
        self._inside = 0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Whether there is room now, for a caller that must know before it answers.

        Raises:
            OverloadedError: as many calls wait as may.
        """
        if self._inside >= self._capacity:
            raise OverloadedError(
                f"{self._inside} {self._work} are in work or waiting, the most this server holds"
            )

    async def run(self, work: Callable[[], T]) -> T:
        """``work()`` in a thread.

        Raises:
            OverloadedError: as many calls wait as may.
            TooSlowError: no result within the time set.
        """
        with self._lock:
            self.check()
            self._inside += 1
        future: Future[T] = self._threads.submit(contextvars.copy_context().run, work)
        future.add_done_callback(self._leave)
        with anyio.move_on_after(self._timeout_s):
            return await asyncio.wrap_future(future)
        raise TooSlowError(f"no answer within {self._timeout_s:g} s")

    def close(self) -> None:
        """Let go of the threads; work that has not begun is given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _leave(self, _: Future[Any]) -> None:
        with self._lock:
            self._inside -= 1
