"""Spans: half-open ranges of Unicode code points."""

from typing import NamedTuple


class Span(NamedTuple):
    """``text[start:end]``, in code points; a plain ``(start, end)`` pair to whoever unpacks it."""

    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space at either end of it; empty where all is space."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
