"""PDF to plain text, with pypdf; lines are joined back into paragraphs."""

import logging
import re
from collections import Counter
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.limits import Limits

_FULL_LINE = 0.75
"""A line shorter than this share of the longest one is the last of its paragraph."""

_TERMINAL = tuple('.!?…:;»"”)')
_ITEM = re.compile(r"(?:[-•‣▪●–—]|\d{1,3}[.)])\s")
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*$")
_REPEATED_ON = 3


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
    pages = _without_furniture(pages)
    full = _FULL_LINE * max((len(line) for page in pages for line in page), default=0)
    paragraphs = _join_pages([_paragraphs(page, full) for page in pages])
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


def _without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Pages without their numbers and without first and last lines that many pages share."""
    edges = Counter(
        edge for page in pages for edge in {line for line in (page[:1] + page[-1:]) if line}
    )
    repeated = {
        line for line, count in edges.items() if count >= _REPEATED_ON and count > len(pages) / 2
    }

    def is_furniture(line: str) -> bool:
        return not line or line in repeated or _PAGE_NUMBER.match(line) is not None

    kept = []
    for page in pages:
        start, end = 0, len(page)
        while start < end and is_furniture(page[start]):
            start += 1
        while start < end and is_furniture(page[end - 1]):
            end -= 1
        kept.append(page[start:end])
    return kept


def _paragraphs(lines: list[str], full: float) -> list[str]:
    found: list[str] = []
    previous = ""
    for line in lines:
        if line:
            goes_on = previous and (len(previous) >= full or line[0].islower())
            if goes_on and not _ITEM.match(line):
                found[-1] = _join(found[-1], line)
            else:
                found.append(line)
        previous = line
    return found


def _join_pages(pages: list[list[str]]) -> list[str]:
    found: list[str] = []
    for page in pages:
        if found and page and page[0][0].islower() and not found[-1].endswith(_TERMINAL):
            found[-1] = _join(found[-1], page[0])
            page = page[1:]
        found.extend(page)
    return found


def _join(left: str, right: str) -> str:
    """Two lines as one; a word hyphenated between them is made whole, but for «ИИ-модели»."""
    if left.endswith("\u00ad"):
        return left[:-1] + right
    word = left.rsplit(" ", 1)[-1][:-1]
    if left.endswith("-") and word.isalpha() and right[0].islower():
        return left + right if word.isupper() else left[:-1] + right
    return f"{left} {right}"
