import numpy as np
import pytest

from index.embedder import QuestionTokens, unit


def test_rows_get_length_one_and_zero_rows_stay() -> None:
    vectors = np.array([[3.0, 4.0], [0.0, 0.0]], dtype=np.float32)
    np.testing.assert_allclose(unit(vectors), [[0.6, 0.8], [0.0, 0.0]], rtol=1e-6)
    assert vectors[0, 0] == 3.0


def test_sentences_meet_a_question_by_hand_and_by_brute_force() -> None:
    told = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    asked = QuestionTokens(
        np.array([[1, 0], [0, 1]], dtype=np.float32), np.array([0.75, 0.25], dtype=np.float32)
    )
    # The first sentence is (1, 0) and (0.6, 0.8), the second (0, 1).
    assert asked.met(told, np.array([2, 1])) == pytest.approx([0.75 + 0.25 * 0.8, 0.25])
    chance = np.random.default_rng(0)
    tokens = unit(chance.normal(size=(30, 8)).astype(np.float32))
    question = QuestionTokens(unit(chance.normal(size=(5, 8)).astype(np.float32)), tokens[0, :5])
    counts = np.array([4, 1, 15, 10])
    expected = [
        sum(
            weight * max(float(vector @ token) for token in tokens[start : start + count])
            for vector, weight in zip(question.vectors, question.weights, strict=True)
        )
        for start, count in zip(np.cumsum(counts) - counts, counts, strict=True)
    ]
    assert question.met(tokens, counts) == pytest.approx(expected, rel=1e-4)
