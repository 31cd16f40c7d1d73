"""Pools of candidates for training questions, answerable and made unanswerable.

Unanswerable variants: the paragraph with the evidence left out; only its sentence left out, the
rest of the paragraph kept (a near miss); a name of the question swapped for another (right fact,
other subject), or its number, or a year added to it; the question asked of another collection (off
topic).
"""

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.features import Pool, build_pool
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.train.questions import Paragraph, TrainingQuestion, sample
from corpus import Language, document_from_text
from index import Embedder, Hit, SearchIndex, build_index


class Variant(StrEnum):
    """How a question was put."""

    AS_IS = "as_is"
    NO_PARAGRAPH = "no_paragraph"
    NO_SENTENCE = "no_sentence"
    OTHER_NAME = "other_name"
    OTHER_NUMBER = "other_number"
    OTHER_TEXTS = "other_texts"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class LabelledPool:
    """A pool of ``query``; ``holds[i]`` tells whether candidate i holds an answer."""

    query: Query
    pool: Pool
    holds: NDArray[np.bool_]
    variant: Variant
    language: Language


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a piece of text that answers is: offsets in a document."""

    document_id: str
    start: int
    end: int


def holding(pool: Pool, evidence: Sequence[Evidence]) -> NDArray[np.bool_]:
    """bool[candidates]: which of ``pool`` hold a piece of ``evidence`` whole."""
    return np.array(
        [
            any(
                candidate.reading.passage.document_id == one.document_id
                and candidate.start <= one.start
                and one.end <= candidate.end
                for one in evidence
            )
            for candidate in pool.candidates
        ],
        dtype=bool,
    )


_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w.,])")
_IN_YEAR = {Language.RU: "в {} году", Language.KK: "{} жылы", Language.EN: "in {}"}
_NAME = re.compile(r"(?<=\s)[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ][\w-]{2,}")


class Collection:
    """A block of paragraphs, indexed in a temporary directory."""

    def __init__(
        self, block: Sequence[Paragraph], embedder: Embedder, rarity: Rarity, depth: int
    ) -> None:
        self._block = block
        self._rarity = rarity
        self._embedder = embedder
        self._depth = depth
        documents = [
            document_from_text(paragraph.text, id=f"p{i}", title=f"p{i}",
                               language=paragraph.language)
            for i, paragraph in enumerate(block)
        ]  # fmt: skip
        self._shifted = {d.id for d, p in zip(documents, block, strict=True) if d.text != p.text}
        self._directory = tempfile.TemporaryDirectory()
        directory = Path(self._directory.name)
        build_index(documents, directory, embedder)
        self._index = SearchIndex.open(directory, embedder)
        self._reader = Reader(self._index)

    def close(self) -> None:
        """Remove the index."""
        self._index.close()
        self._directory.cleanup()

    def pools(
        self, per_paragraph: int, strangers: Sequence[TrainingQuestion], rng: random.Random
    ) -> Iterator[LabelledPool]:
        """Labelled pools of the block's questions and of ``strangers`` to it."""
        names = [n for p in self._block for q in p.questions for n in _NAME.findall(q.text)]
        for number, paragraph in enumerate(self._block):
            if f"p{number}" in self._shifted:
                continue
            for question in sample(paragraph, per_paragraph, rng):
                yield from self._variants(number, paragraph, question, names, rng)
        language = self._block[0].language
        for stranger in strangers:
            yield self._pool(stranger.text, language, self._find(stranger.text, language), (),
                             Variant.OTHER_TEXTS)  # fmt: skip

    def _variants(
        self,
        number: int,
        paragraph: Paragraph,
        question: TrainingQuestion,
        names: Sequence[str],
        rng: random.Random,
    ) -> Iterator[LabelledPool]:
        language = paragraph.language
        hits = self._find(question.text, language)
        gold = f"p{number}"
        evidence = [Evidence(gold, start, end) for start, end in question.answers]
        yield self._pool(question.text, language, hits, evidence, Variant.AS_IS)
        chance = rng.random()
        if chance < 0.25:
            rest = [hit for hit in hits if hit.passage.document_id != gold]
            yield self._pool(question.text, language, rest, (), Variant.NO_PARAGRAPH)
        elif chance < 0.6:
            rest = [self._without(hit, gold, question) for hit in hits]
            kept = [hit for hit in rest if hit.passage.sentences]
            yield self._pool(question.text, language, kept, (), Variant.NO_SENTENCE)
        else:
            variant = Variant.OTHER_NAME if chance < 0.85 else Variant.OTHER_NUMBER
            swapped = (
                other_name(question.text, paragraph.text, names, rng)
                if variant is Variant.OTHER_NAME
                else other_number(question.text, language, rng)
            )
            if swapped is not None:
                found = self._find(swapped, language)
                yield self._pool(swapped, language, found, (), variant)

    def _find(self, question: str, language: Language) -> list[Hit]:
        return list(self._index.search(question, self._depth, language))

    def _without(self, hit: Hit, document_id: str, question: TrainingQuestion) -> Hit:
        passage = hit.passage
        if passage.document_id != document_id:
            return hit
        spans = question.answers
        kept = tuple(
            s for s in passage.sentences if not any(a < s.end and s.start < b for a, b in spans)
        )
        gone = replace(passage, id=f"{passage.id}-{question.text}", sentences=kept)
        return replace(hit, passage=gone)

    def _pool(
        self,
        question: str,
        language: Language,
        hits: Sequence[Hit],
        evidence: Sequence[Evidence],
        variant: Variant,
    ) -> LabelledPool:
        query = analyse_query(question, language, self._embedder, self._rarity)
        pool = build_pool(query, hits, self._reader.read([hit.passage for hit in hits]))
        return LabelledPool(query, pool, holding(pool, evidence), variant, language)


def other_name(
    question: str, paragraph: str, names: Sequence[str], rng: random.Random
) -> str | None:
    """``question`` with one of its names swapped for one of ``names`` that its paragraph lacks."""
    own = _NAME.findall(question)
    others = [name for name in names if name not in paragraph]
    if not own or not others:
        return None
    return question.replace(rng.choice(own), rng.choice(others))


def other_number(question: str, language: Language, rng: random.Random) -> str:
    """``question`` with its number changed, or with a year it was not asked about."""
    found = _NUMBER.search(question)
    if found is not None:
        changed = str(int(found.group()) + rng.choice((-7, -3, 2, 5, 11, 40)))
        return question[: found.start()] + changed + question[found.end() :]
    return f"{question.rstrip('?. ')} {_IN_YEAR[language].format(rng.randint(1850, 2040))}?"
