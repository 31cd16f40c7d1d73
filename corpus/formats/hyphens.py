"""Hyphens at the end of a line: those of a word that was broken, and those of a compound."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus.wordlists import words

_SOFT = "\u00ad"
_HYPHENS = ("-", "‐")
_LONGEST_WORD = 100
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐]$")
_AFTER_FIGURE = re.compile(r"\d(?:[-‐](?=\w)|[–—](?=\d))")
_COMPOUNDS = words(
    """
    онлайн офлайн оффлайн интернет веб бизнес пресс вице премьер дата северо юго
    online offline self
    """
)
"""First parts that a hyphen follows in nearly all words that they open."""


class Hyphens:
    """The joining of lines, by the words of the text that they are of."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = {
            word.casefold().replace("‐", "-") for line in lines for word in _WORD.findall(line)
        }

    def join(self, lines: Sequence[str]) -> str:
        """Lines as one: a word that was broken between two of them is made whole.

        Its hyphen stays where it is that of a compound: after figures («5-летний»), capitals
        («ИИ-модели»), a single letter ("e-government") or the first part of many compounds, before
        a capital («Алма-Ата»), and where the rest of the text has the word with it alone. A word
        that the rest of the text has without it never keeps it.
        """
        pieces: list[str] = []
        for left, right in pairwise(lines):
            pieces += self._parted(left, right)
        return "".join([*pieces, *lines[-1:]])

    def _parted(self, left: str, right: str) -> tuple[str, str]:
        """``left``, maybe without its hyphen, and what parts it from ``right``."""
        if left.endswith(_SOFT):
            return left[:-1], ""
        if _AFTER_FIGURE.match(left[-2:] + right[:1]):
            return left, ""
        broken = _BROKEN.search(left[-_LONGEST_WORD:]) if left.endswith(_HYPHENS) else None
        if broken is None or not right[0].isalnum():
            return left, " "
        rest = _WORD.match(right[:_LONGEST_WORD])
        is_compound = rest is None or self._is_compound(broken[1], rest[0])
        return (left if is_compound else left[:-1]), ""

    def _is_compound(self, first: str, rest: str) -> bool:
        if first.isupper() or rest[0].isupper():
            return True
        one, other = first.casefold(), rest.casefold()
        if one + other in self._words:
            return False
        return len(one) == 1 or one in _COMPOUNDS or f"{one}-{other}" in self._words
