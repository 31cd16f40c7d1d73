from collections.abc import Sequence
from math import log

import numpy as np
import pytest

from corpus import Language
from index.embedder import Vectors
from index.interaction import WordEmbedder, WordInteraction, _Words

VECTORS = {
    "school": (1.0, 0.0),
    "школа": (0.8, 0.6),
    "школе": (0.8, 0.6),
    "meal": (0.0, 1.0),
    "обед": (0.6, 0.8),
}


class TwoDimensions:
    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode_words(self, words: Sequence[str]) -> Vectors:
        self.asked.append(list(words))
        return np.array([VECTORS.get(word, (0.0, 0.0)) for word in words], dtype=np.float32)


def test_each_word_of_the_query_counts_by_its_best_match() -> None:
    # Two texts. "school": 0.8 and 0.6, met in both (≥ 0.4), idf ln(1 + 0.5 / 2.5);
    # "meal": 0.6 and 0.8, met in both too. Told: (x - 0.1) / 0.9.
    words = WordInteraction(TwoDimensions())
    found = words.scores(
        "school meal", Language.EN, [("школа", Language.RU), ("обед", Language.RU)]
    )
    idf = log(1 + 0.5 / 2.5)
    assert found == pytest.approx([idf * (0.7 + 0.5) / 0.9] * 2)


def test_a_word_met_in_fewer_texts_counts_more() -> None:
    words = WordInteraction(TwoDimensions())
    found = words.scores("school", Language.EN, [("школа", Language.RU), ("xyz", Language.RU)])
    assert found == pytest.approx([log(1 + 1.5 / 1.5) * 0.7 / 0.9, 0.0])


def test_stop_words_are_not_encoded_and_a_text_only_once() -> None:
    embedder = TwoDimensions()
    words = WordInteraction(embedder)
    for _ in range(2):
        words.scores("the school", Language.EN, [("обед в школе", Language.RU)])
    assert embedder.asked == [["school"], ["обед", "школе"]]


def test_a_word_is_encoded_once_for_all_texts() -> None:
    embedder = TwoDimensions()
    words = _Words(embedder, texts=1, words=9)
    assert words.of_query("school meal", Language.EN).tolist() == [
        pytest.approx(VECTORS["school"]),
        pytest.approx(VECTORS["meal"]),
    ]
    assert words.of_text("meal school", Language.EN).tolist() == [
        pytest.approx(VECTORS["meal"]),
        pytest.approx(VECTORS["school"]),
    ]
    words.of_text("обед meal", Language.RU)
    assert embedder.asked == [["school", "meal"], ["обед"]]


def test_what_is_full_begins_anew() -> None:
    embedder = TwoDimensions()
    words = _Words(embedder, texts=9, words=2)
    for _ in range(2):
        for name in ("school", "школа", "meal"):
            assert words.of_text(name, Language.EN).tolist() == [pytest.approx(VECTORS[name])]
    assert embedder.asked == [["school"], ["школа"], ["meal"], ["school"], ["школа"], ["meal"]]
    assert len(words.of_text("school школа meal", Language.EN)) == 3


def test_nothing_to_compare_scores_nothing() -> None:
    words = WordInteraction(TwoDimensions())
    assert words.scores("", Language.EN, [("школа", Language.RU)]) == [0.0]
    assert words.scores("school", Language.EN, []) == []
    assert words.scores("school", Language.EN, [("", Language.RU)]) == [0.0]


def test_the_protocol_tells_embedders_of_words() -> None:
    assert isinstance(TwoDimensions(), WordEmbedder)
