"""Training of the part that reads a question and a text together.

The lower layers stay as they are, so what they say of every question and paragraph is worked out
once. A question is learned with a paragraph that answers it, where there is one, and with the
nearest of those that do not: a softmax over all their sentences and «none», whose score is zero, so
that scores are log-odds, and questions without an answer teach as much as the others. A few are
put to another lesson, where nothing answers them.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding
from torch import Tensor
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from corpus import Language
from index.layers import LONGEST
from index.train.encoder.export import cut
from index.train.encoder.lessons import Lesson
from index.train.encoder.parts import JudgePart
from index.train.encoder.tune import Schedule, Student

Floats = NDArray[np.float32]
States = NDArray[np.float16]

_QUESTIONS = 16
_PARAGRAPHS = 2
_NEAREST = 6
_WITHOUT = 0.08
"""The share of questions from which the paragraphs that answer are kept back."""
_STRANGE = 0.1
"""The share of questions that are put to another lesson."""
_TRANSLATED = 0.35
"""The share of questions asked of a text in any of its languages."""
_HEAD_RATE = 10.0
"""How much faster than the layers' the head's rate is."""


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """What the lower layers say of a paragraph's tokens; the tokens of each sentence, [start, end);
    the sentences' unit vectors; and their numbers in the lesson."""

    states: States
    places: Sequence[tuple[int, int]]
    vectors: Floats
    numbers: range


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """What the lower layers say of a question's tokens, its unit vector, its language, and the
    numbers of the sentences that answer it."""

    states: States
    vector: Floats
    language: Language
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class ReadLesson:
    """A lesson as a tuned model reads it."""

    paragraphs: Mapping[Language, Sequence[ReadParagraph]]
    questions: Sequence[ReadQuestion]


def read_lessons(student: Student, lessons: Sequence[Lesson]) -> Iterator[ReadLesson]:
    """Every lesson, read by a tuned model."""
    student.eval()
    lower, _ = cut(student.model)

    def states(encoding: Encoding) -> States:
        embedded = student.model.embeddings(torch.tensor([encoding.ids[:LONGEST]]))
        found: States = lower(embedded)[0].numpy().astype(np.float16)
        return found

    with torch.no_grad():
        for lesson in lessons:
            paragraphs = {}
            for language, texts in lesson.paragraphs.items():
                vectors = student.paragraphs(texts)[0].numpy()
                found, first = [], 0
                for text in texts:
                    encoding, places = student.placed(text)
                    numbers = range(first, first := first + len(places))
                    part = vectors[numbers.start : numbers.stop]
                    found.append(ReadParagraph(states(encoding), places, part, numbers))
                paragraphs[language] = found
            asked = student.queries([question.text for question in lesson.questions]).numpy()
            questions = [
                ReadQuestion(
                    states(student.encoded(question.text)),
                    vector,
                    question.language,
                    frozenset(question.answers),
                )
                for question, vector in zip(lesson.questions, asked, strict=True)
            ]
            yield ReadLesson(paragraphs, questions)


def learn(
    judge: JudgePart, lessons: Sequence[ReadLesson], schedule: Schedule, chance: random.Random
) -> None:
    """Train on the questions of ``lessons``, each once before any again."""
    head = [p for name, p in judge.named_parameters() if not name.startswith("part.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(judge.part.parameters()), "lr": schedule.rate, "weight_decay": 0.01},
            {"params": head, "lr": schedule.rate * _HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    rates = LambdaLR(optimizer, schedule.factor)
    every = [(lesson, question) for lesson in lessons for question in lesson.questions]
    waiting: list[tuple[ReadLesson, ReadQuestion]] = []
    judge.train()
    for step in range(schedule.steps):
        losses = []
        for _ in range(_QUESTIONS):
            if not waiting:
                waiting = chance.sample(every, len(every))
            lesson, question = waiting.pop()
            if len(lessons) > 1 and chance.random() < _STRANGE:
                lesson = chance.choice([other for other in lessons if other is not lesson])
                question = replace(question, answers=frozenset())
            read, right = _exercise(lesson, question, chance)
            losses.append(_loss(judge, question, read, right))
        loss = torch.stack(losses).mean()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        rates.step()
        if step % 10 == 9:
            print(f"judge, step {step + 1}: loss {loss.item():.3f}", flush=True)


def _exercise(
    lesson: ReadLesson, question: ReadQuestion, chance: random.Random
) -> tuple[list[ReadParagraph], frozenset[int]]:
    """Paragraphs to read a question with, and the numbers of the sentences to be found there."""
    languages = list(lesson.paragraphs)
    own = question.language
    language = (
        own if own in languages and chance.random() > _TRANSLATED else chance.choice(languages)
    )
    every = lesson.paragraphs[language]
    right = [p for p in every if question.answers.intersection(p.numbers)]
    wrong = [p for p in every if not question.answers.intersection(p.numbers)]
    wrong.sort(key=lambda p: -float((p.vectors @ question.vector).max()))
    kept = [] if chance.random() < _WITHOUT else chance.sample(right, min(1, len(right)))
    near = wrong[:_NEAREST]
    count = min(_PARAGRAPHS - len(kept), len(near))
    near = near[:count] if chance.random() < 0.5 else chance.sample(near, count)
    return kept + near, question.answers if kept else frozenset()


def _loss(
    judge: JudgePart, question: ReadQuestion, read: Sequence[ReadParagraph], right: frozenset[int]
) -> Tensor:
    """-log of what the softmax gives to any right sentence, or to none where there is none."""
    asked = torch.from_numpy(question.states).float()[None]
    odds = [judge(asked, torch.from_numpy(p.states).float()[None], shares(p)) for p in read]
    logs = functional.log_softmax(torch.cat([*odds, torch.zeros(1)]), 0)
    rightly = [number in right for p in read for number in p.numbers]
    chosen = torch.tensor([*rightly, not any(rightly)])
    return -torch.logsumexp(logs[chosen], 0)


def shares(paragraph: ReadParagraph) -> Tensor:
    """float[sentences, tokens]: rows that make means of each sentence's tokens."""
    found = torch.zeros(len(paragraph.places), len(paragraph.states))
    for row, (start, end) in zip(found, paragraph.places, strict=True):
        row[start:end] = 1 / (end - start)
    return found
