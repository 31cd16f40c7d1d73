"""Sandbox: reading a file in a process of its own, so that a hostile one harms nothing else."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.format import Format
from corpus.formats.limits import Limits

_ROOT = Path(__file__).parents[2]
_STARTUP_SECONDS = 10


def read_apart(data: bytes, kind: Format, name: str, limits: Limits) -> Content:
    """The content of ``data``, a file of format ``kind`` called ``name``.

    Raises UnreadableSourceError, naming ``name``, with what the reader found wrong, or if it did
    not finish within ``limits``.
    """
    header = json.dumps({"format": kind, "limits": asdict(limits)}).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "corpus.formats.worker"],
            input=header + b"\n" + data,
            capture_output=True,
            cwd=_ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
            timeout=limits.max_seconds + _STARTUP_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableSourceError(
            f"{name}: took more than {limits.max_seconds} seconds to read"
        ) from error
    if done.returncode != 0:
        raise UnreadableSourceError(
            f"{name}: could not be read within {limits.max_seconds} seconds and "
            f"{limits.max_memory_bytes} bytes of memory"
        )
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise UnreadableSourceError(f"{name} {answer['error']}")
    return Content(**answer)
