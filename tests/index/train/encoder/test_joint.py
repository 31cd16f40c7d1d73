"""Tuning the layers with the head on a tiny model."""

import random
from unittest.mock import create_autospec

import numpy as np
import pytest
import torch

from corpus import Language
from index.embedder import centred
from index.tokenhead import side_by_side
from index.train.encoder import course
from index.train.encoder import joint as joint_module
from index.train.encoder.export import UPPER_LAYERS, bert_of
from index.train.encoder.interaction import Head, loss_of
from index.train.encoder.joint import STAGES, Joint, Stage, tune_together
from index.train.encoder.tokens import tokenizer_of
from index.train.encoder.tune import Student
from tests.index.encoders import HIDDEN, PIECES, tiny_origin
from tests.index.train.encoder.test_tune import LESSON

TEXTS = LESSON.paragraphs[Language.RU]
RANDOM = np.random.default_rng(0)
CENTRES = [RANDOM.normal(0, 0.05, HIDDEN).astype(np.float32) for _ in range(3)]


@pytest.fixture
def joint() -> Joint:
    torch.manual_seed(0)
    origin, kept = tiny_origin(), range(len(PIECES))
    student = Student(bert_of(origin, kept), tokenizer_of(origin, kept))
    head = Head(torch.randn(8, 2 * HIDDEN) / HIDDEN**0.5)
    return Joint(student, head, (CENTRES[0], CENTRES[1]), CENTRES[2])


def test_a_text_is_read_as_a_written_model_reads_it(joint: Joint) -> None:
    joint.eval()
    with torch.no_grad():
        text, asked = joint.text(TEXTS), joint.asked(LESSON.questions)
        read = joint.student.states([joint.student.placed(paragraph)[0] for paragraph in TEXTS])
        [(lower, upper)] = joint.student.states([joint.student.encoded("мост?")])
    every = [(one.numpy(), other.numpy()) for one, other in read]
    states = np.concatenate([side_by_side(*pair, CENTRES[2]) for pair in every])
    assert text.states.numpy() == pytest.approx(states, abs=1e-5)
    tokens = [upper[start:end] for (_, upper), paragraph in zip(every, TEXTS, strict=True)
              for start, end in joint.student.placed(paragraph)[1]]  # fmt: skip
    means = np.stack([part.mean(axis=0) for part in tokens])
    assert text.vectors.numpy() == pytest.approx(centred(means, CENTRES[1]), abs=1e-5)
    assert [end - start for start, end in text.sentences] == [len(part) for part in tokens]
    assert len(text.states) == sum(len(lower) for lower, _ in every)
    whole = upper.numpy().mean(axis=0, keepdims=True)
    assert asked[0].vector.numpy() == pytest.approx(centred(whole, CENTRES[0])[0], abs=1e-5)
    own = side_by_side(lower.numpy(), upper.numpy(), CENTRES[2])
    assert asked[0].states.numpy() == pytest.approx(own, abs=1e-5)
    assert [one.answers for one in asked] == [(0,), (1,), (2,), ()]


def test_the_loss_is_that_of_both_and_half_that_of_vectors(joint: Joint) -> None:
    joint.eval()
    text, asked = joint.text(TEXTS), joint.asked(LESSON.questions)
    alike = torch.stack([20 * (text.vectors @ one.vector) for one in asked])
    vectors = loss_of(torch.cat([alike, torch.full((4, 1), 8.0)], dim=1), asked)
    expected = joint.head.loss(text, asked) + vectors / 2
    assert joint.loss(TEXTS, LESSON.questions).item() == pytest.approx(expected.item(), rel=1e-4)


@pytest.mark.parametrize("count", [UPPER_LAYERS, 12])
def test_so_many_layers_and_the_head_learn_and_the_rest_stays(joint: Joint, count: int) -> None:
    before = {name: value.clone() for name, value in joint.state_dict().items()}
    first = joint.eval().loss(TEXTS, LESSON.questions).item()
    stage = Stage(count, (3e-5, 3e-5), epochs=90)
    tune_together(joint, [LESSON], stage, random.Random(0))
    assert joint.eval().loss(TEXTS, LESSON.questions).item() < 0.8 * first
    changed = {name for name, value in joint.state_dict().items() if not value.equal(before[name])}
    layers = len(joint.student.model.encoder.layer)
    learned = tuple(f"student.model.encoder.layer.{layer}."
                    for layer in range(max(0, layers - count), layers))  # fmt: skip
    assert all(name.startswith((*learned, "head.", "scale", "none")) for name in changed)
    assert "head.projection" in changed
    assert all(any(name.startswith(layer) for name in changed) for layer in learned)


def test_the_lowest_layer_learns_slowest(joint: Joint, monkeypatch: pytest.MonkeyPatch) -> None:
    learn = create_autospec(course.learn)
    monkeypatch.setattr(joint_module, "learn", learn)
    tune_together(joint, [LESSON], STAGES[-1], random.Random(0))
    [_, _, groups, *_], _ = learn.call_args
    layers = joint.student.model.encoder.layer
    rates = {id(one): group["lr"] for group in groups for one in group["params"]}
    found = [{rates[id(one)] for one in layer.parameters()} for layer in layers]
    assert found[0] == {1e-5}
    assert found[-1] == {2.5e-5}
