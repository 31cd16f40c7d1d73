"""Fusion of the dense and the lexical ranking."""

from collections.abc import Sequence

_DEPTH = 60


def fuse(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]]
) -> list[tuple[int, float]]:
    """Reciprocal rank fusion of two rankings of (row, score), best first; scores in [0, 1]."""
    scores: dict[int, float] = {}
    for ranking in (dense, lexical):
        for rank, (row, _) in enumerate(ranking, 1):
            scores[row] = scores.get(row, 0.0) + (_DEPTH + 1) / (_DEPTH + rank) / 2
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
