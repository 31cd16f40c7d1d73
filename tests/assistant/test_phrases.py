"""The phrases of small talk: each a line of its own, known however it is typed."""

import pytest

from assistant.phrases import PHRASES, folded_words, phrase_of, wordings
from assistant.smalltalk import SmallTalk
from corpus import Language


def test_every_line_is_a_kind_a_language_and_a_phrase() -> None:
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 1_000
    said = set()
    for line in lines:
        kind, language, phrase = line.split("\t")
        assert kind in set(SmallTalk), line
        assert language in set(Language), line
        assert phrase_of(phrase) is not None, line
        said.add(phrase)
    assert len(said) == len(lines)


@pytest.mark.parametrize(
    "message", ["рахмет саған", "РАХМЕТ САҒАН!!!", "рахмет саган", "ну рахметтт саған, бот"]
)
def test_it_is_known_however_it_is_typed(message: str) -> None:
    assert phrase_of(message) == ("thanks", Language.KK)


@pytest.mark.parametrize(
    "message", ["", "ну закон", "рахмет саған за закон", "кто тебя создал в законе"]
)
def test_more_than_a_phrase_is_none(message: str) -> None:
    assert phrase_of(message) is None


def test_laughter_and_drawn_out_letters_are_folded() -> None:
    assert folded_words("Ахахахаха, нееет, мама! 1010") == ["ахах", "нет", "мама", "1010"]


def test_words_of_address_leave_one_by_one() -> None:
    assert list(wordings("эй бот, рахмет саған, дос")) == [
        "эй бот рахмет саган дос",
        "бот рахмет саган дос",
        "рахмет саган дос",
        "рахмет саган",
    ]
    assert list(wordings("?!")) == []
