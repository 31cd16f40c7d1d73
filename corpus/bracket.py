"""Brackets: the stretches of a text that stand in them."""

import re

from corpus.span import Span

_BRACKET = re.compile(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
_SMILE = re.compile(r"[:;=]-?$")
_LONGEST = 200
"""Characters in a pair of brackets: those of a longer pair are taken to be lost ones."""


def bracketed(text: str, span: Span) -> list[Span]:
    """What stands in brackets in ``text[span]``, the brackets included: in order, apart, the outer
    ones of nested pairs. A bracket without its other one is none, nor is that of a smile; a pair
    holds at most 200 characters. The time is linear in the length of the span.
    """
    found: list[Span] = []
    opened: dict[str, list[int]] = {"(": [], "[": []}
    for match in _BRACKET.finditer(text, span.start, span.end):
        mark, position = match[0], match.start()
        if mark in opened:
            if not _SMILE.search(text, max(span.start, position - 2), position):
                opened[mark].append(position)
            continue
        if not opened[_PARTNER[mark]]:
            continue
        start = opened[_PARTNER[mark]].pop()
        if match.end() - start > _LONGEST:
            continue
        while found and found[-1].start > start:
            found.pop()
        if not found or start >= found[-1].end:
            found.append(Span(start, match.end()))
    return found
