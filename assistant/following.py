"""Features of a follow-up's candidates: where they stand to what was told last, and what they hold
of the words that it adds."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.candidate import Candidate
from assistant.columns import Matrix, better, share
from assistant.focus import Focus
from assistant.matching import Matches
from assistant.query import Query

_NEAR_PASSAGES = 2


def following(candidates: Sequence[Candidate], focus: Focus | None) -> Matrix:
    """Where each candidate stands to what was told last: itself told, in full or in part; after
    it or before it in its passage; in one of the next passages."""
    found = np.zeros((len(candidates), 6))
    if focus is None:
        return found
    found[:, 0] = 1.0
    places: dict[str, list[int]] = {}
    for candidate in candidates:
        passage = candidate.reading.passage
        if passage.id in focus.told or passage.id in focus.part:
            places.setdefault(passage.document_id, []).append(passage.ordinal)
    for row, candidate in enumerate(candidates):
        passage = candidate.reading.passage
        own = range(candidate.first, candidate.last + 1)
        told, part = focus.told.get(passage.id), focus.part.get(passage.id)
        spoken = (told or frozenset()) | (part or frozenset())
        if told and all(i in told for i in own):
            found[row, 1] = 1.0
        elif part and any(i in part for i in own):
            found[row, 2] = 1.0
        elif spoken and candidate.first > min(spoken):
            found[row, 3] = 1.0
        elif spoken:
            found[row, 4] = 1.0
        else:
            distances = [passage.ordinal - place for place in places.get(passage.document_id, ())]
            found[row, 5] = any(0 < distance <= _NEAR_PASSAGES for distance in distances)
    return found


def own_words(
    query: Query,
    focus: Focus | None,
    table: Matches,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> Matrix:
    """float64[candidates, 2]: whether the follow-up adds words to the conversation, and the share
    of them that each candidate, from sentence ``first`` to ``last``, holds."""
    said = focus.own if focus is not None else frozenset()
    own = np.array([bool(t.stems[query.language] & said) for t in query.terms], dtype=bool)
    if not own.any() or own.all():
        return np.zeros((len(first), 2))
    held = share(query.weights[own], better(table.match, first, last)[own])
    return np.column_stack([np.ones(len(first)), held])
