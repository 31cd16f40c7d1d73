"""Figures of all rows and of their groups."""

from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.summary import summarise, summarise_latency
from tests.assistant.evaluation.samples import refused, right, row, wrong

FAST = Resampling(200)


def test_rows_that_ask_the_same_are_one_question() -> None:
    rows = [
        (right if number % 2 else wrong)(id=f"{number}-{copy}", question=f"Вопрос {number}?")
        for number in range(9)
        for copy in range(5)
    ]
    recall = summarise(rows, FAST)["all"]["answer.recall"]
    assert (recall["n"], recall["low"], recall["high"]) == (45, None, None)
    tenth = [*rows, right(id="9", question="Вопрос 9?")]
    recall = summarise(tenth, FAST)["all"]["answer.recall"]
    assert recall["n"] == 46
    assert recall["low"] < recall["value"] < recall["high"]
    assert summarise_latency(rows, [1.0] * 45, FAST)["all"]["latency.p50"]["low"] is None


def test_a_group_is_clustered_by_its_own_questions() -> None:
    rows = [right(id=f"r{n}", question=f"Вопрос {n}?") for n in range(10)]
    rows += [right(id=f"k{n}", question="Сұрақ?", language="kk") for n in range(10)]
    found = summarise(rows, FAST)["language"]
    assert found["ru"]["answer.recall"]["low"] == 1
    assert found["kk"]["answer.recall"]["low"] is None


def test_a_kind_without_unanswerable_questions_has_no_f1_of_refusals() -> None:
    rows = [
        right(kind="plain"),
        refused(kind="plain"),
        refused(kind="far", answerable=False),
        row(kind="far", answerable=False),
    ]
    found = summarise(rows, FAST)
    assert found["kind"]["plain"]["abstention.f1"] == {
        "value": None, "low": None, "high": None, "n": 0,
    }  # fmt: skip
    # One of two refusals is right, one of two unanswerable questions is refused.
    assert found["all"]["abstention.f1"]["value"] == 0.5
    assert found["all"]["abstention.f1"]["n"] == 3
    # The one refusal is right, and one of two is refused: 2 · 1 · 1/2 / (1 + 1/2).
    assert round(found["kind"]["far"]["abstention.f1"]["value"], 6) == round(2 / 3, 6)
