"""The other end of ``worker``: a system in a process of its own."""

import json
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.peers.environment import Environment

_ROOT = Path(__file__).resolve().parents[2]


class WorkerError(Exception):
    """A system's process ended early; the end of what it said on standard error."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Rows of texts, best first, and the milliseconds the system took by its own clock."""

    rows: list[int]
    milliseconds: float


class Worker:
    """A started process; ``build`` is answered by one made to build, ``search`` by the others."""

    def __init__(
        self,
        environment: Environment,
        system: str,
        model: str,
        directory: Path,
        *,
        build: bool = False,
    ) -> None:
        self._log = directory.with_name(directory.name + ".log")
        self._begun = time.perf_counter()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(str(environment.python), "-m", "benchmarks.peers.worker"),
                    *(system, model, str(directory), *(["build"] if build else [])),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=_ROOT,
                env=environment.variables(),
                text=True,
                encoding="utf-8",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.communicate()

    def build(self, texts: Sequence[str]) -> float:
        """Seconds that building and saving the index took, the imports left aside."""
        seconds: float = self._say(list(texts))
        return seconds

    def search(self, query: str, k: int) -> Answered:
        """Raises WorkerError, as ``build`` and ``peak_mib`` do, where the process has ended."""
        return Answered(*self._say([query, k]))

    def first_answer(self, query: str, k: int) -> float:
        """Seconds from starting the process to its first answer."""
        self.search(query, k)
        return time.perf_counter() - self._begun

    def peak_mib(self) -> float:
        """Ends the process; the most memory it has held."""
        peak: float = self._say(None)
        return peak

    def _say(self, value: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(value) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            said = self._log.read_text(encoding="utf-8", errors="replace")
            raise WorkerError(said[-2_000:] or "the process ended without a word")
        return json.loads(line)
