"""A question as it may be typed: with slips, in Latin letters, without the letters that keyboards
lack."""

import random
import re
from collections.abc import Callable, Mapping

from corpus import Language, fold_letters
from corpus.train.trigrams import KAZAKH_SPELLINGS, RUSSIAN_SPELLINGS

Variant = Callable[[str, Language, random.Random], str | None]
_LEAST = 5
"""Letters of a word that gets a slip."""
_WORD = re.compile(r"[^\W\d_]+")
_SPELLINGS = {Language.RU: RUSSIAN_SPELLINGS, Language.KK: KAZAKH_SPELLINGS}
_VOWELS = {Language.RU: "аеиоуы", Language.KK: "аеиоуыіәөүұ", Language.EN: "aeiou"}


def as_written(question: str, _language: Language, _chance: random.Random) -> str:
    """The question itself."""
    return question


def with_slips(question: str, language: Language, chance: random.Random) -> str:
    """In small letters without its last mark, with a slip in every second word of five letters or
    more, but in two at least where there are two."""
    text = question.lower().rstrip("?")
    long = [match for match in _WORD.finditer(text) if len(match[0]) >= _LEAST]
    chosen = chance.sample(long, min(len(long), max(2, len(long) // 2)))
    for match in sorted(chosen, key=re.Match.start, reverse=True):
        slipped = slip(match[0], language, chance)
        text = text[: match.start()] + slipped + text[match.end() :]
    return text


def slip(word: str, language: Language, chance: random.Random) -> str:
    """``word`` with a letter left out, two swapped, or one a wrong vowel; its first stays."""
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + chance.choice(_VOWELS[language]) + word[place + 1 :]


def in_latin(question: str, language: Language, chance: random.Random) -> str | None:
    """In small Latin letters, by one of the ways they are spelt; None for English."""
    if language is Language.EN:
        return None
    letters = chance.choice(_SPELLINGS[language])
    return "".join(letters.get(letter, letter) for letter in question.lower())


def without_letters(question: str, language: Language, _chance: random.Random) -> str | None:
    """Kazakh in small letters, those of a Russian keyboard; None for others."""
    return fold_letters(question.lower()) if language is Language.KK else None


VARIANTS: Mapping[str, Variant] = {
    "as written": as_written,
    "slips in half the long words": with_slips,
    "Latin letters": in_latin,
    "no Kazakh letters": without_letters,
}
