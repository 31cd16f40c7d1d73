"""Fusion of the dense and the lexical ranking.

The default is a convex combination of scores (Bruch, Gai and Ingber 2023) that leaves BM25 its
scale: scores are divided by the idf of a term in one text, ln(1 + size), the same for every query.
A query whose words are found weighs its lexical part heavily; one whose words are hardly found
leaves the order to the vectors, the more so where the texts are in another language. The best rows
are then compared with the query more finely, token by token. Reciprocal rank fusion (Cormack,
Clarke and Büttcher 2009), which keeps no scale, is here to be compared with
(``benchmarks.retrieval``).
"""

from collections.abc import Callable, Mapping, Sequence
from math import log

Ranking = Sequence[tuple[int, float]]
"""Pairs of row and score, best first."""

OWN_WEIGHT = 2.0
CROSS_WEIGHT = 3.0
"""Of vectors, where a query and texts are in different languages."""
INTERACTION_WEIGHT = 1.5
TOKENS_WEIGHT = 8.0
INTERACTION_DEPTH = 50
"""How many rows a finer and slower score is asked for."""
_HALF = 2.0
"""The sum that gives a score of one half."""
_DEPTH = 60


def fuse(
    dense: Ranking,
    lexical: Ranking,
    *,
    size: int,
    weight: float = OWN_WEIGHT,
    words: Callable[[Sequence[int]], Sequence[float]] | None = None,
    tokens: Callable[[Sequence[int]], Mapping[int, float]] | None = None,
) -> list[tuple[int, float]]:
    """Rows of either ranking with fused scores in [0, 1), best first, equal ones by row.

    ``dense`` has inner products, which count ``weight`` times, ``lexical`` BM25 scores, of ``size``
    texts in all. A row that a ranking lacks gets its last score there (dense), or none (lexical).
    The best rows are also compared word by word (``words``, ``index.interaction``: scores on the
    scale of BM25) and token by token (``tokens``, ``index.tokenhead``: mean cosines); a row without
    the latter gets the lowest of the others.
    """
    sums = _sums(dense, lexical, size, weight)
    if words is not None:
        rows = _best(sums)
        for row, score in zip(rows, words(rows), strict=True):
            sums[row] += INTERACTION_WEIGHT * score / _scale(size)
    if tokens is not None:
        near = tokens(_best(sums))
        floor = min(near.values(), default=0.0)
        for row in sums:
            sums[row] += TOKENS_WEIGHT * near.get(row, floor)
    return _ordered({row: total / (total + _HALF) for row, total in sums.items()})


def _best(sums: dict[int, float]) -> list[int]:
    return [row for row, _ in _ordered(sums)[:INTERACTION_DEPTH]]


def _sums(dense: Ranking, lexical: Ranking, size: int, weight: float) -> dict[int, float]:
    floor = min((score for _, score in dense), default=0.0)
    by_vector = dict(dense)
    by_words = dict(lexical)
    return {
        row: by_words.get(row, 0.0) / _scale(size) + weight * max(by_vector.get(row, floor), 0.0)
        for row in by_vector.keys() | by_words.keys()
    }


def _scale(size: int) -> float:
    return log(1.0 + max(size, 1))


def reciprocal_ranks(rankings: Sequence[Ranking], depth: int = _DEPTH) -> list[tuple[int, float]]:
    """Reciprocal rank fusion: the sum of 1 / (depth + rank), as a share of the highest possible."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, (row, _) in enumerate(ranking, 1):
            share = (depth + 1) / (depth + rank) / len(rankings)
            scores[row] = scores.get(row, 0.0) + share
    return _ordered(scores)


def _ordered(scores: dict[int, float]) -> list[tuple[int, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
