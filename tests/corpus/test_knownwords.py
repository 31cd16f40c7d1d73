"""Words that are known to be right."""

from corpus import Language
from corpus.knownwords import OF_SOURCES, Words, common


def test_words_of_the_sources_are_parts_of_names_too() -> None:
    words = Words.of_sources(["Al-Farabium", "Кордон", "школа", "Школа"])
    assert words.levels == dict.fromkeys(["al", "farabium", "кордон", "школа"], OF_SOURCES)
    assert words.named == {"al", "farabium", "кордон"}


def test_of_words_with_one_key_the_commonest_is_kept() -> None:
    words = Words({"тур": 3, "тұр": 9, "түр": 5, "wifi": 4})
    assert words.folded.words == {"тур": "тұр", "wifi": "wifi"}
    assert words.sounded.words == {"tur": "тұр"}


def test_the_commonest_comes_first_of_those_as_near() -> None:
    words = Words({"терминал": 4, "терминар": 7, "терминам": 3, "термин": 9})
    # of eight letters at level 4 or above; «термин» is two edits off
    assert list(words.folded.near("терминак", 1)) == [
        ("терминар", "терминар"),
        ("терминал", "терминал"),
    ]
    assert list(words.folded.near("терминак", 2)) == [("термин", "термин")]


def test_a_short_word_is_near_to_common_ones_alone() -> None:
    words = Words({"школа": 6, "школы": 5})
    assert list(words.folded.near("школв", 1)) == [("школа", "школа")]
    assert list(words.folded.near("школв", 2)) == []
    assert list(words.folded.near("шкл", 1)) == []


def test_common_words_are_looked_up_once() -> None:
    assert common(Language.RU) is common(Language.RU)
    assert common(Language.RU).folded.words["еще"] == "ещё"
