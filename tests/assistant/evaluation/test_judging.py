"""From outcomes to rows."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.evaluation.fake import FakeAnswerer
from assistant.evaluation.judging import Failure, judge
from assistant.evaluation.locating import Sources
from assistant.evaluation.outcome import ERROR, Found, Outcome, Reply, failed
from assistant.evaluation.question import Evidence, PastTurn, Question
from assistant.evaluation.row import Row
from tests.assistant.evaluation.samples import TEXT, cited, found, outcome, question, refusal

EVIDENCE = (Evidence("86-е место"),)
GOOD, ELSEWHERE = cited(0, 31), cited(32, 53)
HIT, MISS = found(0, 31), found(32, 53)
UNANSWERABLE = question(answerable=False, answers=())


def judged(asked: Question, came: Outcome, passages: list[Found] | None = None) -> Row:
    sources = Sources(FakeAnswerer(documents={"d": TEXT}))
    passages = [HIT] if passages is None else passages
    return judge(asked, Reply(id="q1", outcome=came, found=passages, wall_ms=1), sources, "d")


@pytest.mark.parametrize(
    ("asked", "came", "passages", "failure"),
    [
        (question(evidence=EVIDENCE), outcome(citations=[GOOD]), [HIT], None),
        (question(evidence=EVIDENCE), outcome(citations=[ELSEWHERE]), [HIT], "wrong_citation"),
        (question(evidence=EVIDENCE), outcome(), [HIT], "wrong_citation"),
        (question(), outcome("другое", citations=[GOOD]), [HIT], "not_chosen"),
        (question(), outcome("другое", citations=[ELSEWHERE]), [MISS], "not_retrieved"),
        (question(), refusal(), [MISS, HIT], "wrongly_refused"),
        (question(), refusal(), [MISS], "not_retrieved"),
        (question(), refusal(), [], "not_retrieved"),
        (UNANSWERABLE, refusal(), [MISS], None),
        (UNANSWERABLE, outcome(citations=[GOOD]), [HIT], "wrongly_answered"),
        (question(), failed("HTTP 500", "ru"), [], "error"),
        (question(), outcome(citations=[cited(0, 31, "нет")]), [HIT], "invalid_citation"),
    ],
)
def test_failures(
    asked: Question, came: Outcome, passages: list[Found], failure: str | None
) -> None:
    row = judged(asked, came, passages)
    assert row.failure == failure
    assert row.failure is None or row.failure in set(Failure)


@pytest.mark.parametrize(
    "changes",
    [
        {"start": 1},
        {"end": 30},
        {"quote": "Alem.Cloud занимает 87-е место."},
        {"end": 10_000},
        {"start": -1},
        {"start": 31, "end": 31, "quote": ""},
        {"sha256": "0" * 64},
        {"document_id": "e"},
    ],
)
def test_a_citation_is_valid_only_as_an_exact_span(changes: dict[str, Any]) -> None:
    broken = GOOD.model_copy(update=changes)
    assert not judged(question(), outcome(citations=[broken])).citations[0].valid
    assert judged(question(), outcome(citations=[GOOD])).citations[0].valid


def test_scores_of_an_answer() -> None:
    asked = question(answers=("86-е место", "восемьдесят шестое"))
    row = judged(asked, outcome("Занимает 86-е место"))
    assert (row.correct, row.correct_stemmed, row.exact_match) == (True, True, False)
    # Words: занимает, 86, е, место against 86, е, место.
    assert row.f1 == pytest.approx(6 / 7, abs=1e-6)
    assert judged(asked, outcome("«86-е место».")).exact_match


def test_inflected_answer_is_right_by_stems_alone() -> None:
    row = judged(question(answers=("виртуальный помощник",)), outcome("виртуального помощника"))
    assert (row.correct, row.correct_stemmed) == (False, True)


def test_highlights_are_judged_as_the_answer_proper() -> None:
    marked = GOOD.model_copy(update={"highlights": [(20, 30), (0, 10), (0, 999)]})
    row = judged(question(), outcome("Вот: 86-е место", citations=[marked]))
    assert row.span_exact_match
    assert row.span_f1 == 1
    assert judged(question(), outcome()).span_f1 == 0


def test_a_refusal_scores_nothing_whatever_it_says() -> None:
    row = judged(question(), replace_text(refusal(), "86-е место"))
    assert (row.correct, row.exact_match, row.f1, row.correct_stemmed) == (False, False, 0, False)


def replace_text(came: Outcome, text: str) -> Outcome:
    return came.model_copy(update={"answer": text})


def test_a_piece_is_found_once() -> None:
    asked = question(evidence=(Evidence("86-е место"), Evidence("51,5 млн")))
    row = judged(asked, outcome(), [MISS, HIT, found(10, 31)])
    assert row.ranking is not None
    assert (row.ranking.gains, row.ranking.missed) == ([0, 1, 0], [1])
    assert row.evidence_pieces == 2


def test_a_passage_that_proves_two_pieces_counts_for_both() -> None:
    proofs = ("86-е место", "Alem.Cloud", "51,5 млн")
    asked = question(evidence=tuple(Evidence(text) for text in proofs))
    ranking = judged(asked, outcome(), [HIT, found(10, 31)]).ranking
    assert ranking is not None
    assert (ranking.gains, ranking.pieces, ranking.missed) == ([1, 0], [2, 0], [1])


def test_places_of_one_piece_are_not_pieces_to_be_found() -> None:
    asked = question(evidence=(Evidence("86", "d", 20, 22, ((32, 34), (60, 62))),))
    row = judged(asked, outcome(citations=[ELSEWHERE]), [MISS, HIT])
    assert row.ranking is not None
    assert (row.ranking.gains, row.ranking.pieces, row.ranking.missed) == ([1, 0], [1, 0], [])
    assert row.ranking.recall(1) == 1
    assert (row.evidence_pieces, row.evidence_cited, row.failure) == (1, 1, None)


def test_whole_documents_take_one_rank_each() -> None:
    asked = question(answers=(), relevant={"d": 2})
    row = judged(asked, outcome(), [found(0, 5, "x"), found(5, 9, "x"), HIT, MISS])
    assert row.ranking is not None
    assert row.ranking.gains == [0, 2]


def test_what_cannot_be_judged_is_none() -> None:
    row = judged(UNANSWERABLE, refusal())
    assert (row.correct, row.f1, row.ranking, row.evidence_pieces) == (None, None, None, 0)
    reply = Reply(id="q1", outcome=outcome(), found=None, wall_ms=1)
    sources = Sources(FakeAnswerer(documents={"d": TEXT}))
    assert judge(question(), reply, sources, None).ranking is None


def test_confidence_of_refusals() -> None:
    assert judged(question(), refusal(0.3)).confidence == 0.3
    assert judged(question(), refusal(1.0, "unclear")).confidence == 0
    assert judged(question(), refusal(1.0, "blocked")).confidence == 0
    assert judged(question(), failed("x", "ru")).status == ERROR


def test_only_failures_keep_trace_and_passages_and_no_timing() -> None:
    trace = {"question": "?", "steps": [{"timings_ms": {"a": 1}, "n": 0.123456}], "timings_ms": {}}
    failing = judged(question(), outcome("другое", trace=trace))
    assert failing.trace == {"question": "?", "steps": [{"n": 0.1235}]}
    assert failing.passages[0].text == HIT.text
    fine = judged(question(), outcome(trace=trace, citations=[GOOD]))
    assert fine.trace is None
    assert fine.passages[0].text == ""


def test_history_is_shown() -> None:
    asked = replace(question(), history=(PastTurn("user", "А?"), PastTurn("assistant", "Б.")))
    assert judged(asked, outcome()).history == ["user: А?", "assistant: Б."]
