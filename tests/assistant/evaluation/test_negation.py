"""Words that deny, and the pieces of text between them."""

import pytest

from assistant.evaluation.negation import parted
from corpus import Language


def test_pieces_and_what_stands_after_each() -> None:
    assert list(parted("Он не был и нет его", Language.RU)) == [
        ("Он ", "не"), (" был и ", "нет"), (" его", None),
    ]  # fmt: skip
    assert list(parted("нетто неон north", Language.RU)) == [("нетто неон north", None)]
    assert list(parted("", Language.KK)) == [("", None)]


@pytest.mark.parametrize("text", ["is not", "isn't", "Isn’t", "cannot", "CAN'T"])
def test_english_forms_are_one(text: str) -> None:
    assert [denial for _, denial in parted(text, Language.EN)] == ["not", None]


@pytest.mark.parametrize(
    "word", ["бармайды", "етілмейді", "жазбаған", "таппады", "келмесе", "келмес", "көрмеген"]
)
def test_a_kazakh_verb_that_denies(word: str) -> None:
    assert list(parted(f"ол {word} ме", Language.KK)) == [(f"ол {word}", "емес"), (" ме", None)]
    assert list(parted(word, Language.RU)) == [(word, None)]


@pytest.mark.parametrize("word", ["барады", "табады", "Алматы", "арманды", "себеді", "мектеп"])
def test_a_kazakh_word_that_does_not(word: str) -> None:
    assert list(parted(word, Language.KK)) == [(word, None)]


@pytest.mark.parametrize(("word", "plain"), [("емес", "емес"), ("ЖОҚ", "жоқ"), ("жок", "жоқ")])
def test_kazakh_words(word: str, plain: str) -> None:
    assert list(parted(f"қажет {word}", Language.KK)) == [("қажет ", plain), ("", None)]
