"""Searching one open build: by vectors, by words, both fused, and anew in a reranker's order."""

from collections.abc import Iterable, Sequence
from functools import partial
from statistics import fmean

import numpy as np

from corpus import Language, detect_language
from index.build import Build
from index.embedder import Embedder, SentenceEmbedder
from index.fusion import CROSS_WEIGHT, OWN_WEIGHT, fuse
from index.hit import Hit
from index.interaction import WordEmbedder, WordInteraction
from index.reranker import Reranker
from index.sentences import SentenceVectors
from index.view import language_of, row_of, view_id

_DEPTH = 100
"""How many views each engine is asked for, at least."""
_DEPTH_PER_HIT = 4
_RERANKED = 30
"""How many passages a reranker reads: each costs it a forward pass."""

_Ranking = dict[int, tuple[float, int, Language]]
"""By catalog row: score, rank from 1, and language of the best view."""


class Searcher:
    """Finds the passages of a build; safe to share between threads."""

    def __init__(self, build: Build, embedder: Embedder, reranker: Reranker | None = None) -> None:
        self._build = build
        self._embedder = embedder
        self._reranker = reranker
        self._words = WordInteraction(embedder) if isinstance(embedder, WordEmbedder) else None

    def with_build(self, build: Build) -> "Searcher":
        """The same for another build, with what this one remembers: that is of texts, whatever
        build they are in."""
        other = Searcher(build, self._embedder, self._reranker)
        other._words = self._words
        return other

    def search(self, query: str, top_k: int, language: Language | None = None) -> list[Hit]:
        """The best ``top_k`` passages, best first.

        ``language`` is that of the query; without it the language is detected.

        Raises:
            ValueError: ``top_k`` is below 1.
            ModelError: the embedder failed.
            StoreUnavailableError: Milvus does not answer.
        """
        if top_k < 1:
            raise ValueError(f"top_k is {top_k}, expected at least 1")
        views = self._build.manifest.counts.views
        if views == 0:
            return []
        depth = min(max(_DEPTH, _DEPTH_PER_HIT * top_k), views)
        language = language or detect_language(query)
        dense = self._dense(query, depth)
        lexical = self._lexical(query, language, depth)
        fused = self._fused(query, language, dense, lexical)
        if self._reranker is not None:
            fused = self._reranked(self._reranker, query, language, fused)
        return [
            self._hit(row, score, rank, dense, lexical)
            for rank, (row, score) in enumerate(fused[:top_k], 1)
        ]

    def _reranked(
        self,
        reranker: Reranker,
        query: str,
        language: Language,
        fused: list[tuple[int, float]],
    ) -> list[tuple[int, float]]:
        """The best few in the reranker's order, with their fused scores; the rest as they were."""
        best = fused[:_RERANKED]
        passages = [self._build.catalog.passage_at(row) for row, _ in best]
        texts = [passage.translations.get(language, passage.text) for passage in passages]
        order = np.argsort(-reranker.score(query, texts), kind="stable").tolist()
        return [best[place] for place in order] + fused[_RERANKED:]

    def _fused(
        self, query: str, language: Language, dense: _Ranking, lexical: _Ranking
    ) -> list[tuple[int, float]]:
        best_view = next((view for _, _, view in lexical.values()), language)
        across = best_view is not language
        told = self._build.sentences
        return fuse(
            [(row, score) for row, (score, _, _) in dense.items()],
            [(row, score) for row, (score, _, _) in lexical.items()],
            size=self._build.manifest.counts.views,
            weight=CROSS_WEIGHT if across else OWN_WEIGHT,
            words=partial(self._interaction, self._words, query, language)
            if across and self._words is not None
            else None,
            tokens=partial(_met, self._embedder, query, told)
            if told is not None and isinstance(self._embedder, SentenceEmbedder)
            else None,
        )

    def _interaction(
        self, words: WordInteraction, query: str, language: Language, rows: Sequence[int]
    ) -> list[float]:
        found = [self._build.catalog.passage_at(row) for row in rows]
        return words.scores(query, language, [(each.text, each.language) for each in found])

    def _dense(self, query: str, depth: int) -> _Ranking:
        vector = self._embedder.encode_queries([query])
        if not vector.any():
            return {}
        [scores], [ids] = self._build.store.search(vector, depth)
        found = ids >= 0
        return _best_views(zip(ids[found].tolist(), scores[found].tolist(), strict=True))

    def _lexical(self, query: str, language: Language | None, depth: int) -> _Ranking:
        return _best_views(self._build.lexical.search(query, language, depth))

    def _hit(self, row: int, score: float, rank: int, dense: _Ranking, lexical: _Ranking) -> Hit:
        dense_score, dense_rank, dense_view = dense.get(row, (None, None, None))
        lexical_score, lexical_rank, lexical_view = lexical.get(row, (None, None, None))
        by_words = dense_rank is None or (lexical_rank is not None and lexical_rank <= dense_rank)
        view = lexical_view if by_words else dense_view
        assert view is not None
        return Hit(
            passage=self._build.catalog.passage_at(row),
            score=score,
            rank=rank,
            view=view,
            dense_score=dense_score,
            dense_rank=dense_rank,
            lexical_score=lexical_score,
            lexical_rank=lexical_rank,
        )


def _met(
    embedder: SentenceEmbedder, query: str, told: SentenceVectors, rows: Sequence[int]
) -> dict[int, float]:
    """How well the tokens of ``query`` are met by the best sentence of each row, the mean of its
    views; a row without sentences is left out."""
    views = [view_id(row, language) for row in rows for language in Language]
    by_row: dict[int, list[float]] = {}
    for view, score in told.met(embedder.encode_tokens(query), views).items():
        by_row.setdefault(row_of(view), []).append(score)
    return {row: fmean(scores) for row, scores in by_row.items()}


def _best_views(found: Iterable[tuple[int, float]]) -> _Ranking:
    """The best view of each passage, passages ranked by it; ``found`` is best first."""
    ranking: _Ranking = {}
    for view, score in found:
        row = row_of(view)
        if row not in ranking:
            ranking[row] = (score, len(ranking) + 1, language_of(view))
    return ranking
