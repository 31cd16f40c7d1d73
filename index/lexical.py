"""BM25 over several fields of terms (Robertson and Zaragoza 2009), scored by bm25s.

A row is one text: a passage, or one translation of it. Each field turns texts into terms its own
way and has its own vocabulary, lengths and idf. A row's score is the weighted sum of its fields'
BM25 scores; a field by sentences counts the row's best sentence. In rows of other languages than
the query's, translations of its words (``index.translation``) are looked for too.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus import Language, detect_language
from index.analysis import (
    ANALYSIS_VERSION,
    analyse,
    character_terms,
    content_terms,
    opening_runs,
    pair_terms,
    phonetic_terms,
)
from index.postings import Postings
from index.translation import TranslationTable, bundled_table
from index.typos import Speller

_META = "lexical.json"
_STARTS = "sentence-starts.npy"
_LANGUAGES = "languages.npy"
_SPELLING = "stems"
"""The field whose vocabulary decides whether a word is known."""
_NUMBERS: Mapping[Language, int] = {Language.RU: 0, Language.KK: 1, Language.EN: 2}
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+")


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


FIELDS = (
    Field("stems", analyse, 0.6, 1.0, respelt=True, translated=_itself),
    Field(
        "sentences", analyse, 0.4, 0.3, b=0.3, by_sentence=True, respelt=True, translated=_itself
    ),
    Field("phonetic", phonetic_terms, 0.2, 0.6),
    Field("characters", character_terms, 0.15, 0.1, skip_common=True, translated=opening_runs),
    Field("pairs", pair_terms, 0.15, 0.0, b=0.4),
)
"""How these were chosen, and what each field brings: benchmarks/retrieval/README.md."""


class LexicalIndex:
    """BM25 scores of rows; built once, then read-only and safe to share between threads."""

    analysis_version: str = ANALYSIS_VERSION

    def __init__(
        self,
        languages: NDArray[np.int8],
        starts: NDArray[np.int64],
        postings: Mapping[str, Postings],
        speller: Speller,
        translations: TranslationTable | None = None,
    ) -> None:
        """``languages[i]`` is the number of row i's language, ``starts[i]`` its first sentence
        among the sentences of all rows; ``translations`` is the bundled table by default."""
        self._languages = languages
        self._starts = starts
        self._postings = postings
        self._speller = speller
        self._translations = bundled_table() if translations is None else translations
        self._held = frozenset(
            language for language, number in _NUMBERS.items() if (languages == number).any()
        )

    def __len__(self) -> int:
        return len(self._starts)

    @classmethod
    def build(
        cls,
        texts: Sequence[str],
        languages: Sequence[Language],
        translations: TranslationTable | None = None,
    ) -> Self:
        """Index ``texts[i]``, which is in ``languages[i]``, as row i."""
        if len(texts) != len(languages):
            raise ValueError(f"{len(texts)} texts, but {len(languages)} languages")
        split = [_SENTENCE_END.split(text) for text in texts]
        starts = np.cumsum([0, *map(len, split)], dtype=np.int64)[:-1]
        postings = {}
        for field in FIELDS:
            units = split if field.by_sentence else [[text] for text in texts]
            terms = (
                field.terms(unit, language)
                for row, language in zip(units, languages, strict=True)
                for unit in row
            )
            postings[field.name] = Postings.build(terms, field.k1, field.b)
        numbers = np.array([_NUMBERS[language] for language in languages], dtype=np.int8)
        speller = Speller.build(list(postings[_SPELLING].vocabulary))
        return cls(numbers, starts, postings, speller, translations)

    def search(self, query: str, language: Language | None, k: int) -> list[tuple[int, float]]:
        """The best ``k`` rows as (row, score), best first, equal scores by row, none at zero.

        Without a language the query's is detected.
        """
        return best_rows(self.scores(query, language), k)

    def scores(self, query: str, language: Language | None) -> NDArray[np.float32]:
        """float32[rows]: the score of every row."""
        if language is None:
            language = detect_language(query)
        others = self._held - {language}
        total = np.zeros(len(self), dtype=np.float32)
        if language in self._held:
            total = self._own(query, language)
        if others:
            cross = self._cross(query, language, others)
            total = np.where(self._languages == _NUMBERS[language], total, cross)
        return total

    def _own(self, query: str, language: Language) -> NDArray[np.float32]:
        """Scores as if every row were in the query's language."""
        total = np.zeros(len(self), dtype=np.float32)
        near = self._near(query, language)
        for field in FIELDS:
            terms = dict.fromkeys(field.terms(query, language), 1.0)
            total += field.weight * self._field(field, near | terms if field.respelt else terms)
        return total

    def _near(self, query: str, language: Language) -> dict[str, float]:
        known = self._postings[_SPELLING].vocabulary
        near: dict[str, float] = {}
        for stem in dict.fromkeys(content_terms(query, language)):
            if stem in known:
                continue
            for candidate, weight in self._speller.near(stem):
                near[candidate] = max(weight, near.get(candidate, 0.0))
        return near

    def _cross(
        self, query: str, language: Language, others: Collection[Language]
    ) -> NDArray[np.float32]:
        """Scores as if every row were in another language than the query."""
        translations: dict[str, float] = {}
        for stem in dict.fromkeys(content_terms(query, language)):
            for other in sorted(others):
                for translation, weight in self._translations.of(stem, language, other):
                    translations[translation] = max(weight, translations.get(translation, 0.0))
        total = np.zeros(len(self), dtype=np.float32)
        for field in FIELDS:
            if not field.cross_weight:
                continue
            terms: dict[str, float] = {}
            if field.translated:
                for translation, weight in translations.items():
                    for term in field.translated(translation):
                        terms[term] = max(weight, terms.get(term, 0.0))
            terms |= dict.fromkeys(field.terms(query, language), 1.0)
            total += field.cross_weight * self._field(field, terms)
        return total

    def _field(self, field: Field, terms: Mapping[str, float]) -> NDArray[np.float32]:
        scores = self._postings[field.name].scores(terms, skip_common=field.skip_common)
        return np.maximum.reduceat(scores, self._starts) if field.by_sentence else scores

    def check(self) -> None:
        """Read all of it.

        Raises:
            ValueError: it does not fit together.
        """
        for field in FIELDS:
            postings = self._postings[field.name]
            postings.check()
            units = postings.units
            if not field.by_sentence and units != len(self):
                raise ValueError(f"{field.name}: {units} texts, expected {len(self)}")
            if field.by_sentence and not _parts(self._starts, units):
                raise ValueError(f"{field.name}: sentences that are not in order")
        if self._languages.shape != self._starts.shape:
            raise ValueError(f"{self._languages.shape} languages, expected {self._starts.shape}")
        if not np.isin(self._languages, list(_NUMBERS.values())).all():
            raise ValueError("a language of no number")

    def save(self, directory: Path) -> None:
        """Write the index under ``directory``, which is created."""
        directory.mkdir(parents=True, exist_ok=True)
        for name, postings in self._postings.items():
            postings.save(directory / name)
        self._speller.save(directory)
        np.save(directory / _STARTS, self._starts)
        np.save(directory / _LANGUAGES, self._languages)
        meta = {"analysis_version": self.analysis_version}
        (directory / _META).write_text(json.dumps(meta), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path, mmap: bool = True) -> Self:
        """Read what ``save`` wrote; with ``mmap`` the postings stay on disk until touched."""
        postings = {
            field.name: Postings.load(directory / field.name, mmap=mmap) for field in FIELDS
        }
        speller = Speller.load(directory, list(postings[_SPELLING].vocabulary))
        languages, starts = np.load(directory / _LANGUAGES), np.load(directory / _STARTS)
        return cls(languages, starts, postings, speller)


def _parts(starts: NDArray[np.int64], units: int) -> bool:
    """Whether ``starts`` part ``units`` things into stretches, none of them empty."""
    if len(starts) == 0:
        return True
    return bool(starts[0] == 0 and starts[-1] < units and (starts[1:] > starts[:-1]).all())


def best_rows(scores: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
    """The ``k`` highest positive scores as (row, score), best first, equal ones by row."""
    rows = np.flatnonzero(scores > 0.0)
    if 0 < k < len(rows):
        threshold = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= threshold]
    order = np.lexsort((rows, -scores[rows]))[:k]
    return [(int(row), float(scores[row])) for row in rows[order]]
