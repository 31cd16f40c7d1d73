"""A model of small talk over runs of letters, by hand and as shipped."""

import math
import zlib
from pathlib import Path

import numpy as np
import pytest

from assistant.intent import BUCKETS, QUESTION, Intent, buckets, bundled_intent


def bucket(run: str) -> int:
    return zlib.crc32(run.encode()) % BUCKETS


def test_runs_stay_within_words() -> None:
    runs = [" о", "ой", "й ", " ой", "ой ", " ой ", " я", "я ", " я "]
    assert buckets("Ой, я!").tolist() == sorted(bucket(run) for run in runs)


def test_a_repeated_word_counts_once() -> None:
    assert buckets("да нет нет").tolist() == buckets("нет").tolist()


def test_shares_are_those_worked_out_by_hand() -> None:
    weights = np.zeros((2, BUCKETS))
    weights[0, bucket(" я")], weights[0, bucket("я ")] = 1.5, 2.0
    intent = Intent.of(("greeting", QUESTION), weights, np.array([0.0, 1.0]))
    # three runs: (1.5 + 2.0) / sqrt(3) against 1.0
    odds = math.exp(3.5 / math.sqrt(3) - 1.0)
    assert intent.shares("я") == pytest.approx(
        {"greeting": odds / (1 + odds), QUESTION: 1 / (1 + odds)}
    )


def test_without_letters_only_the_bias_counts() -> None:
    intent = Intent.of(("greeting", QUESTION), np.ones((2, BUCKETS)), np.array([0.0, 0.0]))
    assert intent.shares("?!") == {"greeting": 0.5, QUESTION: 0.5}


def test_it_is_read_as_written(tmp_path: Path) -> None:
    weights = np.linspace(-9, 9, 2 * BUCKETS).reshape(2, BUCKETS)
    written = Intent.of(("greeting", QUESTION), weights, np.array([0.25, -1.0]))
    written.write(tmp_path)
    read = Intent.load(tmp_path)
    assert read.kinds == written.kinds
    assert (read.weights == written.weights).all()
    assert (read.bias == written.bias).all()
    assert np.abs(read.weights / 16 - np.clip(weights, -127 / 16, 127 / 16)).max() <= 1 / 32


def test_the_one_shipped_tells_a_question() -> None:
    intent = bundled_intent()
    assert intent.shares("Какое место занял Казахстан в рейтинге?")[QUESTION] > 0.99
    assert intent.shares("ты такой милый бот")[QUESTION] < 0.1
