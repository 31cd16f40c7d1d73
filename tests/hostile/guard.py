"""A bound on what one input may cost, in processor time, so that a hang is found and told."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class HangError(BaseException):
    """Not an Exception: what reads hostile input may swallow those."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises HangError in the body after ``seconds`` of this process's own processor time.

    C code that does not return to Python ends first; a hang within it is then seen from outside.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
