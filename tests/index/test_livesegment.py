"""What is left of a segment: its statistics, its counts and its scores, by hand."""

import numpy as np
import pytest

from corpus import Language
from index.bm25 import Statistics
from index.fields import FIELDS, SPELLING
from index.livesegment import LiveSegment
from index.segment import LANGUAGE_NUMBERS, Segment
from index.view import Ids

EN, RU = Language.EN, Language.RU
SENTENCES = next(field for field in FIELDS if field.by_sentence)
SEGMENT = Segment.build(np.array([0, 8, 16]), ["abc xyz. abc", "abc xyz", "школа"], [EN, EN, RU])
ALL = LiveSegment.of(SEGMENT, np.empty(0, dtype=np.int64))
WITHOUT_FIRST = LiveSegment.of(SEGMENT, np.array([0]))


def spans(*terms: str) -> tuple[Ids, Ids]:
    """Where terms are in the postings of sentences."""
    return SEGMENT.postings[SENTENCES.name].spans([term.encode() for term in terms])


def test_removed_rows_are_left_out() -> None:
    assert (ALL.left, ALL.views.tolist()) == (3, [0, 8, 16])
    assert (WITHOUT_FIRST.left, WITHOUT_FIRST.views.tolist()) == (2, [8, 16])


def test_statistics_are_those_of_the_units_left() -> None:
    assert ALL.statistics(SPELLING) == Statistics(units=3, terms=3 + 2 + 1)
    assert ALL.statistics(SENTENCES) == Statistics(units=4, terms=2 + 1 + 2 + 1)
    assert WITHOUT_FIRST.statistics(SPELLING) == Statistics(units=2, terms=3)
    assert WITHOUT_FIRST.statistics(SENTENCES) == Statistics(units=2, terms=3)


def test_a_term_is_counted_in_the_units_left() -> None:
    assert ALL.counts(SENTENCES, *spans("abc", "xyz", "nowhere")).tolist() == [3, 2, 0]
    assert WITHOUT_FIRST.counts(SENTENCES, *spans("abc", "xyz", "nowhere")).tolist() == [1, 1, 0]


def test_languages_are_those_of_the_rows_left() -> None:
    assert ALL.languages_held() == {LANGUAGE_NUMBERS[EN], LANGUAGE_NUMBERS[RU]}
    without_russian = LiveSegment.of(SEGMENT, np.array([2]))
    assert without_russian.languages_held() == {LANGUAGE_NUMBERS[EN]}


def test_the_best_sentence_of_a_row_counts() -> None:
    # Mean length 1.5, k1 = 0.9 and b = 0.3: of a sentence of one word «abc» counts
    # 1 / (1 + 0.9 (0.7 + 0.3 / 1.5)), of one of two words 1 / (1 + 0.9 (0.7 + 0.6 / 1.5)). Rows of
    # the language asked for take the first weight, others the second.
    short, long = 1 / (1 + 0.9 * 0.9), 1 / (1 + 0.9 * 1.1)
    total = np.zeros(3)
    weights = np.array([2.0, 0.0]), np.array([9.0, 5.0])
    found = spans("abc", "школ")
    ALL.add(SENTENCES, Statistics(4, 6), found, weights, LANGUAGE_NUMBERS[EN], total)
    assert total == pytest.approx([2 * short, 2 * long, 5 * short])
    ALL.add(SENTENCES, Statistics(4, 6), found, weights, LANGUAGE_NUMBERS[RU], total)
    assert total == pytest.approx([11 * short, 11 * long, 5 * short])


def test_terms_that_are_nowhere_or_weigh_nothing_add_nothing() -> None:
    total = np.zeros(3)
    weights = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    found = spans("abc", "nowhere")
    ALL.add(SENTENCES, Statistics(4, 6), found, weights, LANGUAGE_NUMBERS[EN], total)
    assert total.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "removed",
    [np.array([1, 0]), np.array([1, 1]), np.array([-1]), np.array([1], dtype=np.int32)],
    ids=["disorderly", "twice", "negative", "of another type"],
)
def test_removed_rows_that_are_not_there_are_refused(removed: Ids) -> None:
    with pytest.raises(ValueError, match="removed rows that are not there"):
        LiveSegment.of(SEGMENT, removed).check()
    with pytest.raises(ValueError, match="removed rows that are not there"):
        LiveSegment(SEGMENT, np.array([3]), None, None).check()
    WITHOUT_FIRST.check()
