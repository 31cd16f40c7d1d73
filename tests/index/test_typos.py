import pytest

from index.typos import Speller, nearest
from index.vocabulary import Vocabulary

TERMS = ["казахстан", "школ", "суперкомпьютер", "школьник", "шкал", "#6700", "top500", "кот"]


@pytest.fixture
def speller() -> Speller:
    return of(TERMS)


def of(terms: list[str]) -> Speller:
    return Speller.build(Vocabulary.build([term.encode() for term in terms]))


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("школа", [("школ", 0.6)]),  # an insertion
        ("шкло", [("школ", 0.6)]),  # a transposition counts once
        ("школ", [("шкал", 0.6)]),  # a substitution; itself is not near itself
        ("козахстон", [("казахстан", 0.3)]),  # two edits in a long term
        ("супркомпьютр", [("суперкомпьютер", 0.3)]),
        ("кит", []),  # too short to guess
        ("6701", []),  # numbers are never guessed
        ("топливо", []),
    ],
)
def test_near_terms(speller: Speller, term: str, expected: list[tuple[str, float]]) -> None:
    assert nearest(speller.within_reach(term)) == expected


def test_the_nearest_comes_first() -> None:
    assert nearest(of(["абвгдежи", "абвгдежз"]).within_reach("абвгдежзк")) == [
        ("абвгдежз", 0.6),
        ("абвгдежи", 0.3),
    ]


def test_a_speller_of_the_same_arrays_answers_the_same(speller: Speller) -> None:
    vocabulary = Vocabulary.build([term.encode() for term in TERMS])
    again = Speller.from_arrays(vocabulary, speller.arrays())
    assert again.within_reach("шкло") == speller.within_reach("шкло") != []
