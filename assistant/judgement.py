"""Judging the best passages of a pool: the question and each passage read together.

Reading two texts together costs as much as reading the passage once more, so only the few passages
that the ranker has at the top are judged (a cascade: Matveeva et al., "High Accuracy Retrieval with
Multiple Nested Ranker", SIGIR 2006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.features import JUDGED, NAMES, Matrix, Pool
from assistant.matching import view_for
from assistant.query import Query
from index import Vectors

_LEAST = -20.0
"""The log-odds of a sentence that could not be read."""


def judged(pool: Pool, scores: NDArray[np.float64], query: Query, passages: int) -> Pool:
    """``pool`` with what the judge of ``query`` says of its best so many ``passages`` by
    ``scores``; as it is where there is no judge."""
    if query.judge is None or not passages or not pool.candidates:
        return pool
    best = _best(pool, scores, passages)
    views = [view_for(pool.candidates[i].reading, query.language) for i in best]
    kept = [(i, view.whole) for i, view in zip(best, views, strict=True) if view.whole is not None]
    if not kept:
        return pool
    told = query.judge(
        query.wording, [view.embedded for _, view in kept], [view.spans for _, view in kept]
    )
    by_passage = {
        pool.candidates[i].reading.passage.id: np.maximum(odds.astype(float), _LEAST)
        for (i, _), odds in zip(kept, told, strict=True)
    }
    features = pool.features.copy()
    features[:, NAMES.index(JUDGED[0]) :] = _columns(pool, by_passage)
    return replace(pool, features=features)


def _best(pool: Pool, scores: NDArray[np.float64], passages: int) -> list[int]:
    """The best candidate of each of the best ``passages`` that may answer."""
    found: dict[str, int] = {}
    order: Sequence[int] = np.argsort(-np.where(pool.allowed, scores, -np.inf)).tolist()
    for i in order:
        if len(found) == passages or not pool.allowed[i]:
            break
        found.setdefault(pool.candidates[i].reading.passage.id, i)
    return list(found.values())


def _columns(pool: Pool, by_passage: Mapping[str, Vectors]) -> Matrix:
    """The columns of JUDGED."""
    every = np.concatenate(list(by_passage.values()))
    top = max(0.0, float(every.max()))
    total = np.exp(-top) + np.exp(every - top).sum()
    found = np.zeros((len(pool.candidates), len(JUDGED)))
    found[:, -1] = np.exp(-top) / total
    for row, candidate in enumerate(pool.candidates):
        odds = by_passage.get(candidate.reading.passage.id)
        if odds is None:
            continue
        own = odds[candidate.first : candidate.last + 1]
        share = float(np.exp(own - top).sum() / total)
        others = [
            part.max()
            for key, whole in by_passage.items()
            for part in (
                (whole[: candidate.first], whole[candidate.last + 1 :])
                if key == candidate.reading.passage.id
                else (whole,)
            )
            if len(part)
        ]
        best = float(own.max())
        margin = best - float(max(others, default=_LEAST))
        found[row, :-1] = (1.0, best, share, float(every.max()) - best, margin)
    return found
