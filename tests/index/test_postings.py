"""Postings: counts and lengths, and merging against building anew."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.postings import Postings

UNITS = [["b", "a"], ["a", "c", "c"], ["d"]]


def counted(postings: Postings) -> dict[bytes, dict[int, int]]:
    """How often each term is in each unit."""
    terms = postings.vocabulary.all()
    return {
        term: dict(zip(postings.units[a:b].tolist(), postings.counts[a:b].tolist(), strict=True))
        for term, a, b in zip(terms, *postings.spans(terms), strict=True)
    }


def test_terms_are_counted_by_unit() -> None:
    postings = Postings.build(UNITS)
    assert counted(postings) == {b"a": {0: 1, 1: 1}, b"b": {0: 1}, b"c": {1: 2}, b"d": {2: 1}}
    assert postings.lengths.tolist() == [2, 3, 1]


def test_an_unknown_term_has_an_empty_span() -> None:
    begin, end = Postings.build(UNITS).spans([b"z", b"a"])
    assert (end - begin).tolist() == [0, 2]


@pytest.mark.parametrize("units", [[], [[]], [[], []]])
def test_units_without_terms_are_units(units: list[list[str]]) -> None:
    postings = Postings.build(units)
    assert postings.lengths.tolist() == [0] * len(units)
    assert [each.tolist() for each in postings.spans([b"a"])] == [[0], [0]]


def test_frequencies_and_lengths_of_any_size_are_kept() -> None:
    postings = Postings.build([["a"] * 70_000, ["b"] * 300])
    assert counted(postings) == {b"a": {0: 70_000}, b"b": {1: 300}}
    assert postings.lengths.tolist() == [70_000, 300]


def test_any_string_is_a_term() -> None:
    terms = ["", "\0", "ё", "\ud800", "😀"]
    encoded = [term.encode("utf-8", "surrogatepass") for term in terms]
    begin, end = Postings.build([terms]).spans(encoded)
    assert (end - begin).tolist() == [1] * 5


UNIT = st.lists(st.sampled_from("abcdefgh"), max_size=4)
PART = st.lists(st.tuples(UNIT, st.booleans()), max_size=6)


@given(st.lists(PART, min_size=1, max_size=4))
def test_what_is_merged_is_what_is_built_of_the_units_left(
    parts: list[list[tuple[list[str], bool]]],
) -> None:
    merged = Postings.merge(
        [
            (
                Postings.build([unit for unit, _ in part]),
                np.array([live for _, live in part], dtype=bool),
            )
            for part in parts
        ]
    ).arrays()
    built = Postings.build([unit for part in parts for unit, live in part if live]).arrays()
    for name, array in built.items():
        assert merged[name].tolist() == array.tolist(), name
        assert merged[name].dtype == array.dtype, name
