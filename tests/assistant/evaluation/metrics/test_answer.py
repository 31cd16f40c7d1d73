"""Answer metrics on rows worked by hand."""

import math

import pytest

from assistant.evaluation.metrics.answer import METRICS, statistics
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import value_of
from tests.assistant.evaluation.samples import refused, right, row, wrong


def values(*rows: Row) -> dict[str, float]:
    found = statistics(rows)
    assert found.keys() == {metric.name for metric in METRICS}
    return {name: value_of(one, len(rows)) for name, one in found.items()}


def test_by_hand() -> None:
    found = values(
        right(f1=1.0, exact_match=True, f1_stemmed=1.0, correct_stemmed=True, answer="а" * 350),
        wrong(f1=0.5, exact_match=False, f1_stemmed=0.6, correct_stemmed=True, answer="а" * 351),
        refused(f1=0.0, exact_match=False, f1_stemmed=0.0, correct_stemmed=False),
        refused(answerable=False),
        row(answerable=False, answer="а" * 49, answer_language="kk"),
    )
    assert found["answer.recall"] == pytest.approx(1 / 3)
    assert found["answer.recall_stemmed"] == pytest.approx(2 / 3)
    assert found["answer.exact_match"] == pytest.approx(1 / 3)
    assert found["answer.f1"] == pytest.approx(0.5)
    assert found["answer.f1_stemmed"] == pytest.approx(1.6 / 3)
    assert found["answer.length"] == pytest.approx(250)
    assert found["answer.within_350"] == pytest.approx(2 / 3)
    assert found["answer.language"] == pytest.approx(2 / 3)


def test_all_refused() -> None:
    found = values(refused(f1=0.0), refused(f1=0.0))
    assert found["answer.recall"] == 0
    assert found["answer.f1"] == 0
    assert math.isnan(found["answer.length"])
    assert math.isnan(found["answer.within_350"])
    assert math.isnan(found["answer.language"])


def test_nothing_to_judge_by() -> None:
    found = values(row())
    assert math.isnan(found["answer.recall"])
    assert math.isnan(found["answer.span_f1"])
    assert found["answer.length"] == len("86-е место")
