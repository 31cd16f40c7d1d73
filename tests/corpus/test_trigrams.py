"""Weights of sequences of three letters."""

import pytest

from corpus.trigrams import CYRILLIC, LATIN, Trigrams, trigrams_of

SMALL = Trigrams("""
2,-2 _ов вал
-4,4 ова
-4,4 ал_
""")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("ова", ["_ов", "ова", "ва_"]), ("а", ["_а_"]), ("", [])],
)
def test_trigrams_reach_over_the_ends(word: str, expected: list[str]) -> None:
    assert trigrams_of(word) == expected


def test_weights_of_a_word_are_summed_for_each_language() -> None:
    # _ов 2,-2; ова -4,4; вал 2,-2; ал_ -4,4
    assert SMALL.weigh("овал") == [-4, 4]
    assert SMALL.weigh("дом") == [0, 0]


def test_known_trigrams_are_counted() -> None:
    assert SMALL.known("овал") == 4
    assert SMALL.known("овод") == 1


def test_shipped_tables_tell_the_languages() -> None:
    russian, kazakh = CYRILLIC.weigh("очередь")
    assert russian > kazakh
    russian, kazakh = CYRILLIC.weigh("окушылар")
    assert kazakh > russian
    russian, kazakh, english = LATIN.weigh("zhaloby")
    assert russian > max(kazakh, english)
    russian, kazakh, english = LATIN.weigh("oqushylar")
    assert kazakh > max(russian, english)
    russian, kazakh, english = LATIN.weigh("thought")
    assert english > max(russian, kazakh)
