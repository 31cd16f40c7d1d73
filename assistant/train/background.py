"""Background frequencies of stems, counted over running text."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus import Language
from index import analyse

_MAX_STEMS = 6_000
_MIN_COUNT = 3
_LEVEL = 5


def stem_weights(sentences: Iterable[str], language: Language) -> dict[str, int]:
    """Scaled inverse document frequency, in hundredths, of the commonest stems.

    A stem is weighted ln(N / n) / ln(N / c), c being the least count kept, so that 100 is what a
    stem too rare for the table gets; weights are rounded to fives to keep the file small.
    """
    counts: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        counts.update({s for s in analyse(sentence, language) if not s.startswith("#")})
        total += 1
    kept = [(stem, n) for stem, n in counts.most_common(_MAX_STEMS) if n >= _MIN_COUNT]
    if not kept:
        return {}
    scale = math.log(total / kept[-1][1])
    return {stem: _LEVEL * round(100 * math.log(total / n) / scale / _LEVEL) for stem, n in kept}


def write_rarity(weights: Mapping[Language, Mapping[str, int]], path: Path) -> None:
    """Write the file that ``assistant.rarity`` reads: stems grouped by weight."""
    data: dict[str, dict[str, str]] = {}
    for language, stems in weights.items():
        levels: dict[int, list[str]] = {}
        for stem, weight in stems.items():
            levels.setdefault(weight, []).append(stem)
        data[language.value] = {
            str(level): " ".join(sorted(levels[level])) for level in sorted(levels)
        }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
