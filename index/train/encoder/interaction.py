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

import numpy as np
import torch
from safetensors.numpy import save_file
from torch import Tensor
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from corpus import Language
from index.contextual import HEAD_FILE
from index.embedder import Vectors
from index.loading import BUNDLED_MODEL, MODELS
from index.prompts import prompts_of
from index.states import States
from index.train.encoder.lessons import ARTICLES, article_lessons
from index.train.encoder.tokenlessons import (
    ReadArticle,
    ReadQuestion,
    ReadText,
    principal,
    read_articles,
)
from index.train.encoder.tune import Schedule

_WIDTH = 64
_QUESTIONS = 12
_EPOCHS, _RATE, _WARMING = 6, 1e-3, 100
_FALL = 1.05
"""Of all steps, those over which the rate would fall to nothing: the last still teaches."""
_DROPPED = 0.1
_OWN_LANGUAGE = 0.7
"""The share of questions asked of a text in their own language."""
_UNANSWERED = 0.3
"""What a question without an answer counts beside one with."""
_SCALE = 5.0
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
        weights = functional.softplus(_SCALE * (states @ self.weigher) + self.bias)
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
        """-log of what the softmax gives to any sentence that answers, or to none."""
        logs = functional.log_softmax(self(text, questions), dim=1)
        losses = [
            -torch.logsumexp(row[list(question.answers)], 0)
            if question.answers
            else -_UNANSWERED * row[-1]
            for row, question in zip(logs, questions, strict=True)
        ]
        return torch.stack(losses).mean()

    def _vectors(self, states: Tensor) -> Tensor:
        return functional.normalize(states @ self.projection.T, dim=1)

    def _dropped(self, states: Tensor) -> Tensor:
        return functional.dropout(states.float(), _DROPPED, self.training)


def learn(head: Head, articles: Sequence[ReadArticle], epochs: int, chance: random.Random) -> None:
    """Train on every question ``epochs`` times."""
    optimizer = torch.optim.AdamW(
        [
            {"params": [head.projection, head.weigher], "lr": _RATE},
            {"params": [head.bias], "lr": 5 * _RATE},
            {"params": [head.tokens, head.likeness, head.none], "lr": 50 * _RATE},
        ],
        weight_decay=0.0,
    )
    batches = _batches(articles, chance)
    steps = epochs * len(batches)
    schedule = Schedule(round(_FALL * steps), _RATE, _WARMING)
    rates = LambdaLR(optimizer, schedule.factor)
    head.train()
    for epoch in range(epochs):
        losses = []
        for text, questions in batches if epoch == 0 else _batches(articles, chance):
            loss = head.loss(text, questions)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            rates.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)


def write_head(head: Head, centre: Vectors, path: Path) -> None:
    """Write what ``index.tokenhead`` reads."""
    save_file(
        {
            "projection": head.projection.detach().numpy().astype(np.float16),
            "weigher": (_SCALE * head.weigher.detach()).numpy(),
            "bias": head.bias.detach().reshape(1).numpy(),
            "centre": centre.astype(np.float32),
        },
        path,
    )


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(prog="index.train.encoder.interaction", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODELS / BUNDLED_MODEL)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    parser.add_argument("--width", type=int, default=_WIDTH)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    states = States(options.model)
    prompts = prompts_of(options.model.name, options.model)
    lessons = article_lessons(options.articles)
    start, centre = principal(
        states, prompts, chance.sample(lessons, min(30, len(lessons))), options.width
    )
    articles = read_articles(states, prompts, lessons, centre)
    print(
        f"{len(articles)} articles, {sum(len(a.questions) for a in articles)} questions", flush=True
    )
    head = Head(start)
    learn(head, articles, options.epochs, chance)
    write_head(head, centre, options.model / HEAD_FILE)


def _batches(
    articles: Sequence[ReadArticle], chance: random.Random
) -> list[tuple[ReadText, list[ReadQuestion]]]:
    """Every question once, a few of one article in one language at a time, in any order."""
    found = []
    for article in articles:
        asked: dict[Language, list[ReadQuestion]] = {}
        for question in article.questions:
            own = question.language in article.texts and chance.random() < _OWN_LANGUAGE
            language = question.language if own else chance.choice(list(article.texts))
            asked.setdefault(language, []).append(question)
        for language, questions in asked.items():
            chance.shuffle(questions)
            text = article.texts[language]
            firsts = range(0, len(questions), _QUESTIONS)
            found += [(text, questions[first : first + _QUESTIONS]) for first in firsts]
    chance.shuffle(found)
    return found


def _padded(spans: Sequence[tuple[int, int]]) -> Tensor:
    """int[spans, longest]: the places within each span, its last one again and again after it."""
    longest = max(end - start for start, end in spans)
    return torch.tensor([[min(start + i, end - 1) for i in range(longest)] for start, end in spans])


if __name__ == "__main__":
    main()
