"""Asking the questions of a set."""

from pathlib import Path

import pytest

from assistant.evaluation.answerer import Asking
from assistant.evaluation.fake import FakeAnswerer
from assistant.evaluation.journal import Journal
from assistant.evaluation.question import PastTurn
from assistant.evaluation.runner import run
from tests.assistant.evaluation.samples import found, outcome, question

QUESTIONS = [question(id=f"q{number}", text=f"вопрос {number}") for number in range(4)]


def test_every_question_is_asked_once_after_one_that_is_not_measured(tmp_path: Path) -> None:
    answerer = FakeAnswerer(outcomes={"вопрос 2": outcome("да")})
    steps: list[tuple[str, int, int]] = []
    with Journal(tmp_path / "j", "k") as journal:
        replies = run(QUESTIONS, answerer, journal, Asking(), lambda *step: steps.append(step))
    assert [one.id for one in answerer.asked] == ["q0", "q0", "q1", "q2", "q3"]
    assert [reply.id for reply in replies] == ["q0", "q1", "q2", "q3"]
    assert [reply.outcome.answered for reply in replies] == [False, False, True, False]
    assert steps == [("questions", done, 4) for done in (1, 2, 3, 4)]


def test_what_is_not_measured_is_asked_by_nobody(tmp_path: Path) -> None:
    answerer = FakeAnswerer(took_ms=2.5)
    asked = question(text="Кто это сказал?", history=(PastTurn("user", "А?"),))
    with Journal(tmp_path / "j", "k") as journal:
        [reply] = run([asked], answerer, journal, Asking())
    first, second = answerer.asked
    assert (first.text, first.history) == ("сказал? это Кто ?", asked.history)
    assert second == asked
    assert reply.wall_ms == 2.5


def test_what_has_no_time_is_kept_without(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", "k") as journal:
        run(QUESTIONS[:1], FakeAnswerer(took_ms=None), journal, Asking())
    with Journal(tmp_path / "j", "k") as journal:
        assert journal.replies["q0"].wall_ms is None


def test_a_refused_search_is_no_ranking_and_goes_on(tmp_path: Path) -> None:
    answerer = FakeAnswerer(
        found={"вопрос 1": [found(5, 9)]}, refused={"вопрос 0": "HTTP 422: top_k"}
    )
    with Journal(tmp_path / "j", "k") as journal:
        run(QUESTIONS[:3], answerer, journal, Asking())
    with Journal(tmp_path / "j", "k") as journal:
        kept = [(reply.found, reply.refused) for reply in journal.replies.values()]
    assert kept == [(None, "HTTP 422: top_k"), ([found(5, 9)], None), ([], None)]


def test_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    with (
        Journal(tmp_path / "j", "k") as journal,
        pytest.raises(KeyboardInterrupt),
    ):
        run(QUESTIONS, FakeAnswerer(fail_after=3), journal, Asking())
    answerer = FakeAnswerer()
    with Journal(tmp_path / "j", "k") as journal:
        replies = run(QUESTIONS, answerer, journal, Asking())
    assert [one.id for one in answerer.asked] == ["q2", "q2", "q3"]
    assert [reply.id for reply in replies] == ["q0", "q1", "q2", "q3"]


def test_search_is_for_the_question_as_resolved(tmp_path: Path) -> None:
    resolved = outcome(trace={"question": "место по OSI", "language": "ru"})
    answerer = FakeAnswerer(
        outcomes={"вопрос 0": resolved},
        found={"место по OSI": [found(0, 5)], "вопрос 1": [found(5, 9)] * 20},
    )
    with Journal(tmp_path / "j", "k") as journal:
        replies = run(QUESTIONS[:2], answerer, journal, Asking(depth=10))
    assert replies[0].found == [found(0, 5)]
    assert replies[1].found == [found(5, 9)] * 10


@pytest.mark.parametrize("trace", [{"question": 5}, {"question": " "}, {"language": "tlh"}, {}])
def test_a_trace_of_another_form_is_not_trusted(tmp_path: Path, trace: dict[str, object]) -> None:
    answerer = FakeAnswerer(
        outcomes={"вопрос 0": outcome(trace=trace)}, found={"вопрос 0": [found(0, 5)]}
    )
    with Journal(tmp_path / "j", "k") as journal:
        assert run(QUESTIONS[:1], answerer, journal, Asking())[0].found == [found(0, 5)]
