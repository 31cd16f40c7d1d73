"""Train what compares tokens: ``python -m index.train.encoder.interaction [--model DIR]``.

It reads the articles of this package with the layers of a written model, which stay as they are,
and writes ``interaction.safetensors`` (``index.tokenhead``) beside them. A question is learned with
all sentences of its article, in its own language or another: a softmax over them and «none», of
what tokens say together with the likeness of vectors, so that the one learns what the other lacks.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import Tensor
from torch.nn import functional

from index.contextual import HEAD_FILE
from index.embedder import Vectors
from index.loading import BUNDLED_MODEL, MODELS
from index.prompts import prompts_of
from index.states import States
from index.train.encoder.course import Course, learn
from index.train.encoder.lessons import ARTICLES, Lesson, article_lessons
from index.train.encoder.tokenlessons import (
    ReadArticle,
    ReadQuestion,
    ReadText,
    principal,
    read_articles,
)

WIDTH = 64
EPOCHS = 6
_RATE = 1e-3
_COURSE = Course(size=12, own_share=0.7, warm=100, fall=1.05)
"""The rates do not fall to nothing: the last step still teaches."""
_DROPPED = 0.1
_SAMPLED = 30
"""Articles of whose states the axes are taken."""
_UNANSWERED = 0.3
"""What a question without an answer counts beside one with."""
SCALE = 5.0
"""How much faster what weighs tokens learns than what makes vectors of them."""


class Head(torch.nn.Module):
    """What is learned, and how much each part of it says."""

    def __init__(self, start: Tensor) -> None:
        super().__init__()
        self.projection = torch.nn.Parameter(start)
        self.weigher = torch.nn.Parameter(torch.zeros(start.shape[1]))
        self.bias = torch.nn.Parameter(torch.tensor(0.5))
        self.tokens = torch.nn.Parameter(torch.tensor(20.0))
        self.likeness = torch.nn.Parameter(torch.tensor(12.0))
        self.none = torch.nn.Parameter(torch.tensor(14.0))

    def forward(self, text: ReadText, questions: Sequence[ReadQuestion]) -> Tensor:
        """float[questions, sentences + 1]: scores of the sentences, and of none last."""
        told = self._vectors(self._dropped(text.states))
        states = self._dropped(torch.cat([question.states for question in questions]))
        weights = functional.softplus(SCALE * (states @ self.weigher) + self.bias)
        near = self._vectors(states) @ told.T
        best = near[:, _padded(text.sentences)].amax(dim=2)
        lengths = torch.tensor([len(question.states) for question in questions])
        owner = torch.repeat_interleave(torch.arange(len(questions)), lengths)
        total = torch.zeros(len(questions)).index_add(0, owner, weights)
        met = torch.zeros(len(questions), best.shape[1])
        met = met.index_add(0, owner, best * weights[:, None]) / total[:, None]
        alike = torch.stack([question.vector for question in questions]) @ text.vectors.T
        scores = self.tokens * met + self.likeness * alike
        return torch.cat([scores, self.none.expand(len(questions), 1)], dim=1)

    def loss(self, text: ReadText, questions: Sequence[ReadQuestion]) -> Tensor:
        """That of its scores."""
        return loss_of(self(text, questions), questions)

    def groups(self, rate: float) -> list[dict[str, Any]]:
        """What learns at ``rate``, and what faster, for an optimizer."""
        return [
            {"params": [self.projection, self.weigher], "lr": rate, "weight_decay": 0.0},
            {"params": [self.bias], "lr": 5 * rate, "weight_decay": 0.0},
            {
                "params": [self.tokens, self.likeness, self.none],
                "lr": 50 * rate,
                "weight_decay": 0.0,
            },
        ]

    def _vectors(self, states: Tensor) -> Tensor:
        return functional.normalize(states @ self.projection.T, dim=1)

    def _dropped(self, states: Tensor) -> Tensor:
        return functional.dropout(states.float(), _DROPPED, self.training)


def loss_of(scores: Tensor, questions: Sequence[ReadQuestion]) -> Tensor:
    """-log of what a softmax of ``scores`` float[questions, sentences + 1] gives to any sentence
    that answers, or to none, the last column."""
    logs = functional.log_softmax(scores, dim=1)
    losses = [
        -torch.logsumexp(row[list(question.answers)], 0)
        if question.answers
        else -_UNANSWERED * row[-1]
        for row, question in zip(logs, questions, strict=True)
    ]
    return torch.stack(losses).mean()


def learn_articles(
    head: Head, articles: Sequence[ReadArticle], epochs: int, chance: random.Random
) -> None:
    """Train on every question ``epochs`` times."""
    sources = [(article.texts, article.questions) for article in articles]
    learn(head, head.loss, head.groups(_RATE), sources, _COURSE, epochs, chance)


def write_head(head: Head, centre: Vectors, path: Path) -> None:
    """Write what ``index.tokenhead`` reads."""
    save_file(
        {
            "projection": head.projection.detach().numpy().astype(np.float16),
            "weigher": (SCALE * head.weigher.detach()).numpy(),
            "bias": head.bias.detach().reshape(1).numpy(),
            "centre": centre.astype(np.float32),
        },
        path,
    )


def train_head(
    directory: Path, lessons: Sequence[Lesson], width: int, epochs: int, chance: random.Random
) -> tuple[Head, Vectors]:
    """A head for the written model in ``directory``, and the mean of its unit states at the end."""
    states = States(directory)
    prompts = prompts_of(directory.name, directory)
    some = chance.sample(lessons, min(_SAMPLED, len(lessons)))
    start, centre = principal(states, prompts, some, width)
    articles = read_articles(states, prompts, lessons, centre)
    count = sum(len(article.questions) for article in articles)
    print(f"{len(articles)} articles, {count} questions", flush=True)
    head = Head(start)
    learn_articles(head, articles, epochs, chance)
    return head, centre


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(prog="index.train.encoder.interaction", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODELS / BUNDLED_MODEL)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--width", type=int, default=WIDTH)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    lessons = article_lessons(options.articles)
    head, centre = train_head(options.model, lessons, options.width, options.epochs, chance)
    write_head(head, centre, options.model / HEAD_FILE)


def _padded(spans: Sequence[tuple[int, int]]) -> Tensor:
    """int[spans, longest]: the places within each span, its last one again and again after it."""
    longest = max(end - start for start, end in spans)
    return torch.tensor([[min(start + i, end - 1) for i in range(longest)] for start, end in spans])


if __name__ == "__main__":
    main()
