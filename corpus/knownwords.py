"""Words that are known to be right, looked up by what a misspelt one has in common with them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Self, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.commonwords import common_words
from corpus.language import Language
from corpus.latinspelling import sound_of
from corpus.wordlists import fold_letters

WORD = re.compile(r"[^\W\d_]+")
SLIPS = ((5, 4), (8, 9))
"""By how many slips are sought: the fewest letters of a word that may have them, and the level of
one that is meant."""
OF_SOURCES = 99
"""The level of a word of the sources, above that of any common one."""
_LONG, _COMMON = 8, 6
"""Letters of a word that is not short, and the level of one that a shorter one is a slip of."""
_MATCHES = 5
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class Keyed:
    """Words by a key that several may share, of which the commonest is kept, with its level; keys
    by their first letters, those of common words first."""

    def __init__(self, falling: Iterable[tuple[str, str, int]]) -> None:
        self.words: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.starting: dict[str, list[str]] = defaultdict(list)
        for key, word, level in falling:
            if key not in self.words:
                self.words[key] = word
                self.levels[key] = level
                self.starting[key[:1]].append(key)

    def near(self, key: str, slips: int) -> Iterator[tuple[str, str]]:
        """A few keys that are ``slips`` edits from ``key``, with their words, the commonest first;
        in a short word any slip makes another, so that a common one is meant."""
        shortest, level = SLIPS[slips - 1]
        if len(key) < shortest:
            return
        least = level if len(key) >= _LONG else _COMMON
        alike = [
            other
            for other in self.starting.get(key[0], ())
            if abs(len(other) - len(key)) <= slips and self.levels[other] >= least
        ]
        for other, distance, _ in process.extract(
            key, alike, scorer=OSA.distance, score_cutoff=slips, limit=_MATCHES
        ):
            if distance == slips:
                yield other, self.words[other]


class Words:
    """Words with their levels; ``named`` are those that are only written with a capital."""

    def __init__(self, levels: Mapping[str, int], named: frozenset[str] = frozenset()) -> None:
        self.levels = levels
        self.named = named
        self._falling = sorted(levels.items(), key=lambda item: (-item[1], item[0]))

    @classmethod
    def of_sources(cls, sources: Iterable[str]) -> Self:
        """The words of the sources, parts of names as words too."""
        parts = {part for word in sources for part in WORD.findall(word)}
        plain = {part for part in parts if part.islower()}
        levels = dict.fromkeys((part.lower() for part in parts), OF_SOURCES)
        return cls(levels, frozenset(levels.keys() - plain))

    @cached_property
    def folded(self) -> Keyed:
        """By what they are without Kazakh letters and «ё»."""
        return Keyed((fold_letters(word), word, level) for word, level in self._falling)

    @cached_property
    def sounded(self) -> Keyed:
        """Those in Cyrillic by their sound (``corpus.latinspelling``)."""
        return Keyed(
            (sound_of(word), word, level) for word, level in self._falling if _CYRILLIC.match(word)
        )


Known: TypeAlias = tuple[Words, Words]
"""Words of the sources, and common ones."""


@cache
def common(language: Language) -> Words:
    """The common words of a language."""
    return Words(common_words().of(language))
