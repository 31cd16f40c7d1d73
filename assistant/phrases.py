"""Small talk by its wording: messages that say nothing else, in all the ways they are typed."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from corpus import Language, fold_letters

PHRASES = Path(__file__).parent / "phrases" / "smalltalk.tsv"
_WORD = re.compile(r"[^\W_]+")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_LAUGHED = re.compile(r"(\w\w)\1{2,}\w?")
_PARTICLES = frozenset({
    "ну", "а", "и", "да", "так", "вот", "же", "вообще", "ал", "ей", "енди", "екен", "гой", "well",
    "so", "oh", "just",
})  # fmt: skip
"""Words anywhere in a phrase that change nothing."""
_ADDRESS = frozenset({
    "эй", "ой", "че", "чо", "слушай", "слушайте", "короче", "блин", "пожалуйста", "плиз", "бот",
    "братан", "бро", "дос", "досым", "отинемин", "hey", "please", "pls", "bot", "bro", "man",
    "dude",
})  # fmt: skip
"""Words before and after a phrase that change nothing."""


def phrase_of(message: str) -> tuple[str, Language] | None:
    """The kind of small talk that ``message`` is as a whole, and its language; None if it is none
    of the phrases known."""
    phrases = _phrases()
    return next((phrases[said] for said in wordings(message) if said in phrases), None)


def wordings(message: str) -> Iterator[str]:
    """``message`` in folded words: all of them, then fewer and fewer words of address at its
    ends."""
    words = folded_words(message)
    while words:
        yield " ".join(words)
        if words[0] in _ADDRESS:
            words = words[1:]
        elif words[-1] in _ADDRESS:
            words = words[:-1]
        else:
            return


def folded_words(message: str) -> list[str]:
    """Words as they are compared: letters of the Kazakh keyboard as of the Russian one, letters
    drawn out once, laughter twice («хаха»), apostrophes and particles dropped."""
    text = fold_letters(message.casefold()).replace("'", "").replace("’", "")
    words = [_LAUGHED.sub(r"\1\1", _DRAWN_OUT.sub(r"\1", word)) for word in _WORD.findall(text)]
    return [word for word in words if word not in _PARTICLES] or words


def read_phrases() -> Iterator[tuple[str, Language, str]]:
    """Kind, language and phrase of each line of PHRASES, ``kind<TAB>language<TAB>phrase``."""
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        kind, language, phrase = line.split("\t")
        yield kind, Language(language), phrase


@cache
def _phrases() -> Mapping[str, tuple[str, Language]]:
    return {" ".join(folded_words(text)): (kind, lang) for kind, lang, text in read_phrases()}
