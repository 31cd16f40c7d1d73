"""Fine-tuning of the bundled model: questions draw near to the sentences that answer them, as these
stand in their paragraphs.

The loss adds a softmax over the sentences of the lesson and of the last few (InfoNCE, van den Oord
et al. 2018), one over its paragraphs, and a sigmoid for each pair of question and sentence (Zhai et
al. 2023), which alone learns from questions that nothing answers.
"""

import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR
from transformers import BertModel

from corpus import Language
from index.layers import LONGEST
from index.states import places_of
from index.train.encoder.export import UPPER_LAYERS
from index.train.encoder.lessons import Lesson, Paragraph, Question, as_typed, tokens_at
from index.train.encoder.origin import Floats

QUERY, PASSAGE = "query: ", "passage: "
_TOKENS_AT_ONCE = 3000
_FROZEN = 6
"""The embeddings and this many of the first layers stay as they were."""
_DROPOUT = 0.05
_QUESTIONS = 64
_QUEUE = 4
_SAMPLES = 200
_PARAGRAPH_SHARE, _PAIR_SHARE = 0.5, 0.3
_RIGHT_PAIR = 8.0
_LANGUAGES = {Language.RU: 0.4, Language.KK: 0.3, Language.EN: 0.3}


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast; the rate rises over ``warm`` steps, then falls to a thirtieth."""

    steps: int = 500
    rate: float = 2e-5
    warm: int = 40

    def factor(self, step: int) -> float:
        """What the rate is multiplied by at a step."""
        return min(1.0, (step + 1) / self.warm) * max(1 / 30, 1 - step / self.steps)


class Student(torch.nn.Module):
    """The model with the scales of its losses."""

    def __init__(self, model: BertModel, tokenizer: Tokenizer) -> None:
        super().__init__()
        self.model = model
        self.tokenizer = tokenizer
        self.scale = torch.nn.Parameter(torch.tensor(float(np.log(80))))
        self.pair_scale = torch.nn.Parameter(torch.tensor(float(np.log(40))))
        self.pair_bias = torch.nn.Parameter(torch.tensor(-35.0))
        for part in (model.embeddings, *model.encoder.layer[:_FROZEN]):
            part.requires_grad_(False)
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = _DROPOUT

    def train(self, mode: bool = True) -> "Student":
        super().train(mode)
        self.model.embeddings.eval()  # which are written as they were
        return self

    def queries(self, texts: Sequence[str]) -> Tensor:
        """float[n, hidden], unit rows."""
        read = self.states([self.encoded(text) for text in texts])
        return functional.normalize(torch.stack([upper.mean(0) for _, upper in read]))

    def paragraphs(self, texts: Sequence[Paragraph]) -> tuple[Tensor, Tensor]:
        """float[sentences, hidden] and float[n, hidden], unit rows."""
        read = [self.placed(paragraph) for paragraph in texts]
        states = self.states([encoding for encoding, _ in read])
        parts = [
            upper[start:end].mean(0)
            for (_, upper), (_, places) in zip(states, read, strict=True)
            for start, end in places
        ]
        whole = torch.stack([upper.mean(0) for _, upper in states])
        return functional.normalize(torch.stack(parts)), functional.normalize(whole)

    def encoded(self, question: str) -> Encoding:
        """The tokens of a question."""
        return self.tokenizer.encode(QUERY + question)

    def placed(self, paragraph: Paragraph) -> tuple[Encoding, list[tuple[int, int]]]:
        """The tokens of a paragraph under its heading, and those of each sentence, [start, end);
        the first token for a sentence that is beyond what is read."""
        text, spans = paragraph.after(PASSAGE)
        encoding = self.tokenizer.encode(text)
        return encoding, tokens_at(places_of(encoding, 0)[:LONGEST], spans)

    def states(self, encodings: Sequence[Encoding]) -> list[tuple[Tensor, Tensor]]:
        """The states of the tokens of each text, beneath the upper layers and at the end."""
        order = sorted(range(len(encodings)), key=lambda i: len(encodings[i].ids))
        found: dict[int, tuple[Tensor, Tensor]] = {}
        start = 0
        while start < len(order):
            end = start + 1
            while (
                end < len(order)
                and (end + 1 - start) * len(encodings[order[end]].ids) <= _TOKENS_AT_ONCE
            ):
                end += 1
            batch = order[start:end]
            lengths = [min(LONGEST, len(encodings[i].ids)) for i in batch]
            ids = torch.ones(len(batch), max(lengths), dtype=torch.long)
            mask = torch.zeros_like(ids)
            for row, (i, length) in enumerate(zip(batch, lengths, strict=True)):
                ids[row, :length] = torch.tensor(encodings[i].ids[:length])
                mask[row, :length] = 1
            states = self.model(ids, attention_mask=mask, output_hidden_states=True).hidden_states
            lower, upper = states[-1 - UPPER_LAYERS], states[-1]
            for row, (i, length) in enumerate(zip(batch, lengths, strict=True)):
                found[i] = lower[row, :length], upper[row, :length]
            start = end
        return [found[i] for i in range(len(encodings))]


def tune(
    student: Student,
    lessons: Sequence[Lesson],
    other: Callable[[], Lesson],
    schedule: Schedule,
    chance: random.Random,
    other_share: float = 0.15,
) -> None:
    """Train on ``lessons``, each once before any again, and now and then on an ``other`` one."""
    scales = [student.scale, student.pair_scale, student.pair_bias]
    weights = [p for p in student.model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": weights, "lr": schedule.rate, "weight_decay": 0.01},
            {"params": scales, "lr": 1e-2, "weight_decay": 0.0},
        ]
    )
    rates = LambdaLR(optimizer, schedule.factor)
    queue: deque[Tensor] = deque(maxlen=_QUEUE)
    waiting: list[Lesson] = []
    student.train()
    for step in range(schedule.steps):
        if not waiting:
            waiting = chance.sample(lessons, len(lessons))
        lesson = other() if chance.random() < other_share else waiting.pop()
        loss = _loss(student, lesson, queue, chance)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        rates.step()
        if step % 10 == 9:
            print(f"step {step + 1}: loss {loss.item():.3f}", flush=True)


def _loss(student: Student, lesson: Lesson, queue: deque[Tensor], chance: random.Random) -> Tensor:
    languages = list(lesson.paragraphs)
    shares = [_LANGUAGES[language] for language in languages]
    [language] = chance.choices(languages, shares)
    asked = chance.sample(lesson.questions, min(_QUESTIONS, len(lesson.questions)))
    parts, whole = student.paragraphs(lesson.paragraphs[language])
    queries = student.queries([as_typed(question.text, chance) for question in asked])
    right = _right(asked, len(parts))
    paragraph_of = torch.tensor(lesson.paragraph_of())
    in_paragraph = torch.zeros(len(asked), len(whole))
    in_paragraph.index_add_(1, paragraph_of, right)
    answered = right.sum(1) > 0
    alike = queries @ parts.T
    others = torch.cat(list(queue)) if queue else parts[:0].detach()
    scale = student.scale.exp()
    sentence_loss = _softmax_loss(
        torch.cat([alike, queries @ others.T], 1)[answered] * scale, right[answered]
    )
    paragraph_loss = _softmax_loss((queries @ whole.T)[answered] * scale, in_paragraph[answered])
    pairs = functional.binary_cross_entropy_with_logits(
        alike * student.pair_scale.exp() + student.pair_bias, right, reduction="none"
    )
    pair_loss = (pairs * torch.where(right > 0, _RIGHT_PAIR, 1.0)).sum() / len(asked) / 4
    queue.append(parts.detach())
    return sentence_loss + _PARAGRAPH_SHARE * paragraph_loss + _PAIR_SHARE * pair_loss


def _right(questions: Sequence[Question], count: int) -> Tensor:
    right = torch.zeros(len(questions), count)
    for row, question in enumerate(questions):
        right[row, list(question.answers)] = 1.0
    return right


def _softmax_loss(scores: Tensor, right: Tensor) -> Tensor:
    """The mean of -log of what falls to any right column; further columns are wrong ones."""
    shares = functional.log_softmax(scores, 1)[:, : right.shape[1]]
    return -torch.logsumexp(shares.masked_fill(right == 0, -1e4), 1).mean()


def samples(lessons: Sequence[Lesson], chance: random.Random) -> list[tuple[str, str]]:
    """Pairs of a question and a paragraph, with their prompts, by which the layers are made fit for
    eight bits."""
    asked = [QUERY + question.text for lesson in lessons for question in lesson.questions]
    told = [
        PASSAGE + " ".join(paragraph.sentences)
        for lesson in lessons
        for texts in lesson.paragraphs.values()
        for paragraph in texts
    ]
    return list(
        zip(chance.choices(asked, k=_SAMPLES), chance.choices(told, k=_SAMPLES), strict=True)
    )


def centres(student: Student, lessons: Sequence[Lesson]) -> tuple[Floats, Floats]:
    """The mean unit vectors of queries and of passages, over the lessons in all languages."""
    student.eval()
    asked, told = [], []
    with torch.no_grad():
        for lesson in lessons:
            asked.append(student.queries([question.text for question in lesson.questions]))
            told += [student.paragraphs(texts)[1] for texts in lesson.paragraphs.values()]
    return torch.cat(asked).mean(0).numpy(), torch.cat(told).mean(0).numpy()
