from pathlib import Path

import pytest

from index.typos import Speller

TERMS = ["казахстан", "школ", "суперкомпьютер", "школьник", "шкал", "#6700", "top500", "кот"]


@pytest.fixture
def speller() -> Speller:
    return Speller.build(TERMS)


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
    assert speller.near(term) == expected


def test_the_nearest_comes_first() -> None:
    assert Speller.build(["абвгдежи", "абвгдежз"]).near("абвгдежзк") == [
        ("абвгдежз", 0.6),
        ("абвгдежи", 0.3),
    ]


def test_a_loaded_speller_answers_the_same(speller: Speller, tmp_path: Path) -> None:
    speller.save(tmp_path)
    assert Speller.load(tmp_path, TERMS).near("шкло") == speller.near("шкло")
