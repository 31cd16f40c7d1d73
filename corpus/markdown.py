"""Markdown beyond ``#``: code between fences, in which nothing is a heading, and underlined
headings.

Fences are backticks, or tildes with the name of a language: without one they may be an ornament. A
fence that is not closed is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.heading import could_be_heading, is_question, is_table_row
from corpus.passage import PassageKind
from corpus.span import Span, trimmed
from corpus.unit import Unit

_FENCE = re.compile(
    r"^[^\S\n]*(?:(?P<ticks>`{3,})[^`\n]*|(?P<tildes>~{3,})[^\S\n]*(?P<language>\w[^\n]*)?)$",
    re.MULTILINE,
)
_UNDERLINE = re.compile(r"(?:(={3,})|-{3,})")


def mark_code(text: str, found: list[Unit]) -> None:
    """Cut the units of ``text`` at the fences among them: a fence is furniture, and what stands
    between two is an item that heads nothing."""
    blocks = list(_code(text))
    if not blocks:
        return
    marked: list[Unit] = []
    at = 0
    for unit in found:
        while at < len(blocks) and blocks[at][-1].end <= unit.start:
            at += 1
        stop = at
        while stop < len(blocks) and blocks[stop][0].start < unit.end:
            stop += 1
        marked.extend(_cut(text, unit, blocks[at:stop]))
    found[:] = marked


def mark_underlined(text: str, found: list[Unit]) -> None:
    """Make headings of the lines among the units of ``text`` that have a line of ``=`` (level 1) or
    ``-`` (level 2) directly below."""
    for index, (unit, below) in enumerate(pairwise(found)):
        line = text[unit.start : unit.end]
        rule = _UNDERLINE.fullmatch(text, below.start, below.end)
        if (
            rule is not None
            and unit.kind is PassageKind.PARAGRAPH
            and text.count("\n", unit.end, below.start) == 1
            and not is_table_row(line)
            and (could_be_heading(line) or is_question(line))
        ):
            level = 1 if rule[1] else 2
            found[index] = replace(unit, kind=PassageKind.HEADING, level=level)


def _code(text: str) -> Iterator[tuple[Span, Span]]:
    """The two fences of each block of code."""
    opening: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opening is None:
            if fence["ticks"] or fence["language"]:
                opening = fence
        elif _closes(opening, fence):
            yield Span(*opening.span()), Span(*fence.span())
            opening = None


def _closes(opening: re.Match[str], fence: re.Match[str]) -> bool:
    marks = opening["ticks"] or opening["tildes"]
    bare = fence[0].strip()
    return bare.startswith(marks) and not bare.strip(marks[0])


def _cut(text: str, unit: Unit, blocks: Sequence[tuple[Span, Span]]) -> Iterator[Unit]:
    start = unit.start
    for opening, closing in blocks:
        for end, kind in (
            (opening.start, None),
            (opening.end, PassageKind.FURNITURE),
            (closing.start, PassageKind.LIST_ITEM),
            (closing.end, PassageKind.FURNITURE),
        ):
            span = trimmed(text, start, max(start, min(end, unit.end)))
            if span.start < span.end:
                yield _part(unit, span, kind)
            start = max(start, min(end, unit.end))
    span = trimmed(text, start, unit.end)
    if span.start < span.end:
        yield _part(unit, span, None)


def _part(unit: Unit, span: Span, kind: PassageKind | None) -> Unit:
    if kind is None:
        return replace(unit, start=span.start, end=span.end)
    return replace(unit, start=span.start, end=span.end, kind=kind, level=0)
