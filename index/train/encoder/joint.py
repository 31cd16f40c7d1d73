"""Tuning the layers together with what compares tokens, from where ``interaction`` ended: first the
upper ones, then all.

A question, now and then mistyped, is learned with all sentences of its article in one language: a
softmax over them and «none», of what tokens and vectors say together, and half as much one of
vectors alone, by which texts are searched first.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from index.contextual import ASKED_TOKENS
from index.embedder import Vectors
from index.train.encoder.course import Course, learn
from index.train.encoder.export import UPPER_LAYERS
from index.train.encoder.interaction import Head, loss_of
from index.train.encoder.lessons import Lesson, Paragraph, Question, as_typed
from index.train.encoder.tokenlessons import ReadQuestion, ReadText
from index.train.encoder.tune import Student

_HEAD_RATE = 3e-4
_COURSE = Course(size=48, own_share=0.6, warm=40)
_VECTORS_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Stage:
    """So many of the last ``layers`` learn, at ``rates`` from the first layer of all to the last,
    from every question ``epochs`` times."""

    layers: int
    rates: tuple[float, float]
    epochs: int


STAGES = (Stage(UPPER_LAYERS, (3e-5, 3e-5), 2), Stage(12, (1e-5, 2.5e-5), 1))


class Joint(torch.nn.Module):
    """The student and the head; ``centres`` are the mean unit vectors of queries and of passages,
    ``centre`` that of states at the end."""

    def __init__(
        self, student: Student, head: Head, centres: tuple[Vectors, Vectors], centre: Vectors
    ) -> None:
        super().__init__()
        self.student, self.head = student, head
        self.scale = torch.nn.Parameter(torch.tensor(20.0))
        self.none = torch.nn.Parameter(torch.tensor(8.0))
        self._query_centre, self._passage_centre, self._centre = (
            torch.from_numpy(each) for each in (*centres, centre)
        )
        student.model.requires_grad_(False)

    def text(self, paragraphs: Sequence[Paragraph]) -> ReadText:
        """The sentences of a text, as the layers read them now."""
        placed = [self.student.placed(paragraph) for paragraph in paragraphs]
        read = self.student.states([encoding for encoding, _ in placed])
        places, means, first = [], [], 0
        for (_, upper), (_, inside) in zip(read, placed, strict=True):
            places += [(first + start, first + end) for start, end in inside]
            means += [upper[start:end].mean(0) for start, end in inside]
            first += len(upper)
        states = torch.cat([self._joined(*each) for each in read])
        return ReadText(states, places, _centred(torch.stack(means), self._passage_centre))

    def asked(self, questions: Sequence[Question]) -> list[ReadQuestion]:
        """Questions likewise."""
        read = self.student.states([self.student.encoded(one.text) for one in questions])
        means = torch.stack([upper.mean(0) for _, upper in read])
        vectors = _centred(means, self._query_centre)
        return [
            ReadQuestion(
                self._joined(lower[:ASKED_TOKENS], upper[:ASKED_TOKENS]),
                vector,
                question.language,
                question.answers,
            )
            for (lower, upper), vector, question in zip(read, vectors, questions, strict=True)
        ]

    def loss(self, paragraphs: Sequence[Paragraph], questions: Sequence[Question]) -> Tensor:
        """That of both together, and a part of that of vectors alone."""
        text, asked = self.text(paragraphs), self.asked(questions)
        alike = torch.stack([one.vector for one in asked]) @ text.vectors.T
        scores = torch.cat([self.scale * alike, self.none.expand(len(asked), 1)], dim=1)
        return self.head.loss(text, asked) + _VECTORS_SHARE * loss_of(scores, asked)

    def _joined(self, lower: Tensor, upper: Tensor) -> Tensor:
        """What ``index.tokenhead.side_by_side`` makes of them."""
        return torch.cat([functional.normalize(lower, dim=1), _centred(upper, self._centre)], dim=1)


def tune_together(
    joint: Joint, lessons: Sequence[Lesson], stage: Stage, chance: random.Random
) -> None:
    """Train as ``stage`` tells."""
    layers = joint.student.model.encoder.layer
    groups = joint.head.groups(_HEAD_RATE)
    groups[-1]["params"] += [joint.scale, joint.none]
    rates = np.linspace(*stage.rates, len(layers)).tolist()
    learning = list(zip(layers, rates, strict=True))[-stage.layers :]
    for layer, rate in learning:
        weights = list(layer.requires_grad_(True).parameters())
        groups.append({"params": weights, "lr": rate, "weight_decay": 0.01})
    sources = [(lesson.paragraphs, lesson.questions) for lesson in lessons]

    def loss(paragraphs: Sequence[Paragraph], questions: Sequence[Question]) -> Tensor:
        typed = [replace(one, text=as_typed(one.text, chance)) for one in questions]
        return joint.loss(paragraphs, typed)

    learn(joint, loss, groups, sources, _COURSE, stage.epochs, chance)


def _centred(rows: Tensor, centre: Tensor) -> Tensor:
    """As ``index.embedder.centred``."""
    return functional.normalize(functional.normalize(rows, dim=1) - centre, dim=1)
