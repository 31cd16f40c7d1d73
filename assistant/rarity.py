"""How rare a stem is in running text of its language: a background for small collections.

In a handful of texts every word is rare; the background frequencies, counted by
``assistant.train`` over public text, tell «использовать» from «кошелек» all the same.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Self

from corpus import Language

WEIGHTS = Path(__file__).parent / "weights"
_FILE = "rarity.json"


class Rarity:
    """Weights in [0, 1] of stems: their scaled inverse document frequency."""

    unseen = 1.0

    def __init__(self, weights: Mapping[Language, Mapping[str, float]]) -> None:
        self._weights = weights

    @classmethod
    def load(cls, directory: Path = WEIGHTS) -> Self:
        """Read what ``assistant.train`` wrote: per language, stems joined by spaces by weight."""
        data = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        return cls(
            {
                Language(language): {
                    stem: int(level) / 100
                    for level, stems in levels.items()
                    for stem in stems.split(" ")
                }
                for language, levels in data.items()
            }
        )

    def weight(self, stem: str, language: Language) -> float:
        """The weight of ``stem``; 1 for one never seen."""
        return self._weights.get(language, {}).get(stem, self.unseen)


@cache
def bundled_rarity() -> Rarity:
    """The background frequencies shipped with the package."""
    return Rarity.load()
