"""The journal: replies as they come, so that an interrupted run goes on where it stopped.

A first line with a key, then one reply a line. A journal of another key (another set, build,
code or way of asking) is started over; a last line cut short by the interruption is dropped.
Only a line feed ends a line: JSON holds other line ends as they are.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from pydantic import ValidationError

from assistant.evaluation.errors import ReportError
from assistant.evaluation.outcome import Reply
from assistant.evaluation.report import write

_VERSION = 2


def key_of(parts: Mapping[str, Any]) -> str:
    """What must be equal for replies to be taken over."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Journal:
    """Replies on disk, by question id. Use as a context manager."""

    def __init__(self, path: Path, key: str, *, fresh: bool = False) -> None:
        """Open ``path``, taking over what it holds under ``key`` unless ``fresh``.

        Raises:
            ReportError: it cannot be read or written.
        """
        self.path = path
        self.replies: dict[str, Reply] = {}
        header = json.dumps({"version": _VERSION, "key": key}) + "\n"
        try:
            kept = [] if fresh or not path.exists() else _kept(path, header)
            write(path.parent, path.name, header + "".join(kept))
            self._file: TextIO = path.open("a", encoding="utf-8")
        except OSError as error:
            raise ReportError(f"{path}: cannot be written ({error.strerror})") from error
        for line in kept:
            reply = Reply.model_validate_json(line)
            self.replies[reply.id] = reply

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, reply: Reply) -> None:
        """Keep a reply; it is on its way to the disk when this returns.

        Raises:
            ReportError: it cannot be written.
        """
        try:
            self._file.write(reply.model_dump_json() + "\n")
            self._file.flush()
        except OSError as error:
            raise ReportError(f"{self.path}: cannot be written ({error.strerror})") from error
        self.replies[reply.id] = reply

    def remove(self) -> None:
        """Delete the file: the run is complete, and another one shall ask again."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def _kept(path: Path, header: str) -> list[str]:
    """The whole and valid replies of a journal of that header."""
    first, *lines = path.read_bytes().split(b"\n")
    if first + b"\n" != header.encode():
        return []
    kept = []
    for line in lines[:-1]:  # after the last line feed stands nothing, or a line cut short
        try:
            Reply.model_validate_json(line)
        except ValidationError:
            break
        kept.append(line.decode() + "\n")
    return kept
