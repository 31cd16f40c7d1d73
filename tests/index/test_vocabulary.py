"""Vocabularies against a dictionary, hashes that collide included."""

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from index.vocabulary import Vocabulary


@given(st.sets(st.binary(max_size=3), max_size=50), st.lists(st.binary(max_size=3), max_size=9))
def test_terms_have_numbers_and_others_have_none(terms: set[bytes], others: list[bytes]) -> None:
    vocabulary = Vocabulary.build(terms)
    numbers = {term: number for number, term in enumerate(vocabulary.all())}
    assert numbers.keys() == terms
    assert [vocabulary[number] for number in numbers.values()] == list(numbers)
    asked = [*terms, *others]
    assert vocabulary.numbers(asked) == [numbers.get(term, -1) for term in asked]


def test_terms_of_one_hash_are_told_apart() -> None:
    terms = [b"plumless", b"buckeroo"]
    assert crc32(terms[0]) == crc32(terms[1])
    assert sorted(Vocabulary.build(terms).numbers(terms)) == [0, 1]
    for term in terms:
        numbers = Vocabulary.build([term]).numbers(terms)
        assert sorted(numbers) == [-1, 0]
        assert numbers[terms.index(term)] == 0


def test_equal_terms_have_equal_numbers_whatever_their_order() -> None:
    first, second = Vocabulary.build([b"b", b"a", b"c"]), Vocabulary.build([b"c", b"b", b"a"])
    assert first.all() == second.all()
    assert [crc32(term) for term in first.all()] == sorted(crc32(term) for term in first.all())


def test_a_vocabulary_of_the_same_arrays_is_the_same() -> None:
    vocabulary = Vocabulary.build(["слово".encode(), b"word"])
    assert Vocabulary.from_arrays(vocabulary.arrays()).all() == vocabulary.all()
