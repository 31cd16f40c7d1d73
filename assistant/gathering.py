"""Gathering passages: those that a question finds, and those that the last reply came from."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading import Searchable
from corpus import Language
from index import Hit

_BESIDE = 3
"""Passages that the reply may add."""


def told_passages(index: Searchable, reply: str | None, language: Language) -> Sequence[Hit]:
    """The passages nearest to what was told last; none where nothing was.

    Raises:
        IndexingError: the index cannot be searched.
    """
    return index.search(reply, top_k=_BESIDE, language=language) if reply else ()


def gather(
    index: Searchable, question: str, language: Language, depth: int, beside: Sequence[Hit] = ()
) -> list[Hit]:
    """The ``depth`` passages nearest to ``question``, then those ``beside`` it that are not among
    them, ranked behind them.

    Raises:
        IndexingError: the index cannot be searched.
    """
    hits = list(index.search(question, top_k=depth, language=language))
    if not hits:
        return hits
    known = {hit.passage.id for hit in hits}
    for hit in beside:
        if hit.passage.id not in known:
            hits.append(replace(hit, rank=len(hits) + 1, score=min(hit.score, hits[-1].score)))
    return hits
