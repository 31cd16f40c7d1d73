"""Times, percentiles and memory of one process."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

_STATUS = Path("/proc/self/status")
T = TypeVar("T")


@dataclass(slots=True)
class Taken:
    """Seconds of a block of code: by the clock, and of all processors together."""

    wall: float = 0.0
    processors: float = 0.0


@contextmanager
def taking() -> Iterator[Taken]:
    """Measures the block; what it gives is filled at the end."""
    taken = Taken()
    wall, processors = time.perf_counter(), time.process_time()
    yield taken
    taken.wall = time.perf_counter() - wall
    taken.processors = time.process_time() - processors


def percentiles_ms(call: Callable[[T], object], arguments: Sequence[T]) -> tuple[float, float]:
    """The 50th and the 95th percentile of one call, in milliseconds, after a round to warm up.

    Each argument's time is its best of three: what else a machine does is not the code's doing.
    """
    best = np.full(len(arguments), np.inf)
    for argument in arguments:
        call(argument)
    for _ in range(3):
        for place, argument in enumerate(arguments):
            begin = time.perf_counter()
            call(argument)
            best[place] = min(best[place], time.perf_counter() - begin)
    middle, high = np.percentile(best * 1e3, [50, 95])
    return float(middle), float(high)


def own_mib() -> float:
    """Memory of this process that no file backs, in MiB; 0 where the system does not say."""
    if not _STATUS.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
    return int(lines.get("RssAnon", "0 kB").split()[0]) / 1024


def mib(directory: Path) -> float:
    """The size of the files under a directory, in MiB."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file()) / 2**20
