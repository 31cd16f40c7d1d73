"""Faults at chosen steps of writing: every call that changes a directory or syncs is a step.

Writes within a file are not steps; ``file_size_limit`` makes those fail. Needs Linux's /proc.
"""

import builtins
import contextlib
import errno
import io
import os
import re
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

_STEPS: tuple[tuple[Any, str], ...] = (
    (os, "open"),
    (os, "fsync"),
    (os, "link"),
    (os, "mkdir"),
    (os, "rename"),
    (os, "replace"),
    (os, "unlink"),
    (os, "rmdir"),
    (io, "open"),
    (builtins, "open"),
    (shutil, "rmtree"),
    (sqlite3, "connect"),
)
_BUILD = re.compile(r"\d{8}-[0-9a-f]{8}")


def disk_full() -> None:
    """What the system says when the disk is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def forbidden() -> None:
    """What the system says when the directory may not be written."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def kill() -> None:
    """End this process at once, as a loss of power would."""
    os.kill(os.getpid(), signal.SIGKILL)


class Faults:
    """While entered, does ``act`` before step number ``at`` (from 0) that concerns ``root``.

    With ``lasting``, before every later step too, as on a disk that stays full. ``labels`` names
    the steps that were reached, by function and file, build ids masked.
    """

    def __init__(
        self,
        root: Path,
        at: int | None = None,
        act: Callable[[], None] = disk_full,
        *,
        lasting: bool = False,
    ) -> None:
        self._root = os.path.realpath(root)
        self._at = at
        self._act = act
        self._lasting = lasting
        self._patches = ExitStack()
        self.labels: list[str] = []

    def __enter__(self) -> Self:
        for module, name in _STEPS:
            step = self._step(name, getattr(module, name))
            self._patches.enter_context(patch.object(module, name, step))
        return self

    def __exit__(self, *error: object) -> None:
        self._patches.close()

    def _step(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(first: Any, *rest: Any, **options: Any) -> Any:
            path = _path(first, options.get("dir_fd"))
            inside = path == self._root or path.startswith(self._root + os.sep)
            if inside and not _reads(first, rest, options):
                number = len(self.labels)
                relative = _BUILD.sub("BUILD", os.path.relpath(path, self._root))
                self.labels.append(f"{name} {relative}")
                if number == self._at or (self._lasting and number > (self._at or 0)):
                    self._act()
            return function(first, *rest, **options)

        return stepped


@contextlib.contextmanager
def file_size_limit(limit: int) -> Iterator[None]:
    """No file may grow over ``limit`` bytes: a write beyond it fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _path(first: Any, directory: int | None) -> str:
    if isinstance(first, int):
        return os.readlink(f"/proc/self/fd/{first}")
    name = os.fsdecode(first)
    if directory is not None:
        return os.path.join(os.readlink(f"/proc/self/fd/{directory}"), name)
    return os.path.realpath(name.removeprefix("file://").split("?")[0])


def _reads(first: Any, rest: tuple[Any, ...], options: dict[str, Any]) -> bool:
    """Whether a call opens something only to read it."""
    if isinstance(first, str) and "mode=ro" in first:
        return True
    mode = rest[0] if rest else options.get("mode", "r" if "encoding" in options else None)
    return isinstance(mode, str) and not set(mode) & set("wax+")
