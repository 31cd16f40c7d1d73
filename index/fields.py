"""The fields of the lexical index: the ways a text becomes terms, and how each is scored.

How these were chosen, and what each field brings: benchmarks/retrieval/README.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus import Language
from index.analysis import analyse, character_terms, opening_runs, pair_terms, phonetic_terms


@dataclass(frozen=True, slots=True)
class Field:
    """A way to turn text into terms, and the BM25 parameters it is scored with.

    ``weight`` counts in rows of the query's language, ``cross_weight`` in the others, where the
    query's translations, turned by ``translated`` from stems into terms, are looked for too.
    With ``respelt``, near terms stand in for a query term that is nowhere in the index.
    """

    name: str
    terms: Callable[[str, Language], list[str]]
    weight: float
    cross_weight: float
    k1: float = 0.9
    b: float = 0.6
    by_sentence: bool = False
    respelt: bool = False
    skip_common: bool = False
    translated: Callable[[str], Sequence[str]] | None = None


def _itself(stem: str) -> tuple[str]:
    return (stem,)


SPELLING = Field("stems", analyse, 0.6, 1.0, respelt=True, translated=_itself)
"""The field whose vocabulary decides whether a word is known."""

FIELDS = (
    SPELLING,
    Field(
        "sentences", analyse, 0.4, 0.3, b=0.3, by_sentence=True, respelt=True, translated=_itself
    ),
    Field("phonetic", phonetic_terms, 0.2, 0.6),
    Field("characters", character_terms, 0.15, 0.1, skip_common=True, translated=opening_runs),
    Field("pairs", pair_terms, 0.15, 0.0, b=0.4),
)
