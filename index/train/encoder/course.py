"""Learning every question of some texts, a few times over."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.optim.lr_scheduler import LambdaLR

from corpus import Language
from index.train.encoder.tune import Schedule


class Asking(Protocol):
    """What is asked in some language."""

    @property
    def language(self) -> Language: ...


_Text = TypeVar("_Text")
_Asked = TypeVar("_Asked", bound=Asking)
Source = tuple[Mapping[Language, _Text], Sequence[_Asked]]
"""A text by language, with questions to it."""


@dataclass(frozen=True, slots=True)
class Course:
    """``size`` questions of one text in one language are learned at a time, ``own_share`` of all
    asked of a text in their own language. The rates rise over ``warm`` steps and fall over ``fall``
    times as many as there are."""

    size: int
    own_share: float
    warm: int
    fall: float = 1.0


def dealt(
    sources: Sequence[Source[_Text, _Asked]], course: Course, chance: random.Random
) -> list[tuple[_Text, list[_Asked]]]:
    """Every question of ``sources`` once, in any order; one that is not asked of a text in its own
    language is asked of one in any."""
    found = []
    for texts, questions in sources:
        asked: dict[Language, list[_Asked]] = {}
        for question in questions:
            own = question.language in texts and chance.random() < course.own_share
            language = question.language if own else chance.choice(list(texts))
            asked.setdefault(language, []).append(question)
        for language, some in asked.items():
            chance.shuffle(some)
            firsts = range(0, len(some), course.size)
            found += [(texts[language], some[first : first + course.size]) for first in firsts]
    chance.shuffle(found)
    return found


def learn(
    module: torch.nn.Module,
    loss_of: Callable[[_Text, Sequence[_Asked]], Tensor],
    groups: Sequence[dict[str, Any]],
    sources: Sequence[Source[_Text, _Asked]],
    course: Course,
    epochs: int,
    chance: random.Random,
) -> None:
    """Train ``module``, of whose parameters ``groups`` tells how fast each learns, on every
    question ``epochs`` times."""
    optimizer = torch.optim.AdamW(groups)
    batches = dealt(sources, course, chance)
    schedule = Schedule(round(course.fall * epochs * len(batches)), warm=course.warm)
    rates = LambdaLR(optimizer, schedule.factor)
    module.train()
    for epoch in range(epochs):
        losses = []
        for text, questions in batches if epoch == 0 else dealt(sources, course, chance):
            loss = loss_of(text, questions)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimizer.step()
            rates.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
