"""Gathering passages: those that a question finds, and those that the last reply came from."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading import Searchable
from corpus import Language
from index import Hit

_BESIDE = 3
"""Passages that the reply may add."""


def gather(
    index: Searchable, question: str, language: Language, depth: int, reply: str | None = None
) -> list[Hit]:
    """The ``depth`` passages nearest to ``question``, then those nearest to ``reply`` that are not
    among them, ranked behind them.

    Raises:
        IndexingError: the index cannot be searched.
    """
    hits = list(index.search(question, top_k=depth, language=language))
    if not reply or not hits:
        return hits
    known = {hit.passage.id for hit in hits}
    beside: Sequence[Hit] = index.search(reply, top_k=_BESIDE, language=language)
    for hit in beside:
        if hit.passage.id not in known:
            hits.append(replace(hit, rank=len(hits) + 1, score=min(hit.score, hits[-1].score)))
    return hits
