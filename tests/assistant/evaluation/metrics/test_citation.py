"""Citation metrics on rows worked by hand."""

import math

import pytest

from assistant.evaluation.metrics.citation import statistics
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import value_of
from tests.assistant.evaluation.samples import citation, refused, right, row


def values(*rows: Row) -> dict[str, float]:
    return {name: value_of(one, len(rows)) for name, one in statistics(rows).items()}


def test_by_hand() -> None:
    found = values(
        right(citations=[citation(), citation(right=False)], evidence_pieces=2, evidence_cited=1),
        right(citations=[citation(valid=False)], evidence_pieces=1, evidence_cited=1),
        refused(evidence_pieces=1),
        row(answerable=False, citations=[citation(right=None)]),
    )
    assert found["citation.validity"] == pytest.approx(3 / 4)
    assert found["citation.precision"] == pytest.approx(2 / 3)
    assert found["citation.recall"] == pytest.approx((0.5 + 1 + 0) / 3)
    assert found["citation.success"] == pytest.approx(2 / 3)


def test_all_refused() -> None:
    found = values(refused(evidence_pieces=1), refused(evidence_pieces=2))
    assert math.isnan(found["citation.validity"])
    assert math.isnan(found["citation.precision"])
    assert found["citation.recall"] == 0
    assert found["citation.success"] == 0


def test_no_evidence() -> None:
    found = values(row(citations=[citation(right=None)]))
    assert found["citation.validity"] == 1
    assert math.isnan(found["citation.recall"])
