"""BM25 over several fields of terms.

A row is one text: a passage, or one translation of it. Each field (``index.fields``) turns texts
into terms its own way and has its own vocabulary, lengths and idf. A row's score is the weighted
sum of its fields' BM25 scores; a field by sentences counts the row's best sentence. In rows of
other languages than the query's, translations of its words (``index.translation``) are looked for
too.

The rows are in segments (``index.livesegment``), and the statistics that BM25 needs (how many units
there are, their mean length, how many have a term) are those of the rows that are left in all of
them: an index scores the same whichever segments its rows are in.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus import Language, detect_language
from index.analysis import content_terms
from index.bm25 import Scores, Statistics
from index.fields import FIELDS, SPELLING, Field
from index.livesegment import LiveSegment
from index.segment import LANGUAGE_NUMBERS, Segment
from index.segments import load_segments
from index.translation import TranslationTable, bundled_table
from index.typos import nearest
from index.view import Ids
from index.vocabulary import hashes_of

_LARGE = 10_000
"""Units from which on a field may pass over common terms."""
_COMMON = 10
"""A term of more than one in this many units is common: it takes longest to add, tells least."""
Weights = Mapping[str, Mapping[str, float]]
"""Of terms, by field."""


class LexicalIndex:
    """BM25 scores of rows, which are known by their views; safe to share between threads."""

    def __init__(
        self,
        segments: Sequence[tuple[Segment, Ids]],
        translations: TranslationTable | None = None,
    ) -> None:
        """Search segments, leaving out the rows of each that were removed; views ascend from one
        segment to the next. ``translations`` is the bundled table by default."""
        self._parts = [LiveSegment.of(segment, removed) for segment, removed in segments]
        self._translations = bundled_table() if translations is None else translations
        self._statistics = {
            field.name: sum((part.statistics(field) for part in self._parts), Statistics(0, 0))
            for field in FIELDS
        }
        held = set[int]().union(*(part.languages_held() for part in self._parts))
        self._held = frozenset(
            language for language, number in LANGUAGE_NUMBERS.items() if number in held
        )

    def __len__(self) -> int:
        return sum(part.left for part in self._parts)

    @classmethod
    def build(
        cls,
        texts: Sequence[str],
        languages: Sequence[Language],
        translations: TranslationTable | None = None,
    ) -> Self:
        """Index ``texts[i]``, which is in ``languages[i]``, as view i, in memory."""
        if len(texts) != len(languages):
            raise ValueError(f"{len(texts)} texts, but {len(languages)} languages")
        segment = Segment.build(np.arange(len(texts)), texts, languages)
        return cls([(segment, np.empty(0, dtype=np.int64))], translations)

    @classmethod
    def load(cls, directory: Path) -> Self:
        """The segments of a build (see ``load_segments``), which stay on disk until touched."""
        return cls([(stored.segment, stored.removed) for stored in load_segments(directory)])

    @property
    def views(self) -> Ids:
        """Every view that can be found, ascending."""
        return np.concatenate([np.empty(0, dtype=np.int64), *(part.views for part in self._parts)])

    def search(self, query: str, language: Language | None, k: int) -> list[tuple[int, float]]:
        """The best ``k`` views and their scores, best first, equal scores by view, none at zero.

        Without a language the query's is detected.
        """
        if language is None:
            language = detect_language(query)
        if not self._held:
            return []
        scores = self._scores(query, language)
        found = [best_rows(each, k) for each in scores]
        views = [
            part.segment.views[rows] for part, (rows, _) in zip(self._parts, found, strict=True)
        ]
        best = _best(np.concatenate(views), np.concatenate([each for _, each in found]), k)
        return list(zip(best[0].tolist(), best[1].tolist(), strict=True))

    def check(self) -> None:
        """Read all of it.

        Raises:
            ValueError: it does not fit together.
        """
        last = -1
        for part in self._parts:
            part.check()
            left = part.views
            if len(left):
                if left[0] <= last:
                    raise ValueError("segments that are not in order")
                last = int(left[-1])

    def _scores(self, query: str, language: Language) -> list[NDArray[np.float32]]:
        """float32[rows] for each segment: the score of every row, zero for a removed one."""
        number = LANGUAGE_NUMBERS[language]
        others = self._held - {language}
        terms = {field.name: dict.fromkeys(field.terms(query, language), 1.0) for field in FIELDS}
        stems = list(dict.fromkeys(content_terms(query, language)))
        own = self._own(terms, stems) if language in self._held else {}
        cross = self._cross(terms, stems, language, others) if others else {}
        totals = [np.zeros(len(part.segment)) for part in self._parts]
        for field in FIELDS:
            here, there = own.get(field.name, {}), cross.get(field.name, {})
            names = list({**here, **there})
            spans, counts = self._look_up(field, names)
            idf = self._idf(field, counts)
            weights = (
                idf * [field.weight * here.get(name, 0.0) for name in names],
                idf * [field.cross_weight * there.get(name, 0.0) for name in names],
            )
            statistics = self._statistics[field.name]
            for part, found, total in zip(self._parts, spans, totals, strict=True):
                part.add(field, statistics, found, weights, number, total)
        for part, total in zip(self._parts, totals, strict=True):
            total[part.removed] = 0.0
        return [total.astype(np.float32) for total in totals]

    def _own(self, terms: Weights, stems: Sequence[str]) -> Weights:
        """What is looked for in rows of the query's language, where the query has these terms."""
        near = self._near(stems)
        return {
            field.name: {**near, **terms[field.name]} if field.respelt else terms[field.name]
            for field in FIELDS
        }

    def _near(self, stems: Sequence[str]) -> dict[str, float]:
        """Terms that those of ``stems`` which are nowhere may be misspelt for."""
        near: dict[str, float] = {}
        for stem, known in zip(stems, self._known(stems), strict=True):
            if known:
                continue
            found = {
                each for part in self._parts for each in part.segment.speller.within_reach(stem)
            }
            candidates = sorted(found)
            present = self._known([term for _, term in candidates])
            kept = (each for each, here in zip(candidates, present, strict=True) if here)
            for candidate, weight in nearest(kept):
                near[candidate] = max(weight, near.get(candidate, 0.0))
        return near

    def _known(self, stems: Sequence[str]) -> list[bool]:
        """Whether each of ``stems`` is in a row that can be found."""
        _, counts = self._look_up(SPELLING, stems)
        return [count > 0 for count in counts.tolist()]

    def _cross(
        self, terms: Weights, stems: Sequence[str], language: Language, others: Collection[Language]
    ) -> Weights:
        """What is looked for in rows of ``others`` than the query's language."""
        translations: dict[str, float] = {}
        for stem in stems:
            for other in sorted(others):
                for translation, weight in self._translations.of(stem, language, other):
                    translations[translation] = max(weight, translations.get(translation, 0.0))
        looked_for = {}
        for field in FIELDS:
            if not field.cross_weight:
                continue
            translated: dict[str, float] = {}
            if field.translated:
                for translation, weight in translations.items():
                    for term in field.translated(translation):
                        translated[term] = max(weight, translated.get(term, 0.0))
            looked_for[field.name] = {**translated, **terms[field.name]}
        return looked_for

    def _look_up(
        self, field: Field, terms: Sequence[str]
    ) -> tuple[list[tuple[Ids, Ids]], NDArray[np.int64]]:
        """Where the terms are in the postings of each segment (see ``Postings.spans``), and in how
        many units each is."""
        encoded = [term.encode("utf-8", "surrogatepass") for term in terms]
        hashes = hashes_of(encoded)
        spans = [part.segment.postings[field.name].spans(encoded, hashes) for part in self._parts]
        counts = np.zeros(len(terms), dtype=np.int64)
        for part, (begin, end) in zip(self._parts, spans, strict=True):
            counts += part.counts(field, begin, end)
        return spans, counts

    def _idf(self, field: Field, counts: NDArray[np.int64]) -> Scores:
        """The idf of terms; zero for one that is in no unit, or is passed over."""
        statistics = self._statistics[field.name]
        idf = statistics.idf(counts)
        if field.skip_common and statistics.units >= _LARGE:
            idf[counts > statistics.units // _COMMON] = 0.0
        return idf


def best_rows(scores: NDArray[np.float32], k: int) -> tuple[Ids, NDArray[np.float32]]:
    """The rows of the ``k`` highest positive scores, and those, best first, equal ones by row."""
    rows = np.flatnonzero(scores > 0.0)
    return _best(rows, scores[rows], k)


def _best(names: Ids, scores: NDArray[np.float32], k: int) -> tuple[Ids, NDArray[np.float32]]:
    if 0 < k < len(names):
        kept = scores >= np.partition(scores, len(names) - k)[len(names) - k]
        names, scores = names[kept], scores[kept]
    order = np.lexsort((names, -scores))[:k]
    return names[order], scores[order]
