"""Common words: those that stand often in texts of the three languages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Self

from corpus.language import Language

FILE = Path(__file__).parent / "data" / "words.txt"


class CommonWords:
    """How common words are, by language: the binary logarithm of how often each stands in what
    ``corpus.train.commonwords`` read, rounded down; a lower-case word of letters alone."""

    def __init__(self, levels: Mapping[Language, Mapping[str, int]]) -> None:
        self._levels = levels

    @classmethod
    def load(cls, path: Path = FILE) -> Self:
        """Read lines of a language, a level and words."""
        levels: dict[Language, dict[str, int]] = {language: {} for language in Language}
        for line in path.read_text(encoding="utf-8").splitlines():
            language, level, *words = line.split(" ")
            levels[Language(language)].update(dict.fromkeys(words, int(level)))
        return cls(levels)

    def of(self, language: Language) -> Mapping[str, int]:
        """The words of a language, with their levels."""
        return self._levels[language]


@cache
def common_words() -> CommonWords:
    """Those shipped with the package."""
    return CommonWords.load()
