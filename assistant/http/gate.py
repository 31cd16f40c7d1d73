"""The gate: how many questions run at once, how many may wait, and for how long."""

from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread

from assistant.http.problems import OverloadedError, TooSlowError

T = TypeVar("T")


class Gate:
    """Runs blocking work in at most ``running`` threads, with at most ``waiting`` calls queued.

    Load beyond that is shed at once, before it takes memory.
    """

    def __init__(self, running: int, waiting: int, timeout_s: float) -> None:
        self._limiter = anyio.CapacityLimiter(running)
        self._capacity = running + waiting
        self._timeout_s = timeout_s
        self._inside = 0

    async def run(self, work: Callable[[], T]) -> T:
        """``work()`` in a thread.

        Raises:
            OverloadedError: as many calls wait as may.
            TooSlowError: no result within the time set; the thread ends on its own.
        """
        if self._inside >= self._capacity:
            raise OverloadedError(
                f"{self._inside} questions are in work or waiting, the most this server holds"
            )
        self._inside += 1
        try:
            with anyio.fail_after(self._timeout_s):
                return await anyio.to_thread.run_sync(
                    work, abandon_on_cancel=True, limiter=self._limiter
                )
        except TimeoutError as error:
            raise TooSlowError(f"no answer within {self._timeout_s:g} s") from error
        finally:
            self._inside -= 1
