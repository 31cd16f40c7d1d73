"""Tuning on a tiny model: losses by hand, and that it learns."""

import math
import random

import pytest
import torch

from corpus import Language
from index.train.encoder.export import bert_of
from index.train.encoder.lessons import Lesson, Paragraph, Question
from index.train.encoder.tokens import tokenizer_of
from index.train.encoder.tune import Schedule, Student, _softmax_loss, centres, tune
from tests.index.encoders import PIECES, tiny_origin

LESSON = Lesson(
    {
        Language.RU: (
            Paragraph("город", ("мост вырос.", "озеро в году.")),
            Paragraph("", ("он вырос вдвое.",)),
        )
    },
    (
        Question(Language.RU, "мост?", (0,)),
        Question(Language.RU, "озеро?", (1,)),
        Question(Language.RU, "вдвое?", (2,)),
        Question(Language.RU, "a", ()),
    ),
)


def student() -> Student:
    origin = tiny_origin()
    kept = range(len(PIECES))
    return Student(bert_of(origin, kept), tokenizer_of(origin, kept))


def test_the_softmax_loss_by_hand() -> None:
    scores = torch.tensor([[1.0, 3.0, 2.0]])  # the third column is no sentence of this lesson
    total = math.exp(1) + math.exp(3) + math.exp(2)
    right = torch.tensor([[0.0, 1.0]])
    assert _softmax_loss(scores, right).item() == pytest.approx(math.log(total) - 3)
    both = torch.tensor([[1.0, 1.0]])
    expected = math.log(total) - math.log(math.exp(1) + math.exp(3))
    assert _softmax_loss(scores, both).item() == pytest.approx(expected)


def test_vectors_do_not_depend_on_padding() -> None:
    learner = student().eval()
    with torch.no_grad():
        together = learner.queries(["мост", "озеро в году вырос вдвое"])
        alone = learner.queries(["мост"])
    assert torch.allclose(together[0], alone[0], atol=1e-5)


def test_it_learns_what_answers_and_leaves_the_embeddings() -> None:
    torch.manual_seed(0)
    learner = student()
    for layer in learner.model.encoder.layer:
        layer.requires_grad_(True)  # the tiny model has no more layers than stay as they were
    before = learner.model.embeddings.word_embeddings.weight.clone()
    chance = random.Random(0)
    tune(learner, [LESSON], lambda: LESSON, Schedule(steps=60, rate=2e-3, warm=5), chance)
    assert torch.equal(learner.model.embeddings.word_embeddings.weight, before)
    learner.eval()
    with torch.no_grad():
        parts, _ = learner.paragraphs(LESSON.paragraphs[Language.RU])
        asked = learner.queries([question.text for question in LESSON.questions[:3]])
    assert (asked @ parts.T).argmax(1).tolist() == [0, 1, 2]


def test_centres_are_means_of_unit_vectors() -> None:
    learner = student()
    asked, told = centres(learner, [LESSON])
    learner.eval()
    with torch.no_grad():
        queries = learner.queries([question.text for question in LESSON.questions])
        _, passages = learner.paragraphs(LESSON.paragraphs[Language.RU])
    assert asked == pytest.approx(queries.mean(0).numpy(), abs=1e-5)
    assert told == pytest.approx(passages.mean(0).numpy(), abs=1e-5)
