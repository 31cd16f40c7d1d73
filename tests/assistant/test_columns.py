"""Columns by hand."""

import numpy as np
import pytest

from assistant.columns import better, deviations, margins, share, worst


def test_a_pair_has_the_better_of_its_sentences() -> None:
    found = better(np.array([[1.0, 3.0, 2.0]]), np.array([0, 1, 0]), np.array([0, 1, 2]))
    assert found.tolist() == [[1.0, 3.0, 2.0]]


def test_shares_are_of_the_weight_matched() -> None:
    matched = np.array([[1.0, 0.0], [0.5, 0.0]])
    assert share(np.array([3.0, 1.0]), matched) == pytest.approx([3.5 / 4, 0.0])
    assert share(np.array([]), np.zeros((0, 2))).tolist() == [0.0, 0.0]


def test_the_worst_is_the_heaviest_unmatched() -> None:
    matched = np.array([[1.0, 0.0], [0.5, 0.0]])
    assert worst(np.array([3.0, 1.0]), matched) == pytest.approx([0.5, 3.0])
    assert worst(np.array([]), np.zeros((0, 2))).tolist() == [0.0, 0.0]


def test_deviations_are_finite_and_by_hand() -> None:
    assert deviations(np.array([1.0, 3.0])) == pytest.approx([-1 / 1.02, 1 / 1.02])
    assert deviations(np.array([2.0, 2.0])).tolist() == [0.0, 0.0]


def test_margins_by_hand() -> None:
    # The second sentence is best; to be ahead of, it has the third, and a pair with it too.
    first, last = np.array([0, 1, 0, 2]), np.array([0, 1, 1, 2])
    found = margins(np.array([0.1, 0.9, 0.5]), first, last)
    assert found == pytest.approx([0.1 - 0.9, 0.9 - 0.5, 0.9 - 0.5, 0.5 - 0.9])
    assert margins(np.array([0.3]), np.array([0]), np.array([0])) == pytest.approx([0.3])
