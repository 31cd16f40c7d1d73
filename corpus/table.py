"""Tables: rows between bars, and which of them is the header of those below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.heading import TABLE_LEVEL, is_table_row
from corpus.passage import PassageKind
from corpus.unit import Unit

_SEPARATOR = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_YEAR = re.compile(r"(?:19|20|21)\d\d(?:[^\S\n]*(?:г|ж|год|жыл)\w*\.?)?")
_PAIR = 2
_MANY = 3
_MOST_HEADERS = 3


def mark_table_headers(text: str, found: list[Unit]) -> None:
    """Make a heading of the header row of each table among ``found``, the units of ``text``.

    A row is one that a line of dashes parts from those below, of two or three the last and those
    above it; or the first one, where a column has figures in all rows below it and none in it, but
    for years.
    """
    for table in _tables(text, found):
        rows = [text[found[i].start : found[i].end] for i in table]
        count = _parted(rows) or int(_heads_figures([row_cells(row) for row in rows]))
        for i in table[:count]:
            found[i] = replace(found[i], kind=PassageKind.HEADING, level=TABLE_LEVEL)


def _parted(rows: Sequence[str]) -> int:
    """How many of ``rows`` a line of dashes parts from others below it."""
    lines = (i for i, row in enumerate(rows[:-1]) if _SEPARATOR.fullmatch(row))
    first = next(lines, 0)
    return first if first <= _MOST_HEADERS else 0


def _tables(text: str, found: Sequence[Unit]) -> Iterator[list[int]]:
    """The numbers of the units of each table, its lines of dashes included."""
    table: list[int] = []
    for index, unit in enumerate(found):
        if is_table_row(text[unit.start : unit.end]):
            table.append(index)
        elif table:
            yield table
            table = []
    if table:
        yield table


def row_cells(row: str) -> list[str]:
    """The texts between the bars of a row."""
    return [cell.strip() for cell in row.strip("|").split("|")]


def _heads_figures(rows: Sequence[Sequence[str]]) -> bool:
    header, *below = rows
    if not below or any(len(row) != len(header) for row in below):
        return False
    if any(_holds_figure(cell) for cell in header):
        return False
    figures = [
        bool(title) and all(any(map(str.isdigit, row[column])) for row in below)
        for column, title in enumerate(header)
    ]
    # Of two columns the first row may be a value with its name, as those below («Директор»,
    # «Телефон»): few of them tell no header.
    told = all(figures) or any(_YEAR.fullmatch(cell) for cell in header)
    return any(figures) and (told or len(header) > _PAIR or len(below) >= _MANY)


def _holds_figure(cell: str) -> bool:
    return any(map(str.isdigit, _YEAR.sub("", cell)))
