"""Retrieval on lists worked by hand."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.retrieval import METRICS, score, statistics
from assistant.evaluation.row import Ranking
from assistant.evaluation.statistic import value_of
from tests.assistant.evaluation.samples import ranked, row


def test_one_relevant_at_rank_two() -> None:
    scores = score([ranked(0, 1, 0)])
    assert scores["retrieval.recall@1"] == [0]
    assert scores["retrieval.recall@3"] == [1]
    assert scores["retrieval.mrr"] == [0.5]
    assert scores["retrieval.ndcg@10"] == pytest.approx([1 / math.log2(3)])


def test_two_relevant_one_missed() -> None:
    scores = score([ranked(1, 0, missed=(1,))])
    assert scores["retrieval.recall@1"] == [0.5]
    assert scores["retrieval.recall@10"] == [0.5]
    assert scores["retrieval.success@1"] == [1]
    assert scores["retrieval.mrr"] == [1]
    ideal = 1 + 1 / math.log2(3)
    assert scores["retrieval.ndcg@10"] == pytest.approx([1 / ideal])


def test_recall_counts_pieces_and_the_others_passages() -> None:
    scores = score([Ranking(gains=[1, 0], missed=[1], pieces=[2, 0])])
    assert scores["retrieval.recall@1"] == [pytest.approx(2 / 3)]
    assert scores["retrieval.ndcg@10"] == score([ranked(1, 0, missed=(1,))])["retrieval.ndcg@10"]


def test_grades_count_for_ndcg() -> None:
    scores = score([ranked(1, 2)])
    ideal = 2 + 1 / math.log2(3)
    assert scores["retrieval.ndcg@10"] == pytest.approx([(1 + 2 / math.log2(3)) / ideal])


def test_nothing_relevant_found_and_nothing_found() -> None:
    scores = score([ranked(0, 0, missed=(1,)), ranked(missed=(1,))])
    assert {value for values in scores.values() for value in values} == {0}


def test_beyond_the_cutoff_counts_nothing() -> None:
    scores = score([ranked(*[0] * 10, 1)])
    assert scores["retrieval.recall@10"] == [0]
    assert scores["retrieval.mrr"] == [0]


def test_rows_without_gold_are_not_measured() -> None:
    found = statistics([row(ranking=ranked(1)), row(), row(ranking=ranked(missed=(1,)))])
    assert found["retrieval.recall@1"].count == 2
    assert value_of(found["retrieval.recall@1"], 3) == 0.5
    assert found.keys() == {metric.name for metric in METRICS}


def test_no_row_has_gold() -> None:
    found = statistics([row(), row()])
    assert all(math.isnan(value_of(one, 2)) for one in found.values())


@given(
    st.lists(
        st.builds(
            Ranking,
            gains=st.lists(st.integers(0, 2), max_size=12),
            missed=st.lists(st.integers(1, 2), min_size=1, max_size=3),
        ),
        max_size=4,
    )
)
def test_bounds_and_growth_with_depth(rankings: list[Ranking]) -> None:
    scores = score(rankings)
    assert all(0 <= value <= 1 + 1e-9 for values in scores.values() for value in values)
    for name in ("recall", "success"):
        series = [scores[f"retrieval.{name}@{k}"] for k in (1, 3, 5, 10)]
        for one, deeper in pairwise(series):
            assert all(a <= b for a, b in zip(one, deeper, strict=True))
