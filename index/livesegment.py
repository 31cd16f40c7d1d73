"""A segment as it is searched: the rows of it that are left, what BM25 asks of them, their scores.

A unit is a row, or a sentence of one where the field is by sentences. Units of rows that were
removed count for nothing in the statistics. They are scored with the others, and it is the index
that puts those scores to zero.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from index.bm25 import Scores, Statistics, saturations
from index.fields import Field
from index.postings import Mask
from index.segment import Segment
from index.view import Ids


@dataclass(frozen=True, slots=True)
class LiveSegment:
    """A segment and what was removed of it; the masks, of its rows and of their sentences, are
    None where nothing was."""

    segment: Segment
    removed: Ids
    live_rows: Mask | None
    live_sentences: Mask | None

    @classmethod
    def of(cls, segment: Segment, removed: Ids) -> Self:
        if not len(removed):
            return cls(segment, removed, None, None)
        live = np.ones(len(segment), dtype=bool)
        live[removed] = False
        return cls(segment, removed, live, segment.units_of(live))

    @property
    def left(self) -> int:
        """How many rows are left."""
        return len(self.segment) - len(self.removed)

    @property
    def views(self) -> Ids:
        """The views of the rows that are left, ascending."""
        return np.delete(self.segment.views, self.removed)

    def live(self, field: Field) -> Mask | None:
        """bool[units] of a field: which are left; None: all are."""
        return self.live_sentences if field.by_sentence else self.live_rows

    def statistics(self, field: Field) -> Statistics:
        """Those of the units that are left."""
        return Statistics.of(self.segment.postings[field.name], self.live(field))

    def languages_held(self) -> set[int]:
        """The numbers of the languages of the rows that are left."""
        languages = self.segment.languages
        left = languages if self.live_rows is None else languages[self.live_rows]
        return set(np.unique(left).tolist())

    def counts(self, field: Field, begin: Ids, end: Ids) -> Ids:
        """In how many units that are left the terms are which have these stretches of postings."""
        live = self.live(field)
        if live is None:
            return end - begin
        units = self.segment.postings[field.name].units
        edges = zip(begin.tolist(), end.tolist(), strict=True)
        left = (np.count_nonzero(live[units[first:last]]) for first, last in edges)
        return np.fromiter(left, np.int64, len(begin))

    def add(
        self,
        field: Field,
        statistics: Statistics,
        spans: tuple[Ids, Ids],
        weights: tuple[Scores, Scores],
        language: int,
        total: Scores,
    ) -> None:
        """Add a field's scores to those of the rows: of the terms whose stretches of postings are
        ``spans``, each weighted by the first of ``weights`` in rows of ``language``, by the second
        in others."""
        begin, end = spans
        own, cross = weights
        wanted = np.flatnonzero((end > begin) & ((own > 0.0) | (cross > 0.0)))
        if not len(wanted):
            return
        segment = self.segment
        begin, end = begin[wanted], end[wanted]
        slices = [slice(*edges) for edges in zip(begin.tolist(), end.tolist(), strict=True)]
        postings = segment.postings[field.name]
        units, scores = saturations(postings, statistics, slices, field.k1, field.b)
        here = segment.languages[segment.sentence_rows[units] if field.by_sentence else units]
        sizes = end - begin
        scores *= np.where(
            here == language, np.repeat(own[wanted], sizes), np.repeat(cross[wanted], sizes)
        )
        by_unit = np.bincount(units, scores, len(postings.lengths))
        if not field.by_sentence:
            total += by_unit
            return
        found = np.flatnonzero(by_unit)
        rows = segment.sentence_rows[found]
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        if len(first):
            total[rows[first]] += np.maximum.reduceat(by_unit[found], first)

    def check(self) -> None:
        """Read all of it.

        Raises:
            ValueError: it does not fit together.
        """
        self.segment.check()
        removed = self.removed
        inside = removed.dtype == np.int64 and (np.diff(removed, prepend=-1) > 0).all()
        if not inside or (len(removed) and removed[-1] >= len(self.segment)):
            raise ValueError("removed rows that are not there")
