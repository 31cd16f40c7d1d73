"""What needs the packages of the ``train`` extra; skipped without them."""

import numpy as np
import pytest

pytest.importorskip("sklearn")

from assistant.intent import BUCKETS, QUESTION, buckets
from assistant.train.intents import examples, fit, matrix_of


def test_a_row_has_unit_length() -> None:
    matrix = matrix_of(["Ой, я!", "?"])
    assert matrix.shape == (2, BUCKETS)
    assert matrix[0].indices.tolist() == buckets("Ой, я!").tolist()
    assert matrix[0].data == pytest.approx(1 / 3)  # nine runs
    assert matrix[1].nnz == 0


def test_it_tells_what_it_learned() -> None:
    texts = ["привет бот", "приветик", "сколько стоит мост", "где стоит мост", "пока"] * 5
    kinds = np.array(["greeting", "greeting", QUESTION, QUESTION, "farewell"] * 5)
    intent = fit(matrix_of(texts), kinds)
    assert intent.shares("ну привет")["greeting"] > 0.9
    assert intent.shares("чей мост")[QUESTION] > 0.8


def test_examples_are_phrases_and_questions() -> None:
    texts, kinds = examples()
    assert len(texts) == len(set(texts)) == len(kinds)
    kind_of = dict(zip(texts, kinds.tolist(), strict=True))
    assert kind_of["көп рахмет"] == "thanks"
    assert sum(kind == QUESTION for kind in kind_of.values()) > 10_000
