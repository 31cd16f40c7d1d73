"""Outlines: which of the lines that could be headings are, by what stands below them."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import groupby

from corpus.fact import could_be_fact, is_fact
from corpus.heading import (
    PLAIN_HEADING_LEVEL,
    QUESTION_LEVEL,
    could_be_heading,
    heading_title,
    is_question,
    is_speech,
    numbered_level,
)
from corpus.label import asks
from corpus.passage import PassageKind
from corpus.unit import Unit

_OUTLINE = 2
"""Plain lines, or questions, one above the other that are still a heading and its sub-heading."""


class _Role(Enum):
    """What a unit may head others as."""

    PLAIN = auto()
    NUMBERED = auto()
    QUESTION = auto()


def mark_headings(text: str, found: list[Unit]) -> None:
    """Make headings of the paragraphs among ``found``, the units of ``text``, that head others.

    - A plain line, alone in its paragraph or directly above the items of a list, is one where body
      text follows; two in a row are a heading and its sub-heading; of a longer row only the last.
    - The title of a numbered part is one where body text or that of a lower part follows: a table
      of contents has neither.
    - A question is one where what answers it follows: no heading, no further part.
    - A line that tells a fact (``corpus.fact``) is none; one that may tell one is none without body
      text of its own or after another fact, but for the first of the text. So are those with ``#``
      that tell a fact and have nothing below.
    """
    _unmark_facts(text, found)
    roles = _roles(text, found)
    row: list[tuple[int, _Role]] = []
    for index, role in roles.items():
        unit = found[index]
        if role is not None:
            row.append((index, role))
            continue
        _mark(text, found, row, followed=not _is_markdown(unit))
        row = []
    _mark(text, found, row, followed=False)


def _is_markdown(unit: Unit) -> bool:
    return unit.kind is PassageKind.HEADING and unit.level < PLAIN_HEADING_LEVEL


def _unmark_facts(text: str, found: list[Unit]) -> None:
    """Make paragraphs of the headings of Markdown that are facts and have nothing below them."""
    below: Unit | None = None
    for index in range(len(found) - 1, -1, -1):
        unit = found[index]
        if unit.kind is PassageKind.FURNITURE:
            continue
        bare = below is None or (_is_markdown(below) and below.level <= unit.level)
        below = unit
        if bare and _is_markdown(unit):
            title = heading_title(text[unit.start : unit.end])
            if is_fact(title):
                found[index] = replace(unit, kind=PassageKind.PARAGRAPH, level=0)


def _roles(text: str, found: Sequence[Unit]) -> dict[int, _Role | None]:
    """What each of ``found`` but furniture may head others as; None for nothing."""
    roles = {
        index: _role(text, found, index)
        for index, unit in enumerate(found)
        if unit.kind is not PassageKind.FURNITURE
    }
    order = list(roles)
    after_fact = False
    for place, index in enumerate(order):
        line = text[found[index].start : found[index].end]
        told = roles[index] is _Role.PLAIN and is_fact(line)
        if roles[index] is _Role.PLAIN and not told and place > 0 and could_be_fact(line):
            below = order[place + 1] if place + 1 < len(order) else None
            bare = below is None or roles[below] is not None or _is_markdown(found[below])
            told = bare or after_fact
        if told:
            roles[index] = None
        after_fact = told
    return roles


def _role(text: str, found: Sequence[Unit], index: int) -> _Role | None:
    unit = found[index]
    line = text[unit.start : unit.end]
    if unit.kind is PassageKind.PARAGRAPH and numbered_level(line):
        return _Role.NUMBERED
    if is_question(line) and _asks_alone(text, found, index):
        return _Role.QUESTION
    if unit.kind is PassageKind.PARAGRAPH and could_be_heading(line) and _alone(text, found, index):
        return _Role.PLAIN
    return None


def _alone(text: str, found: Sequence[Unit], index: int) -> bool:
    before, below = _neighbours(found, index)
    opens = before is None or numbered_level(text[before.start : before.end]) > 0
    return opens and (below is None or below.kind is PassageKind.LIST_ITEM)


def _asks_alone(text: str, found: Sequence[Unit], index: int) -> bool:
    """Whether the question there stands alone: of numbered ones, not in a list of questions."""
    unit = found[index]
    line = text[unit.start : unit.end]
    before, below = _neighbours(found, index)
    if unit.kind is PassageKind.LIST_ITEM:
        follows = found[index + 1] if index + 1 < len(found) else None
        return before is None and follows is not None and follows.kind is PassageKind.PARAGRAPH
    if unit.kind is not PassageKind.PARAGRAPH:
        return False
    spoken = below is not None and is_speech(text[below.start : below.end])
    return asks(line) or (before is None and not spoken)


def _neighbours(found: Sequence[Unit], index: int) -> tuple[Unit | None, Unit | None]:
    """The units before and after it in its own paragraph."""
    before = found[index - 1] if index else None
    below = found[index + 1] if index + 1 < len(found) else None
    own = found[index].paragraph
    return (
        before if before is not None and before.paragraph == own else None,
        below if below is not None and below.paragraph == own else None,
    )


def _mark(
    text: str, found: list[Unit], row: Sequence[tuple[int, _Role]], *, followed: bool
) -> None:
    """Mark the headings in a row of units that could be; ``followed`` by body text or not."""
    runs = [
        (role, [index for index, _ in run]) for role, run in groupby(row, key=lambda each: each[1])
    ]
    last = True
    for number in range(len(runs) - 1, -1, -1):
        role, run = runs[number]
        if role is _Role.QUESTION:
            # what follows any but the last run is a heading, which answers nothing
            levels = _in_outline(run, QUESTION_LEVEL) if last and followed else {}
        elif role is _Role.NUMBERED:
            levels = _numbered(text, found, run) if followed else {}
        else:
            top = PLAIN_HEADING_LEVEL
            if number and runs[number - 1][0] is _Role.NUMBERED:
                top = _level(text, found[runs[number - 1][1][-1]]) + 1
            levels = _in_outline(run, top) if followed else {}
        for index, level in levels.items():
            found[index] = replace(found[index], kind=PassageKind.HEADING, level=level)
        # a unit that is no heading is body text to those above it
        last, followed = False, True


def _in_outline(run: Sequence[int], top: int) -> dict[int, int]:
    kept = run if len(run) <= _OUTLINE else run[-1:]
    return {index: top + depth for depth, index in enumerate(kept)}


def _numbered(text: str, found: Sequence[Unit], run: Sequence[int]) -> dict[int, int]:
    levels: dict[int, int] = {}
    below = float("inf")
    for index in reversed(run):
        level = _level(text, found[index])
        if level >= below:
            break
        levels[index] = level
        below = level
    return levels


def _level(text: str, unit: Unit) -> int:
    return numbered_level(text[unit.start : unit.end])
