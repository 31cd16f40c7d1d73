"""Start-up: how long commands take to begin, how long a server to answer, and its memory."""

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.load.outcome import Outcome
from benchmarks.load.server import assistant, launched, until_ok

_QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"
_LIMITS = {"assistant --help, s": 0.7, "server ready, s": 10.0, "its memory, MB": 900.0}
"""What makes this mode fail."""


def startup(runs: int) -> Outcome:
    """The least of ``runs`` runs each, the index built and the disk warm."""
    with tempfile.TemporaryDirectory(prefix="assistant-load-") as directory:
        data = Path(directory)
        _seconds(data, "ask", _QUESTION)
        figures = {
            f"assistant {' '.join(arguments[:2])}, s": min(
                _seconds(data, *arguments) for _ in range(runs)
            )
            for arguments in (["--help"], ["index", "info"], ["ask", _QUESTION])
        }
        figures = {name.replace(f" {_QUESTION}", ""): value for name, value in figures.items()}
        served = [_served(data) for _ in range(runs)]
        figures |= {name: min(each[name] for each in served) for name in served[0]}
        loaded = heavy(data)
    problems = [
        f"{name}: {figures[name]:.2f}, expected at most {limit:g}"
        for name, limit in _LIMITS.items()
        if figures[name] > limit
    ]
    if loaded:
        problems.append(f"`assistant index info` loads {', '.join(loaded)}")
    rows: list[Any] = [{"what": name, "least": value} for name, value in figures.items()]
    return Outcome("startup", rows, problems)


def _seconds(data: Path, *arguments: str) -> float:
    begun = time.perf_counter()
    root = Path(data.anchor)  # where no folder hides a package: ``data`` has an ``index``
    subprocess.run([*assistant(data), *arguments], check=True, capture_output=True, cwd=root)
    return time.perf_counter() - begun


def _served(data: Path) -> dict[str, float]:
    begun = time.perf_counter()

    def since() -> float:
        return time.perf_counter() - begun

    with launched(data_dir=data) as server:
        until_ok(f"{server.address}/healthz")
        figures = {"server alive, s": since()}
        until_ok(f"{server.address}/readyz")
        figures["server ready, s"] = since()
        asked = time.perf_counter()
        httpx.post(f"{server.address}/v1/ask", json={"question": _QUESTION}, timeout=60)
        figures["its first answer after that, s"] = time.perf_counter() - asked
        figures["its memory, MB"] = server.memory_mb()
        return figures


_MODULES = """
import json, sys
sys.argv = ["assistant", *sys.argv[1:]]
from assistant.cli import main
try:
    main()
finally:
    heavy = ("torch", "numpy", "faiss", "fastapi", "bm25s", "tokenizers")
    print(json.dumps([name for name in heavy if name in sys.modules]), file=sys.stderr)
"""


def heavy(data: Path) -> Sequence[str]:
    """What ``assistant index info`` loads and does not need."""
    program, option, _, *rest = assistant(data)
    ran = subprocess.run(
        [program, "-P", option, _MODULES, *rest, "index", "info"],  # data/index is no package
        check=True,
        capture_output=True,
        text=True,
        cwd=data,
    )
    found: list[str] = json.loads(ran.stderr.splitlines()[-1])
    return found
