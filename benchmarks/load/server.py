"""A server of its own for a benchmark: ``assistant serve`` on loopback, in its own processes."""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_PROGRAM = "from assistant.cli import main\nif __name__ == '__main__': main()"
_TICKS = os.sysconf("SC_CLK_TCK")
_ROOT = Path(__file__).resolve().parents[2]
_STARTS_S = 120.0


class ServerFailedError(Exception):
    """The server did not start, or ended."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, its process, and where it keeps its data."""

    address: str
    pid: int
    data_dir: Path

    def processes(self) -> list[int]:
        """The main process and its workers, without those that only hold resources."""
        found = [self.pid]
        for pid in found:
            tasks = Path(f"/proc/{pid}/task")
            for children in tasks.glob("*/children"):
                found += [int(child) for child in children.read_text().split()]
        return found

    def memory_mb(self) -> float:
        """Proportional set size: resident memory, a page that n processes share counted 1/n."""
        total = 0
        for pid in self.processes():
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
            total += int(re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[0])
        return total / 1024

    def cpu_s(self) -> float:
        """CPU time that its processes have taken."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
            user, system = fields.split()[11:13]
            total += int(user) + int(system)
        return total / _TICKS

    def metric(self, name: str) -> float:
        """A metric without labels, or the sum over its labels."""
        told = httpx.get(f"{self.address}/metrics", timeout=60).raise_for_status().text
        return sum(float(v) for v in re.findall(rf"^{name}(?:{{.*}})? (\S+)$", told, re.MULTILINE))

    def build(self) -> str:
        """The id of the build in service, of the worker that answers."""
        told = httpx.get(f"{self.address}/readyz", timeout=60).raise_for_status().json()
        return str(told["build"])


@contextmanager
def launched(
    workers: int = 1, settings: Mapping[str, str] | None = None, data_dir: Path | None = None
) -> Iterator[Server]:
    """A server that listens, though it may not be ready; ``settings`` are environment variables
    without ASSISTANT_.

    No setting comes from this process's surroundings. Without ``data_dir`` it has an empty one.

    Raises:
        ServerFailedError: it ended before it listened.
    """
    with tempfile.TemporaryDirectory(prefix="assistant-load-") as directory:
        data = data_dir or Path(directory) / "data"
        command = [*assistant(data), "serve", "--port", "0", "--workers", str(workers)]
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=_environment(settings), cwd=directory
        ) as process:
            try:
                yield Server(_address(process), process.pid, data)
            finally:
                process.terminate()
                process.wait()


@contextmanager
def serving(
    workers: int = 1, settings: Mapping[str, str] | None = None, data_dir: Path | None = None
) -> Iterator[Server]:
    """As ``launched``, once every worker is ready.

    Raises:
        ServerFailedError: it is not ready in two minutes.
    """
    with launched(workers, settings, data_dir) as server:
        # The system chooses the worker of a connection: so often in a row, each has its turn.
        until_ok(f"{server.address}/readyz", times=1 if workers == 1 else 16 * workers)
        yield server


def assistant(data_dir: Path) -> list[str]:
    """The command ``assistant`` of this tree."""
    return [sys.executable, "-c", _PROGRAM, "--data-dir", str(data_dir)]


def until_ok(url: str, times: int = 1) -> None:
    """Ask, on a connection of its own each time, until there is 200 so many times in a row.

    Raises:
        ServerFailedError: there is none in two minutes.
    """
    end = time.monotonic() + _STARTS_S
    good = 0
    while time.monotonic() < end:
        try:
            good = good + 1 if httpx.get(url, timeout=10).status_code == 200 else 0
        except httpx.TransportError:
            good = 0
        if good == times:
            return
        time.sleep(0.005)
    raise ServerFailedError(f"no answer from {url} in {_STARTS_S:g} s")


def _environment(settings: Mapping[str, str] | None) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")}
    kept["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), kept.get("PYTHONPATH")]))
    told = {"LOG_LEVEL": "warning", **(settings or {})}
    return kept | {f"ASSISTANT_{name}": value for name, value in told.items()}


def _address(process: subprocess.Popen[str]) -> str:
    """Where it says that it listens; what it says after that goes to standard error."""
    assert process.stderr is not None
    told: list[str] = []
    for line in process.stderr:
        told.append(line)
        if found := re.search(r"http://[\d.:]+", line):
            threading.Thread(target=sys.stderr.writelines, args=(process.stderr,)).start()
            return found[0]
    raise ServerFailedError("".join(told) or "the server ended without a word")
