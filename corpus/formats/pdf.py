"""PDF to plain text, with pypdf; lines are joined back into paragraphs."""

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median

from pypdf import PdfReader
from pypdf.errors import DependencyError

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.edges import without_edges
from corpus.formats.hyphens import Hyphens
from corpus.formats.limits import Limits

_FULL = 0.75
"""A line shorter than this share of the width of its text is the last of its paragraph."""
_FULL_AT_STOP = 0.9
"""The same for a line at whose end a sentence may end."""
_AS_WIDE = 0.85
"""A line is about as wide as the longest of its paragraph from this share of it on."""
_FEWEST = 3
_NARROWEST = 40
"""Prose is seldom set in fewer characters; where lines are shorter, most are no prose."""

_TERMINAL = tuple('.!?…:;»"”)')
_BROKEN = re.compile(r"\w[-‐\u00ad]$")
_ITEM = re.compile(r"(?:[-*•‣▪●–—]|\d{1,3}[.)])\s")


def read_pdf(data: bytes, limits: Limits) -> Content:
    """The text of a PDF, without page numbers and lines that head or foot its pages.

    Raises UnreadableSourceError if it needs a password, has more than ``limits.max_pages`` pages
    or ``limits.max_chars`` characters, or holds no text (a scan); on a damaged one, whatever pypdf
    does.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its advice has no reader here
    try:
        pages = _pages(data, limits)
    except DependencyError as error:
        raise UnreadableSourceError("is encrypted; expected a PDF without a password") from error
    paragraphs = _paragraphs(without_edges(pages))
    if not paragraphs:
        raise UnreadableSourceError("holds no text; is it a scan?")
    return Content("\n\n".join(paragraphs))


def _pages(data: bytes, limits: Limits) -> list[list[str]]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableSourceError("is encrypted; expected a PDF without a password")
    if len(reader.pages) > limits.max_pages:
        raise UnreadableSourceError(
            f"has {len(reader.pages)} pages, expected at most {limits.max_pages}"
        )
    pages = []
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > limits.max_chars:
            raise UnreadableSourceError(f"has more than {limits.max_chars} characters")
        pages.append([line.strip() for line in text.split("\n")])
    return pages


@dataclass(slots=True)
class _Paragraph:
    """The lines of a paragraph so far, and how long the longest is."""

    lines: list[str]
    longest: int

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.longest = max(self.longest, len(line))


def _paragraphs(pages: list[list[str]]) -> list[str]:
    width = _width(pages)
    found: list[_Paragraph] = []
    below_blank = True
    for page in pages:
        turned = True
        for line in page:
            if line and not below_blank and _goes_on(found[-1], line, width, turned=turned):
                found[-1].add(line)
            elif line:
                found.append(_Paragraph([line], len(line)))
            below_blank = not line
            turned = False
    hyphens = Hyphens(line for page in pages for line in page)
    return [hyphens.join(paragraph.lines) for paragraph in found]


def _goes_on(paragraph: _Paragraph, line: str, width: float, *, turned: bool) -> bool:
    """Whether ``line``, the one below ``paragraph`` or first on the next page, is of it too."""
    last = paragraph.lines[-1]
    if _ITEM.match(line):
        return False
    if _BROKEN.search(last[-2:]):
        return True
    if not turned:
        return line[0].islower() or _is_full(paragraph, width)
    is_prose = line[0].islower() or (len(paragraph.lines) > 1 and _is_full(paragraph, width))
    return is_prose and not last.endswith(_TERMINAL)


def _width(pages: list[list[str]]) -> float:
    """How long the lines are that the paragraphs of the text fill: the median of those that surely
    go on or, where they are few, of those that are long enough for prose."""
    lines = [line for page in pages for line in page]
    longest = max(map(len, lines), default=0)
    told = [
        len(line)
        for line, below in pairwise(lines)
        if line and below[:1].islower() and not line.endswith(_TERMINAL)
    ]
    if len(told) < _FEWEST:
        told = [len(line) for line in lines if len(line) >= min(longest, _NARROWEST)]
    return max(median(told), min(longest, _NARROWEST)) if told else 0


def _is_full(paragraph: _Paragraph, width: float) -> bool:
    """Whether the last line of ``paragraph`` is as long as lines are in the text, or in the
    paragraph itself if no sentence ends with it."""
    last = paragraph.lines[-1]
    stops = last.endswith(_TERMINAL)
    if len(last) >= (_FULL_AT_STOP if stops else _FULL) * max(width, paragraph.longest):
        return True
    told = len(paragraph.lines) >= _FEWEST
    return told and not stops and len(last) >= _AS_WIDE * paragraph.longest
