"""Keys of words in both scripts."""

import pytest

from corpus import Language
from corpus.latinspelling import in_letters, reads_as_english, sound_of, sounds_of_latin, undoubled


@pytest.mark.parametrize(
    ("word", "spelt", "language"),
    [
        ("школ", "shkol", Language.RU),
        ("ещё", "eschyo", Language.RU),
        ("щука", "shchuka", Language.RU),
        ("хабар", "xabar", Language.KK),
        ("хороший", "khoroshiy", Language.RU),
        ("цены", "tseny", Language.RU),
        ("россия", "rossiya", Language.RU),
        ("люди", "lyudi", Language.RU),
        ("вода", "woda", Language.RU),
        ("старые", "starye", Language.RU),
        ("ель", "yel", Language.RU),
        ("находится", "nahoditsya", Language.RU),
        ("детский", "detskiy", Language.RU),
        ("район", "rayon", Language.RU),
        ("счет", "schet", Language.RU),
        ("россия", "rossija", Language.RU),
        ("қанша", "kansha", Language.KK),
        ("қанша", "qansha", Language.KK),
        ("жасанды", "jasandy", Language.KK),
        ("жасанды", "zhasandi", Language.KK),
        ("тау", "taw", Language.KK),
        ("ғылым", "ğylym", Language.KK),
        ("өңір", "öñir", Language.KK),
    ],
)
def test_a_word_has_one_key_in_both_scripts(word: str, spelt: str, language: Language) -> None:
    assert sound_of(word) in sounds_of_latin(spelt, language)


def test_short_words_keep_their_doubles() -> None:
    assert undoubled("ии") == "ии"
    assert undoubled("интеллект") == "интелект"


@pytest.mark.parametrize(
    ("word", "language", "read"),
    [
        ("yurta", Language.RU, "юрта"),
        ("zyukhlyaev", Language.RU, "зюхляев"),
        ("sifrlyq", Language.KK, "сіфрлық"),
        ("qosamyn", Language.KK, "қосамын"),
        ("mektepke", Language.KK, "мектепке"),
        ("gpu", Language.RU, "gpu"),
        ("html", Language.KK, "html"),
    ],
)
def test_a_word_letter_by_letter(word: str, language: Language, read: str) -> None:
    assert in_letters(word, language) == read


def test_letters_tell_english() -> None:
    assert reads_as_english("blockchain", Language.RU)
    assert not reads_as_english("skolko", Language.RU)
    assert not reads_as_english("qansha", Language.KK)
