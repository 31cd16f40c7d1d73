"""Keeps evaluation text out of training text."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

WORD = re.compile(r"\w+")
RUN = 13
"""Words in a row that two texts share only when one was copied from the other (GPT-3's rule)."""


def words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).lower().replace("ё", "е"))


class Guard:
    """Knows evaluation texts by their whole and by every run of thirteen words."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._whole: set[int] = set()
        self._runs: set[int] = set()
        for text in texts:
            self.add(text)

    def __len__(self) -> int:
        return len(self._whole)

    def add(self, text: str) -> None:
        found = words(text)
        if len(found) >= 5:
            self._whole.add(hash(tuple(found)))
        self._runs.update(_runs(found))

    def allows(self, *texts: str) -> bool:
        """False when a text is, holds, or shares thirteen words in a row with, a known text."""
        for text in texts:
            found = words(text)
            if hash(tuple(found)) in self._whole or not self._runs.isdisjoint(_runs(found)):
                return False
        return True


def _runs(found: list[str]) -> Iterator[int]:
    return (hash(tuple(found[at : at + RUN])) for at in range(len(found) - RUN + 1))


def evaluation_texts(directory: Path) -> Iterator[str]:
    """Every text of five words or more under a directory of evaluation sets (json, jsonl, tsv)."""
    for path in sorted(directory.rglob("*")):
        if path.suffix == ".json":
            yield from _strings(json.loads(path.read_text(encoding="utf-8")))
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from _strings(json.loads(line))
        elif path.suffix in (".tsv", ".txt"):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield from (cell for cell in line.split("\t") if cell.count(" ") >= 4)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.count(" ") >= 4:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
