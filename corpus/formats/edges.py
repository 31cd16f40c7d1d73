"""Edges of pages: the numbers of the pages, and the lines that head or foot them."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from corpus.wordlists import words

_DEEP = 3
"""Lines at the top and at the bottom of a page that may be none of its text."""
_REPEATED_ON = 3
_NUMBERED_ON = 2
_NUMBERED_SHARE = 0.25
"""Of the pages: some have no number, and parts of a file may be numbered anew."""
_BARE = re.compile(r"[\s\[(–—-]*\d{1,4}(?:\s*/\s*\d{1,4})?[\s\])–—-]*")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_TITLED = re.compile(r"[^\W\d_]+\.?\s*(?:№\s*)?\d{1,4}\.?")
"""A word and its number, which may be the title of what a page holds: «Глава 2», "Lesson 5"."""
_PAGE_WORDS = words("страница стр с лист из бет беттің беттен парақ page pages pg p of")


def without_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of ``pages`` without what heads and foots them, blank lines included.

    That is a line which more than half of at least three pages share, in its letters if a number in
    it goes up with the pages; a line that two pages share so, where its number goes on from those
    at the edges of other pages; and a page's number, with words for it or without, that goes up
    with the pages too.
    """
    kept = [_trimmed(page) for page in pages]
    edges = _Edges(len(pages))
    for _ in range(_DEEP):
        edges.learn(kept)
        kept = [_trimmed(edges.off(page, number)) for number, page in enumerate(kept, 1)]
    return kept


class _Edges:
    """What is known of the edges of ``count`` pages."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._repeated: set[str] = set()
        self._numbering: set[int] = set()
        """What a number at the edge of most pages is over that of the page."""
        self._starts: defaultdict[str, set[int]] = defaultdict(set)
        """The same in the lines of these letters."""

    def learn(self, pages: Sequence[Sequence[str]]) -> None:
        """Learn of the first and last lines of ``pages``."""
        often = max(_REPEATED_ON, self._count // 2 + 1)
        lines = Counter(line for page in pages for line in _ends(page))
        self._repeated.update(line for line, count in lines.items() if count >= often)
        told = [
            {(_letters(line), start) for line in _ends(page) for start in _starts(line, number)}
            for number, page in enumerate(pages, 1)
        ]
        of_all = Counter(start for found in told for start in {start for _, start in found})
        self._numbering.update(start for start, count in of_all.items() if count >= often)
        of_letters = Counter(each for found in told for each in found)
        for (letters, start), count in of_letters.items():
            if start in self._numbering:
                needed: float = 1 if _is_of_page(letters) else _NUMBERED_ON
            else:
                share = self._count * _NUMBERED_SHARE
                needed = max(_NUMBERED_ON, share) if _is_of_page(letters) else often
            if count >= needed:
                self._starts[letters].add(start)

    def off(self, page: Sequence[str], number: int) -> list[str]:
        """``page``, which is the one of this ``number``, without a first and a last line that are
        no text of it."""
        found = list(page)
        if found and self._is_edge(found[-1], number):
            found.pop()
        if found and self._is_edge(found[0], number):
            found.pop(0)
        return found

    def _is_edge(self, line: str, number: int) -> bool:
        if line in self._repeated:
            return True
        letters = _letters(line)
        starts = _starts(line, number)
        goes_up = not starts.isdisjoint(self._starts[letters])
        if not letters:
            # too few pages to go up with: then a 1 on the first one is its number, a 1000 is not
            shown = self._count <= _NUMBERED_ON and 0 in starts
            return _BARE.fullmatch(line) is not None and (goes_up or shown)
        if _is_of_page(letters):
            return goes_up or 0 in starts
        return goes_up and _TITLED.fullmatch(line) is None


def _ends(page: Sequence[str]) -> set[str]:
    return {*page[:1], *page[-1:]}


def _is_of_page(letters: str) -> bool:
    """Whether a line of these letters tells a number and nothing else, in words for it or none."""
    return _PAGE_WORDS.issuperset(letters.split())


def _trimmed(page: Sequence[str]) -> list[str]:
    """``page`` without blank lines at its top and bottom."""
    filled = [place for place, line in enumerate(page) if line]
    return list(page[filled[0] : filled[-1] + 1]) if filled else []


def _letters(line: str) -> str:
    return " ".join(_WORD.findall(line.casefold()))


def _starts(line: str, number: int) -> set[int]:
    return {int(found) - number for found in _NUMBER.findall(line)}
