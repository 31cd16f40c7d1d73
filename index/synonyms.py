"""Groups of words that may stand for one another in a question: «бабки» for «средства».

Made by ``python -m index.train.synonyms`` from ``index/train/synonyms``. A word or phrase of a text
leads to the stems of the other members of its groups, in any of the three languages (query
expansion by a thesaurus, Voorhees, SIGIR 1994).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Self

from corpus import Language

FILE_NAME = "synonyms.tsv"
COLUMNS = (Language.RU, Language.KK, Language.EN)
Phrase = tuple[str, ...]
"""The content stems of a member, in order."""
Group = Mapping[Language, Sequence[Phrase]]

_LONGEST = 3


class SynonymTable:
    """Phrases of stems to the weighted stems that may stand for them."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups = list(groups)
        self._of: dict[tuple[Language, Phrase], list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for language, phrases in group.items():
                for phrase in phrases:
                    self._of[language, phrase].append(number)

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Read lines of three columns (ru, kk, en), members parted by «|», stems by a space."""
        rows = (line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))
        return cls(
            {
                language: [tuple(member.split()) for member in cell.split("|") if member]
                for language, cell in zip(COLUMNS, row, strict=True)
            }
            for row in rows
        )

    def related(
        self, stems: Sequence[str], language: Language, target: Language
    ) -> list[dict[str, float]]:
        """For each of ``stems``, in the order of a text in ``language``, the stems of ``target``
        that may stand for it or for a phrase it is part of, with weights in (0, 1].

        A phrase of several groups, being ambiguous, counts less in each; so does a stem that
        stands for it only together with others.
        """
        found: list[dict[str, float]] = [{} for _ in stems]
        for first in range(len(stems)):
            for length in range(1, min(_LONGEST, len(stems) - first) + 1):
                phrase = tuple(stems[first : first + length])
                for stem, weight in self._near(phrase, language, target).items():
                    for place in range(first, first + length):
                        if stem not in phrase:
                            found[place][stem] = max(weight, found[place].get(stem, 0.0))
        return found

    def _near(self, phrase: Phrase, language: Language, target: Language) -> dict[str, float]:
        numbers = self._of.get((language, phrase), ())
        near: dict[str, float] = {}
        for number in numbers:
            for other in self._groups[number].get(target, ()):
                weight = 1.0 / (len(numbers) ** 0.5 * len(other))
                for stem in other:
                    near[stem] = max(weight, near.get(stem, 0.0))
        return near


@cache
def bundled_synonyms() -> SynonymTable:
    """The table that ships with the package, read once."""
    text = (files("index") / "data" / FILE_NAME).read_text(encoding="utf-8")
    return SynonymTable.parse(text.splitlines())
