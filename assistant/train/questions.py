"""Training questions: SQuAD-like lines with their paragraphs."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Language


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the questions asked about it."""

    language: Language
    text: str
    questions: "tuple[TrainingQuestion, ...]"


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question with the spans of its answers in its paragraph; none when it has no answer."""

    text: str
    answers: tuple[tuple[int, int], ...]


def read_paragraphs(path: Path) -> list[Paragraph]:
    """The paragraphs of a file of lines ``{lang, context, question, answers, answerable}``."""
    grouped: dict[tuple[str, str], list[TrainingQuestion]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = {(a["start"], a["start"] + len(a["text"])) for a in row["answers"]}
            question = TrainingQuestion(row["question"], tuple(sorted(spans)))
            if row["answerable"] == bool(spans):
                grouped.setdefault((row["lang"], row["context"]), []).append(question)
    return [Paragraph(Language(lang), text, tuple(qs)) for (lang, text), qs in grouped.items()]


def blocks(paragraphs: Sequence[Paragraph], size: int) -> Iterator[Sequence[Paragraph]]:
    """Runs of ``size`` neighbouring paragraphs: a collection each, of a few articles."""
    for start in range(0, len(paragraphs), size):
        block = paragraphs[start : start + size]
        if len(block) >= size // 2:
            yield block


def sample(paragraph: Paragraph, count: int, rng: random.Random) -> list[TrainingQuestion]:
    """At most ``count`` answerable questions of a paragraph."""
    answerable = [q for q in paragraph.questions if q.answers]
    return rng.sample(answerable, min(count, len(answerable)))
