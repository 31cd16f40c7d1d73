"""Common words."""

from pathlib import Path

from corpus import Language
from corpus.commonwords import CommonWords, common_words
from corpus.wordlists import fold_letters


def test_lines_are_read_by_language_and_level(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("ru 3 дом дома\nru 7 город\nen 2 house\n", encoding="utf-8")
    words = CommonWords.load(path)
    assert words.of(Language.RU) == {"дом": 3, "дома": 3, "город": 7}
    assert words.of(Language.EN) == {"house": 2}
    assert words.of(Language.KK) == {}


def test_the_shipped_words_are_of_letters_and_each_language_has_its_own() -> None:
    words = common_words()
    for language in Language:
        own = words.of(language)
        assert sum(level > 0 for level in own.values()) > 10_000
        assert all(word.isalpha() and word == word.lower() for word in own)
    assert "сколько" in words.of(Language.RU)
    assert "неше" in words.of(Language.KK)
    assert "people" in words.of(Language.EN)


def test_kazakh_without_its_letters_is_not_among_them() -> None:
    words = common_words().of(Language.KK)
    lettered = {fold_letters(word) for word in words if fold_letters(word) != word}
    chance = [word for word in words if word in lettered]
    # «тур», a tour, and «тұр»; «кашан» is no word
    assert "кашан" not in chance
    assert len(chance) < 0.02 * len(words)
