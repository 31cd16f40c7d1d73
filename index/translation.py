"""A small bilingual table of stems: the words an English question shares with a Russian passage.

The weights are symmetric translation probabilities, sqrt(p(t|s) p(s|t)), from IBM Model 1 (Brown et
al. 1993) over this project's own lexicon; ``python -m index.train.translations`` makes the table.
A query is expanded through it term by term (Darwish and Oard 2003, weighted structured queries).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Self

from corpus import Language

FILE_NAME = "translations.tsv"
Entry = tuple[Language, str, Language, str, float]
"""Source language, stem, target language, stem, weight in (0, 1]; read in both directions."""


class TranslationTable:
    """Stems to weighted stems of another language."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        table: dict[tuple[Language, Language], dict[str, list[tuple[str, float]]]] = {}
        for source, stem, target, translation, weight in entries:
            for here, there, key, value in (
                (source, target, stem, translation),
                (target, source, translation, stem),
            ):
                pair = table.setdefault((here, there), defaultdict(list))
                pair[key].append((value, weight))
        self._table: Mapping[tuple[Language, Language], Mapping[str, list[tuple[str, float]]]]
        self._table = {pair: dict(stems) for pair, stems in table.items()}

    @classmethod
    def parse(cls, lines: Iterable[str]) -> Self:
        """Read lines «ru<TAB>stem<TAB>en<TAB>stem<TAB>weight»; # begins a comment."""
        rows = (line.rstrip("\n").split("\t") for line in lines if not line.startswith("#"))
        return cls(
            (Language(source), stem, Language(target), translation, float(weight))
            for source, stem, target, translation, weight in rows
        )

    def of(self, stem: str, source: Language, target: Language) -> list[tuple[str, float]]:
        """Stems of ``target`` for a stem of ``source``, with weights; none where it is unknown."""
        return self._table.get((source, target), {}).get(stem, [])


@cache
def bundled_table() -> TranslationTable:
    """The table that ships with the package, read once."""
    text = (files("index") / "data" / FILE_NAME).read_text(encoding="utf-8")
    return TranslationTable.parse(text.splitlines())
