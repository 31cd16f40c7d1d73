from collections.abc import Sequence
from math import log

import pytest

from index.fusion import INTERACTION_DEPTH, fuse, reciprocal_ranks


def test_scores_are_combined_by_hand() -> None:
    # size 100: BM25 is divided by ln 101. Row 2 lacks a vector score and gets the last one, 0.4.
    dense = [(0, 0.9), (1, 0.4)]
    lexical = [(1, 6.0), (2, 3.0)]
    sums = {
        0: 2.0 * 0.9,
        1: 6.0 / log(101) + 2.0 * 0.4,
        2: 3.0 / log(101) + 2.0 * 0.4,
    }
    expected = {row: total / (total + 2.0) for row, total in sums.items()}
    found = fuse(dense, lexical, size=100, weight=2.0)
    assert [row for row, _ in found] == [1, 0, 2]
    assert dict(found) == pytest.approx(expected)


def test_strong_words_outweigh_vectors_and_weak_words_do_not() -> None:
    dense = [(0, 0.9), (1, 0.3)]
    assert fuse(dense, [(1, 20.0)], size=100, weight=2.0)[0][0] == 1
    assert fuse(dense, [(1, 2.0)], size=100, weight=2.0)[0][0] == 0


def test_across_languages_the_interaction_of_words_is_added() -> None:
    # size 100; vectors count 3 times, the interaction 1.5 times, both BM25-like scores over ln 101.
    asked: list[list[int]] = []

    def words(rows: Sequence[int]) -> list[float]:
        asked.append(list(rows))
        return [4.0 if row == 1 else 0.0 for row in rows]

    found = fuse([(0, 0.5), (1, 0.4)], [(0, 2.0)], size=100, weight=3.0, words=words)
    sums = {0: 2.0 / log(101) + 1.5, 1: 1.2 + 1.5 * 4.0 / log(101)}
    assert asked == [[0, 1]]
    assert [row for row, _ in found] == [1, 0]
    assert dict(found) == pytest.approx({row: total / (total + 2) for row, total in sums.items()})


def test_tokens_are_compared_last_and_a_row_without_any_gets_the_lowest_score() -> None:
    # Vectors count twice, tokens eight times; row 2, which was not read, is taken for row 1's 0.25.
    asked: list[list[int]] = []

    def tokens(rows: Sequence[int]) -> dict[int, float]:
        asked.append(list(rows))
        return {0: 0.5, 1: 0.25}

    found = fuse([(2, 0.9), (1, 0.6), (0, 0.5)], [], size=9, tokens=tokens)
    sums = {0: 1.0 + 4.0, 1: 1.2 + 2.0, 2: 1.8 + 2.0}
    assert asked == [[2, 1, 0]]
    assert [row for row, _ in found] == [0, 2, 1]
    assert dict(found) == pytest.approx({row: total / (total + 2) for row, total in sums.items()})


def test_only_the_best_rows_are_compared_by_tokens() -> None:
    asked: list[int] = []

    def tokens(rows: Sequence[int]) -> dict[int, float]:
        asked.extend(rows)
        return {}

    fuse([(row, 0.5 - row / 1000) for row in range(80)], [], size=80, tokens=tokens)
    assert asked == list(range(INTERACTION_DEPTH))


def test_without_weight_only_words_count() -> None:
    assert fuse([(0, 0.9)], [(1, 2.0)], size=9, weight=0.0)[0][0] == 1


def test_one_ranking_alone_keeps_its_order() -> None:
    assert [row for row, _ in fuse([(3, 0.5), (1, 0.2)], [], size=9)] == [3, 1]
    assert [row for row, _ in fuse([], [(3, 5.0), (1, 2.0)], size=9)] == [3, 1]
    assert fuse([], [], size=0) == []


def test_equal_scores_come_by_row_and_all_lie_between_0_and_1() -> None:
    found = fuse([(5, 0.5), (2, 0.5), (7, -0.5)], [], size=3)
    assert [row for row, _ in found] == [2, 5, 7]
    assert all(0 <= score < 1 for _, score in found)


def test_reciprocal_ranks_by_hand() -> None:
    # 61/61/2 + 61/62/2 for both rows; the row of a single ranking gets 61/63/2.
    found = reciprocal_ranks([[(4, 9.0), (1, 8.0)], [(1, 0.3), (4, 0.2), (6, 0.1)]])
    both = (1 + 61 / 62) / 2
    assert [row for row, _ in found] == [1, 4, 6]
    assert [score for _, score in found] == pytest.approx([both, both, 61 / 126])
