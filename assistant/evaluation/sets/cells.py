"""The rows of a table as cells: CSV as RFC 4180 has it, by commas, semicolons or tabs.

A cell in quotation marks may hold line ends. A mark that is not one of these, such as the first of
«"Kazinform" деген не?», costs no other line: its line is read alone, and is a row where it has as
many cells as the header.
"""

import csv
import io
from collections.abc import Iterator

from assistant.evaluation.sets.reading import BadRecordError

Row = tuple[int, list[str] | BadRecordError]
"""The line a row begins on, from 1, and its cells, or why they cannot be told."""


def delimiter(text: str) -> str:
    """What parts the cells of the first line: the commonest of tab, semicolon and comma."""
    first = text.split("\n", 1)[0]
    return max("\t;,", key=first.count)


def rows(text: str) -> Iterator[Row]:
    """The rows of ``text`` that are not empty, the header first."""
    mark = delimiter(text)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=mark, strict=True)
    width: int | None = None
    while True:
        first = lines.at
        try:
            cells = next(reader)
            if mark == "\t" and any("\n" in cell and mark in cell for cell in cells):
                raise csv.Error("a cell holds a line end and a tab")
        except StopIteration:
            return
        except csv.Error as error:
            lines.at = first + 1
            alone = _alone(lines.every[first], mark, width)
            if alone is None:
                yield first + 1, BadRecordError(f"no row of cells ({error})")
                continue
            cells = alone
        if cells:
            width = width or len(cells)
            yield first + 1, cells


class _Lines:
    """Lines with their ends, of which ``at`` comes next."""

    def __init__(self, text: str) -> None:
        self.every = list(io.StringIO(text, newline=""))
        self.at = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.every):
            raise StopIteration
        self.at += 1
        return self.every[self.at - 1]


def _alone(line: str, mark: str, width: int | None) -> list[str] | None:
    """The ``width`` cells of one line, its quotation marks read as far as they go, else as
    letters; None where it has not so many."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            [cells] = csv.reader([line.rstrip("\r\n")], delimiter=mark, quoting=quoting)
        except csv.Error:
            continue
        if width in (None, len(cells)):
            return cells
    return None
