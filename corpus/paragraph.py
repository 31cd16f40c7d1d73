"""Paragraphs: the blocks that translations are aligned by."""

import re

from corpus.span import Span, trimmed

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LOWER_CASE_SHARE = 0.2
"""A text without blank lines is taken as hard-wrapped when more of its lines start so."""


def blocks(text: str) -> list[Span]:
    """The stretches of ``text`` between blank lines, trimmed, in order."""
    spans = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        spans.append(trimmed(text, start, gap.start()))
        start = gap.end()
    spans.append(trimmed(text, start, len(text)))
    return [span for span in spans if span.start < span.end]


def lines(text: str, span: Span) -> list[Span]:
    """The lines of ``text[span]`` that are not blank, trimmed, in order."""
    spans = []
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        line = trimmed(text, start, end)
        if line.start < line.end:
            spans.append(line)
        start = end + 1
    return spans


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text``: in order, apart, trimmed, covering all but white space.

    Blank lines separate paragraphs. A text without a single blank line has one paragraph a line,
    unless it looks hard-wrapped (more than a fifth of its lines go on in lower case): then it is
    one paragraph.
    """
    found = blocks(text)
    if len(found) != 1:
        return found
    rows = lines(text, found[0])
    wrapped = sum(text[row.start].islower() for row in rows[1:])
    return rows if wrapped <= _LOWER_CASE_SHARE * (len(rows) - 1) else found
