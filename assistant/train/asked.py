"""Pools of the questions that were written for documents, follow-ups in each of their readings."""

import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.answer import Turn
from assistant.features import build_pool
from assistant.focus import focus_of
from assistant.followup import resolve
from assistant.gathering import gather, told_passages
from assistant.meant import as_meant
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.subject import about
from assistant.train.pools import Evidence, LabelledPool, Variant, holding
from assistant.words import stems_of
from corpus import Document, Language
from index import Embedder, SearchIndex, build_index

_FAR = 6
"""Questions about anything that each group is asked in each language, of each file."""


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


def group_pools(
    groups: Iterable[tuple[Sequence[Document], Sequence[WrittenQuestion]]],
    embedder: Embedder,
    rarity: Rarity,
    depth: int,
    strangers: int,
    far: Sequence[Mapping[str, Sequence[str]]],
) -> list[list[LabelledPool]]:
    """For each group of documents a pool for each of its questions, for some of the other groups',
    to which it has no answer, and for some about anything, of each file in ``far``."""
    groups = list(groups)
    chance = random.Random(0)
    found = []
    for documents, own in groups:
        others = [
            replace(question, evidence=())
            for _, questions in groups
            for question in questions
            if questions is not own and not question.history
        ]
        asked = chance.sample(others, min(strangers, len(others))) + _anything(far, chance)
        written = [(question, Variant.WRITTEN) for question in own]
        strange = [(question, Variant.OTHER_TEXTS) for question in asked]
        found.append(list(asked_pools(documents, [*written, *strange], embedder, rarity, depth)))
    return found


def _anything(
    far: Sequence[Mapping[str, Sequence[str]]], chance: random.Random
) -> list[WrittenQuestion]:
    """Some questions about anything of each file in each language."""
    return [
        WrittenQuestion(question, Language(language))
        for one in far
        for language, questions in one.items()
        for question in chance.sample(questions, min(_FAR, len(questions)))
    ]


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
            said = as_meant(asked.text, language, index, reader, depth)
            resolved = resolve(said, asked.history, language)
            reply = resolved.reply
            beside = told_passages(index, reply, language)
            own = frozenset(stems_of(said, language))
            for question in filter(None, (resolved.question, resolved.otherwise)):
                hits = gather(index, question, language, depth, beside)
                query = analyse_query(question, language, embedder, rarity)
                readings = reader.read([hit.passage for hit in hits])
                focus = None if reply is None else focus_of(reply, readings, own)
                if resolved.about:
                    kept = about(resolved.about, readings, focus, by_id, language)
                    hits, readings = [hits[i] for i in kept], [readings[i] for i in kept]
                pool = build_pool(query, hits, readings, focus)
                holds = holding(pool, asked.evidence)
                yield LabelledPool(query, pool, holds, variant, language)
        index.close()
