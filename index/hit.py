"""Hits: ranked passages."""

from dataclasses import dataclass

from corpus import Language, Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a query.

    ``score`` is the fused score in [0, 1]; ``rank`` counts from 1, in a reranker's order where one
    is used. A part (dense, lexical) that
    did not return the passage has None for its score (inner product in [-1, 1]; BM25, unbounded)
    and rank. ``view`` is the language of the view of the passage (the original or a translation)
    that matched best.
    """

    passage: Passage
    score: float
    rank: int
    view: Language
    dense_score: float | None = None
    dense_rank: int | None = None
    lexical_score: float | None = None
    lexical_rank: int | None = None
