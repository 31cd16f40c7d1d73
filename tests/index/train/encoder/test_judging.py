"""Learning to judge on a tiny model."""

import math
import random

import pytest
import torch

from corpus import Language
from index.train.encoder import judging
from index.train.encoder.export import bert_of, cut, judge_of
from index.train.encoder.judging import (
    ReadLesson,
    ReadParagraph,
    ReadQuestion,
    _exercise,
    _loss,
    learn,
    read_lessons,
    shares,
)
from index.train.encoder.tokens import tokenizer_of
from index.train.encoder.tune import Schedule, Student
from tests.index.encoders import PIECES, tiny_origin
from tests.index.train.encoder.test_tune import LESSON


@pytest.fixture(scope="module")
def student() -> Student:
    kept = range(len(PIECES))
    origin = tiny_origin()
    return Student(bert_of(origin, kept), tokenizer_of(origin, kept))


@pytest.fixture(scope="module")
def lesson(student: Student) -> ReadLesson:
    [found] = read_lessons(student, [LESSON])
    return found


def test_a_lesson_is_read_as_the_model_reads_it(student: Student, lesson: ReadLesson) -> None:
    first, second = lesson.paragraphs[Language.RU]
    assert (first.numbers, second.numbers) == (range(2), range(2, 3))
    lower, upper = cut(student.model)
    encoding, places = student.placed(LESSON.paragraphs[Language.RU][0])
    with torch.no_grad():
        states = lower(student.model.embeddings(torch.tensor([encoding.ids])))
        vectors, _ = student.paragraphs(LESSON.paragraphs[Language.RU])
        [above] = upper(states)
    assert first.states == pytest.approx(states[0].numpy(), abs=1e-2)
    assert first.places == places
    start, end = places[1]
    mean = above[start:end].mean(0)
    assert (mean / mean.norm()).numpy() == pytest.approx(vectors[1].numpy(), abs=1e-4)
    assert [q.answers for q in lesson.questions] == [{0}, {1}, {2}, set()]


def test_shares_make_means(lesson: ReadLesson) -> None:
    paragraph = lesson.paragraphs[Language.RU][0]
    rows = shares(paragraph)
    assert rows.sum(1).tolist() == pytest.approx([1, 1])
    (start, end), _ = paragraph.places
    assert rows[0, start:end].tolist() == pytest.approx([1 / (end - start)] * (end - start))


def test_an_exercise_holds_the_answer_or_says_none(lesson: ReadLesson) -> None:
    chance = random.Random(0)
    seen = set()
    for _ in range(200):
        read, right = _exercise(lesson, lesson.questions[0], chance)
        assert len(read) == (2 if right else 1)  # the other paragraph alone, or both
        assert bool(right) == any(0 in paragraph.numbers for paragraph in read)
        seen.add(bool(right))
    assert seen == {True, False}
    assert _exercise(lesson, lesson.questions[3], chance)[1] == frozenset()


def test_the_loss_by_hand(student: Student, lesson: ReadLesson) -> None:
    judge = judge_of(student.model).eval()
    paragraph = lesson.paragraphs[Language.RU][0]
    asked = torch.from_numpy(lesson.questions[0].states).float()[None]
    told = torch.from_numpy(paragraph.states).float()[None]
    with torch.no_grad():
        one, two = judge(asked, told, shares(paragraph)).tolist()
        right = _loss(judge, lesson.questions[0], [paragraph], frozenset({0})).item()
        none = _loss(judge, lesson.questions[0], [paragraph], frozenset()).item()
    total = 1 + math.exp(one) + math.exp(two)
    assert right == pytest.approx(math.log(total) - one, rel=1e-3)
    assert none == pytest.approx(math.log(total), rel=1e-3)


def test_it_learns_what_answers_and_what_nothing_does(student: Student, lesson: ReadLesson) -> None:
    torch.manual_seed(0)
    judge = judge_of(student.model)
    learn(judge, [lesson], Schedule(steps=40, rate=2e-3, warm=5), random.Random(0))
    judge.eval()
    found = []
    with torch.no_grad():
        for question in lesson.questions:
            asked = torch.from_numpy(question.states).float()[None]
            odds = [
                judge(asked, torch.from_numpy(p.states).float()[None], shares(p))
                for p in lesson.paragraphs[Language.RU]
            ]
            found.append(torch.cat([*odds, torch.zeros(1)]).argmax().item())
    assert found == [0, 1, 2, 3]


def test_a_stranger_s_question_is_answered_by_nothing(
    student: Student, lesson: ReadLesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ReadLesson(lesson.paragraphs, ())
    put = []

    def exercise(
        where: ReadLesson, question: ReadQuestion, chance: random.Random
    ) -> tuple[list[ReadParagraph], frozenset[int]]:
        put.append((where is other, question.answers))
        return _exercise(where, question, chance)

    monkeypatch.setattr(judging, "_exercise", exercise)
    schedule = Schedule(steps=6, rate=1e-4, warm=1)
    learn(judge_of(student.model), [lesson, other], schedule, random.Random(0))
    strange = [answers for elsewhere, answers in put if elsewhere]
    assert 0 < len(strange) < len(put) / 4
    assert not any(strange)
    assert any(answers for elsewhere, answers in put if not elsewhere)
