"""Pools of the questions that were written for documents, follow-ups in each of their readings."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Turn
from assistant.features import build_pool
from assistant.focus import focus_of
from assistant.followup import resolve
from assistant.gathering import gather, told_passages
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.subject import about
from assistant.train.pools import LabelledPool, Variant
from assistant.words import stems_of
from corpus import Document, Language
from index import Embedder, SearchIndex, build_index


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a piece of text that answers is: offsets in a document."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question after a ``history``; each of ``evidence`` answers it, none where nothing does."""

    text: str
    language: Language
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Turn, ...] = ()


def place_of(documents: Sequence[Document], piece: str) -> Evidence:
    """Where ``piece`` is in the first of ``documents`` that holds it.

    Raises ValueError where none does.
    """
    for document in documents:
        start = document.text.find(piece)
        if start >= 0:
            return Evidence(document.id, start, start + len(piece))
    raise ValueError(f"not in the texts: {piece!r}")


def written_question(row: dict[str, Any], evidence: Sequence[Evidence]) -> WrittenQuestion:
    """The question of ``row``: its ``question``, ``lang`` and ``history``."""
    history = tuple(Turn.model_validate(turn) for turn in row.get("history", ()))
    return WrittenQuestion(row["question"], Language(row["lang"]), tuple(evidence), history)


def asked_pools(
    documents: Sequence[Document],
    questions: Sequence[tuple[WrittenQuestion, Variant]],
    embedder: Embedder,
    rarity: Rarity,
    depth: int,
) -> Iterator[LabelledPool]:
    """A pool for each reading of each question, asked of an index of ``documents``; the variant of
    one that they do not answer is given with it."""
    with tempfile.TemporaryDirectory() as name:
        build_index(documents, Path(name), embedder)
        index = SearchIndex.open(Path(name), embedder)
        reader = Reader(index)
        by_id = {document.id: index.document(document.id) for document in documents}
        for asked, unanswerable in questions:
            variant = Variant.AS_IS if asked.evidence else unanswerable
            language = asked.language
            resolved = resolve(asked.text, asked.history, language)
            reply = resolved.reply
            beside = told_passages(index, reply, language)
            own = frozenset(stems_of(asked.text, language))
            for question in filter(None, (resolved.question, resolved.otherwise)):
                hits = gather(index, question, language, depth, beside)
                query = analyse_query(question, language, embedder, rarity)
                readings = reader.read([hit.passage for hit in hits])
                focus = None if reply is None else focus_of(reply, readings, own)
                if resolved.about:
                    kept = about(resolved.about, readings, focus, by_id, language)
                    hits, readings = [hits[i] for i in kept], [readings[i] for i in kept]
                pool = build_pool(query, hits, readings, focus)
                holds = [
                    any(
                        c.reading.passage.document_id == one.document_id
                        and c.start <= one.start
                        and one.end <= c.end
                        for one in asked.evidence
                    )
                    for c in pool.candidates
                ]
                yield LabelledPool(query, pool, np.array(holds, dtype=bool), variant, language)
        index.close()
