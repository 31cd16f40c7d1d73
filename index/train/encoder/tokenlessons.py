"""The articles as the layers of a written model read them, token by token, for
``index.train.encoder.interaction``."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from corpus import Language
from index.contextual import ASKED_TOKENS
from index.embedder import Vectors, centred, unit
from index.prompts import Prompts
from index.states import States, places_of
from index.tokenhead import side_by_side
from index.train.encoder.lessons import Lesson, Paragraph, Question, tokens_at

_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class ReadText:
    """An article in one language: its tokens' states at length one, half way and at the end (these
    without their mean), side by side, float16[tokens, 2 dimension]; the tokens of each sentence,
    [start, end); and the sentences' unit vectors."""

    states: Tensor
    sentences: Sequence[tuple[int, int]]
    vectors: Tensor


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question likewise, with its unit vector and the numbers of the sentences that answer."""

    states: Tensor
    vector: Tensor
    language: Language
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and the questions to it."""

    texts: Mapping[Language, ReadText]
    questions: Sequence[ReadQuestion]


def read_articles(
    states: States, prompts: Prompts, lessons: Sequence[Lesson], centre: Vectors
) -> list[ReadArticle]:
    """The articles and questions of ``lessons``; ``centre`` is the mean of unit states at the
    end."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(
            threads.map(
                lambda lesson: ReadArticle(
                    {
                        language: _text(states, prompts, paragraphs, centre)
                        for language, paragraphs in lesson.paragraphs.items()
                    },
                    [_question(states, prompts, question, centre) for question in lesson.questions],
                ),
                lessons,
            )
        )


def principal(
    states: States, prompts: Prompts, lessons: Sequence[Lesson], width: int
) -> tuple[Tensor, Vectors]:
    """What to start from, float[width, 2 dimension]: half of the principal axes of states half way,
    half of those at the end; and the mean of the latter."""
    pairs = [
        _paragraph(states, prompts, paragraph)[:2]
        for lesson in lessons
        for paragraphs in lesson.paragraphs.values()
        for paragraph in paragraphs[::3]
    ]
    lower = unit(np.concatenate([pair[0] for pair in pairs]))
    upper = unit(np.concatenate([pair[1] for pair in pairs]))
    centre: Vectors = upper.mean(axis=0)
    rows = np.random.default_rng(0).permutation(len(lower))[:_SAMPLE]
    half, dimension = width // 2, states.dimension
    start = np.zeros((width, 2 * dimension), dtype=np.float32)
    start[:half, :dimension] = _axes(lower[rows], half)
    start[half:, dimension:] = _axes(centred(upper[rows], centre), width - half)
    return torch.from_numpy(start), centre


def _text(
    states: States, prompts: Prompts, paragraphs: Sequence[Paragraph], centre: Vectors
) -> ReadText:
    parts, places, vectors, first = [], [], [], 0
    for paragraph in paragraphs:
        lower, upper, inside = _paragraph(states, prompts, paragraph)
        parts.append(joined(lower, upper, centre))
        places += [(first + start, first + end) for start, end in inside]
        means = np.stack([upper[start:end].mean(axis=0) for start, end in inside])
        vectors.append(centred(means, states.table.passage_centre))
        first += len(lower)
    return ReadText(torch.cat(parts), places, torch.from_numpy(np.concatenate(vectors)))


def _question(
    states: States, prompts: Prompts, question: Question, centre: Vectors
) -> ReadQuestion:
    [encoding] = states.encoded([prompts.query + question.text])
    lower = states.lower(encoding.ids)
    upper = states.upper(lower)
    [vector] = centred(upper.mean(axis=0, keepdims=True), states.table.query_centre)
    shown = joined(lower[:ASKED_TOKENS], upper[:ASKED_TOKENS], centre)
    return ReadQuestion(shown, torch.from_numpy(vector), question.language, question.answers)


def _paragraph(
    states: States, prompts: Prompts, paragraph: Paragraph
) -> tuple[Vectors, Vectors, list[tuple[int, int]]]:
    """The states of its tokens, half way and at the end, and the tokens of each sentence."""
    text, spans = paragraph.after(prompts.passage)
    [encoding] = states.encoded([text])
    lower = states.lower(encoding.ids)
    return lower, states.upper(lower), tokens_at(places_of(encoding, 0), spans)


def joined(lower: Vectors, upper: Vectors, centre: Vectors) -> Tensor:
    """What a head is given, in half precision."""
    return torch.from_numpy(side_by_side(lower, upper, centre).astype(np.float16))


def _axes(rows: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    _, _, axes = np.linalg.svd(rows, full_matrices=False)
    found: NDArray[np.float32] = axes[:count]
    return found
