from math import log
from pathlib import Path

import numpy as np
import pytest

from index.postings import Postings

# Lengths 2, 3 and 1, mean 2. BM25 of bm25s: ln(1 + (N - n + 0.5) / (n + 0.5)) · tf / (tf + k),
# where k = k1 (1 - b + b · length / mean); with k1 = 1.5, b = 0.75: k = 1.5, 2.0625, 0.9375.
UNITS = [["a", "b"], ["a", "c", "c"], ["d"]]
IDF_OF_ONE = log(1 + 2.5 / 1.5)
IDF_OF_TWO = log(1 + 1.5 / 2.5)


@pytest.fixture
def postings() -> Postings:
    return Postings.build(UNITS, k1=1.5, b=0.75)


def test_a_term_scores_by_rarity_frequency_and_length(postings: Postings) -> None:
    assert postings.scores({"a": 1.0}) == pytest.approx([IDF_OF_TWO / 2.5, IDF_OF_TWO / 3.0625, 0])
    assert postings.scores({"c": 1.0}) == pytest.approx([0, IDF_OF_ONE * 2 / 4.0625, 0])


def test_weighted_terms_add_up_and_unknown_ones_count_nothing(postings: Postings) -> None:
    expected = 0.5 * IDF_OF_TWO / 2.5 + 2.0 * IDF_OF_ONE / 2.5
    assert postings.scores({"a": 0.5, "b": 2.0, "z": 9.0})[0] == pytest.approx(expected)


def test_terms_are_numbered_in_order_whatever_the_order_of_texts() -> None:
    vocabulary = Postings.build([["b", "a"], ["c"]], 1.5, 0.75).vocabulary
    assert list(vocabulary) == ["a", "b", "c"]


@pytest.mark.parametrize("mmap", [False, True])
def test_a_loaded_field_scores_the_same(postings: Postings, tmp_path: Path, mmap: bool) -> None:
    postings.save(tmp_path / "field")
    loaded = Postings.load(tmp_path / "field", mmap)
    terms = {"a": 1.0, "c": 0.3}
    assert np.array_equal(loaded.scores(terms), postings.scores(terms))


@pytest.mark.parametrize("units", [[], [[]], [[], []]])
def test_units_without_terms_score_nothing(units: list[list[str]]) -> None:
    assert Postings.build(units, 1.5, 0.75).scores({"a": 1.0}).tolist() == [0.0] * len(units)


def test_a_large_index_can_pass_over_what_is_everywhere() -> None:
    postings = Postings.build([["all", str(number)] for number in range(10_000)], 1.5, 0.75)
    assert postings.scores({"all": 1.0}).all()
    assert not postings.scores({"all": 1.0}, skip_common=True).any()
    assert np.flatnonzero(postings.scores({"7": 1.0})).tolist() == [7]


def test_postings_that_do_not_fit_together_are_told(postings: Postings, tmp_path: Path) -> None:
    postings.check()
    postings.save(tmp_path / "field")
    path = tmp_path / "field" / "indices.csc.index.npy"
    np.save(path, np.load(path) + 2)
    with pytest.raises(ValueError, match="do not fit together"):
        Postings.load(tmp_path / "field", mmap=False).check()
