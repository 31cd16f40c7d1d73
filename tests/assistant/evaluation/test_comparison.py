"""Two runs over the same questions."""

from typing import Any

import pytest

from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.comparison import compare
from assistant.evaluation.errors import ReportError
from assistant.evaluation.row import Row
from tests.assistant.evaluation.samples import right, wrong


def report(*rows: Row) -> dict[str, Any]:
    return {
        "created": "2026-01-01",
        "set": {"sha256": "0"},
        "rows": [row.model_dump(mode="json") for row in rows],
    }


def named(make: Any, number: int) -> Row:
    row: Row = make(
        id=f"q{number}",
        question=f"Вопрос {number}?",
        language="ru" if number % 2 else "kk",
        answer=make.__name__,
    )
    return row


def test_differences_and_flips() -> None:
    before = report(
        *[named(wrong, n) for n in range(12)], *[named(right, n) for n in range(12, 24)]
    )
    now = report(
        *[named(right, n) for n in range(10)],
        *[named(wrong, n) for n in (10, 11, 12)],
        *[named(right, n) for n in range(13, 24)],
        named(right, 99),
    )
    found = compare(before, "other.json", now, Resampling(500))
    assert (found["questions"], found["only_before"], found["only_now"]) == (24, 0, 1)
    recall = found["differences"]["all"]["answer.recall"]
    assert recall["before"] == pytest.approx(0.5)
    assert recall["now"] == pytest.approx(21 / 24, abs=1e-6)
    assert recall["difference"] == pytest.approx(9 / 24, abs=1e-6)
    assert 0 < recall["low"] < recall["difference"] < recall["high"]
    assert recall["p"] < 0.05
    assert found["differences"]["language"].keys() == {"kk", "ru"}
    assert found["differences"]["all"]["citation.recall"]["difference"] is None
    flips = {flip["id"]: flip for flip in found["flips"]}
    assert len(flips) == 11
    assert not flips["q12"]["better"]
    assert (flips["q0"]["answer_before"], flips["q0"]["answer_now"]) == ("wrong", "right")
    assert (flips["q0"]["failure_before"], flips["q0"]["failure_now"]) == ("not_chosen", None)


def test_questions_asked_again_are_one() -> None:
    many: list[dict[str, Any]] = [
        {"id": f"q{n}", "question": f"Вопрос {n % 6}?"} for n in range(60)
    ]
    before, now = report(*[wrong(**one) for one in many]), report(*[right(**one) for one in many])
    recall = compare(before, "o", now, Resampling(2000))["differences"]["all"]["answer.recall"]
    assert (recall["difference"], recall["low"]) == (1, None)
    # Six questions turned: 2 of 2**6 swaps are as extreme.
    assert recall["p"] == pytest.approx(2 / 2**6, abs=0.015)


def test_rules_that_changed_are_named() -> None:
    before, now = report(right()), report(right())
    before["rules"] = {"accepted": "A", "stemmed": "B", "interval": "C"}
    now["rules"] = {"accepted": "A", "stemmed": "b", "interval": "c", "exact": "D"}
    assert compare(before, "o", now, Resampling(100))["rules_changed"] == ["stemmed", "exact"]
    assert compare(now, "o", now, Resampling(100))["rules_changed"] == []


def test_a_question_asked_otherwise_is_not_the_same() -> None:
    with pytest.raises(ReportError, match=r"^other\.json: has no question in common"):
        compare(report(right(question="А?")), "other.json", report(right()), Resampling(100))
