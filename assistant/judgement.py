"""Judging the best passages of a pool: the question and each passage read together.

Reading two texts together costs as much as reading the passage once more, so only the few passages
that the ranker has at the top are judged (a cascade: Matveeva et al., "High Accuracy Retrieval with
Multiple Nested Ranker", SIGIR 2006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from assistant.columns import Matrix, better, margins
from assistant.features import JUDGED, NAMES, Pool
from assistant.matching import view_for
from assistant.query import Query
from assistant.reading import PassageReading
from corpus import Language
from index import Vectors, View

_LEAST = -20.0
"""The log-odds of a sentence that could not be read."""


def judged(pool: Pool, scores: NDArray[np.float64], query: Query, passages: int) -> Pool:
    """``pool`` with what the judge of ``query`` says of its best so many ``passages`` by
    ``scores``, the mean of a text and its translation; as it is where there is no judge."""
    if query.judge is None or not passages:
        return pool
    read = [
        (reading.passage.id, whole)
        for reading in _best(pool, scores, passages)
        for whole in _texts(reading, query.language)
    ]
    if not read:
        return pool
    texts = [whole for _, whole in read]
    odds = query.judge.judge(query.wording, [t.embedded for t in texts], [t.spans for t in texts])
    told: dict[str, list[Vectors]] = {}
    for (passage, _), found in zip(read, odds, strict=True):
        told.setdefault(passage, []).append(np.maximum(found, _LEAST))
    features = pool.features.copy()
    features[:, NAMES.index(JUDGED[0]) :] = _columns(
        pool, {passage: np.mean(found, axis=0) for passage, found in told.items()}
    )
    return replace(pool, features=features)


def _texts(reading: PassageReading, language: Language) -> list[View]:
    """The passage as the question's language has it, and as it was written: what is said of both
    is better than of either."""
    views = view_for(reading, language), reading.views[reading.passage.language]
    return [
        v.whole for v in {view.language: view for view in views}.values() if v.whole is not None
    ]


def _best(pool: Pool, scores: NDArray[np.float64], passages: int) -> list[PassageReading]:
    """The best ``passages`` that may answer."""
    found: dict[str, PassageReading] = {}
    order: Sequence[int] = np.argsort(-np.where(pool.allowed, scores, -np.inf)).tolist()
    for i in order:
        if len(found) == passages or not pool.allowed[i]:
            break
        reading = pool.candidates[i].reading
        found.setdefault(reading.passage.id, reading)
    return list(found.values())


def _columns(pool: Pool, told: Mapping[str, Vectors]) -> Matrix:
    """The columns of JUDGED, by the log-odds told of each passage's sentences."""
    odds = np.concatenate(list(told.values())).astype(float)
    starts = dict(zip(told, np.cumsum([0, *map(len, told.values())]).tolist(), strict=False))
    rows = np.array([candidate.reading.passage.id in told for candidate in pool.candidates])
    places = [
        (starts[c.reading.passage.id] + c.first, starts[c.reading.passage.id] + c.last)
        for c in compress(pool.candidates, rows)
    ]
    first, last = np.array(places).T
    top = max(0.0, float(odds.max()))
    shares = np.exp(np.append(odds, 0.0) - top)
    shares /= shares.sum()
    best = better(odds, first, last)
    found = np.zeros((len(rows), len(JUDGED)))
    found[:, -1] = shares[-1]
    found[rows, :-1] = np.column_stack(
        [
            np.ones(len(first)),
            best,
            shares[first] + np.where(last > first, shares[last], 0.0),
            odds.max() - best,
            margins(odds, first, last, _LEAST),
        ]
    )
    return found
