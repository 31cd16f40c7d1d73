"""The language that a conversation is spoken in: the question's, or that before it where the words
of the question do not tell."""

import re
from collections.abc import Sequence

from assistant.answer import Turn
from assistant.replacement import expected_question_word
from assistant.words import words_of
from corpus import Language, detect_language

_NAME_LETTERS = 3
"""Fewest letters of a name that opens a question."""
_ONE_VOTE = {Language.RU: "залах", Language.KK: "залдарда"}
"""Words that only their endings tell."""
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)


def spoken(text: str, history: Sequence[Turn]) -> Language:
    """The language of a question; that of the questions before it where its words do not tell."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked:
        return detect_language(text)
    found = detect_language(asked[0])
    for question in (*asked[1:], text):
        found = _after(found, question)
    return found


def _after(before: Language, text: str) -> Language:
    """The language of a question after one in the language ``before``."""
    plain = text if text.isupper() else _without_names(text)
    found = detect_language(plain or text, before)
    if found is before or Language.EN in (found, before):
        return found
    told = _outvotes(plain, found, before) if plain else _KAZAKH.search(text)
    return found if told else before


def _outvotes(text: str, found: Language, before: Language) -> bool:
    """Whether more than an ending tells ``text`` or a word of it: «картин» has a Kazakh one."""
    against = _ONE_VOTE[before]
    return any(
        detect_language(f"{part} {against}", before) is found for part in (text, *text.split())
    )


def _without_names(text: str) -> str:
    """The words of ``text`` that are no names, by their capitals: those are the same in all
    languages («Беларусь», «Дана Утеген»). A word that opens it may only ask, or be short («В»)."""
    return " ".join(
        word
        for place, word in enumerate(words_of(text))
        if not word[0].isupper() or (place == 0 and _only_opens(word))
    )


def _only_opens(word: str) -> bool:
    # Kazakh: with the words of a question in letters that are on every keyboard, «Кашан»
    return len(word) < _NAME_LETTERS or expected_question_word(word, Language.KK)
