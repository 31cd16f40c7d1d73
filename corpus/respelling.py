"""Words as they were meant: with the letters that keyboards lack («кашан» is «қашан»), in their own
script («skolko» is «сколько»), without slips («сколкьо»)."""

import re
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz.distance import Prefix

from corpus.detection import detect_language
from corpus.knownwords import OF_SOURCES, SLIPS, WORD, Keyed, Known, Words, common
from corpus.language import Language
from corpus.latinspelling import in_letters, reads_as_english, sounds_of_latin
from corpus.slip import is_slip, is_slip_of_source, is_sure_slip
from corpus.wordlists import KAZAKH_LETTERS, LATIN_NAMES, WORDS, fold_letters

_TOKEN = re.compile(r"\S+")
_NAME = re.compile(r"@|://|\d[^\W\d_]|[^\W\d_]\d|[^\W\d_][-.][^\W\d_]|[a-z][A-Z]")
"""What an address, a code, a brand or a compound has: info@gov.kz, H200, eGov, Wi-Fi."""
_LATIN_WORD = re.compile(r"[a-zğǵıýíñŋńöóüúäáş]+(?:['’][a-zğǵıýíñŋńöóüúäáş]+)*", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SHORT = 3
"""Letters of a word that is one of the sources' in Latin letters by chance: «do», «on»."""
_START, _ENDING = 6, 4
"""Letters that two forms of one word begin with, and that their ends have."""
_MUCH_COMMONER = 3
_FREQUENT, _FUNCTION = 5, 9
"""Levels of a word that a name in Latin letters may be, Moskva, or one that lacks Kazakh letters
among others that have them, and of one that is no name, do."""
_ENGLISH = 4
"""The level of an English word that tells a text in Latin letters is English."""
_SLIGHT, _MUCH = 2, 4
"""By how many levels an English word may be the commoner one, and one as short as «it»."""


def respelt(text: str, language: Language, sources: Iterable[str]) -> str:
    """``text`` in ``language`` with its words as they were probably meant; ``sources`` are words of
    the texts that it asks about, which are right, and preferred.

    A word is left as it is that is one of theirs, or a common one in any language, or a name by its
    capital or its signs; so is one that is no slip (``corpus.slip``) of any, one in five to seven
    letters, two in more, after the first. Kazakh gets its letters back, and Russian or Kazakh in
    Latin letters alone its script.
    """
    known = (Words.of_sources(sources), common(language))
    in_latin = _is_in_latin(text, language)
    bare = KAZAKH_LETTERS.isdisjoint(text.lower())
    is_kazakh = language is Language.KK and (not bare or _has_words(text, language))

    def meant(word: str, opens: bool) -> str:
        if word.isupper() and len(word) > 1:
            return word
        is_name = word[0].isupper() and (in_latin or not opens)
        if in_latin:
            other = _in_cyrillic(word.lower(), language, known, is_name)
        else:
            other = _mended(word.lower(), language, known, is_name, is_kazakh, bare)
        if other == word.lower():
            return word
        return other.capitalize() if word[0].isupper() else other

    def read(token: re.Match[str]) -> str:
        whole, start = token[0], token.start()
        if _NAME.search(whole):
            return whole
        words = _LATIN_WORD if in_latin else WORD
        return words.sub(lambda found: meant(found[0], start + found.start() == 0), whole)

    return _TOKEN.sub(read, text)


def is_spelt(text: str, language: Language) -> bool:
    """Whether ``respelt`` changes nothing whatever the sources are: all words are common ones."""
    if _is_in_latin(text, language):
        return False
    words = [word.lower() for word in WORD.findall(text)]
    return all(_is_known(word, language) for word in words) and respelt(text, language, ()) == text


def _is_in_latin(text: str, language: Language) -> bool:
    """Whether ``text`` in ``language`` is in the script that is not its own, as its words tell."""
    if language is Language.EN or _CYRILLIC.search(text):
        return False
    if detect_language(text, Language.EN) is Language.EN:
        return False
    english = common(Language.EN).levels
    words = [word.lower() for word in WORD.findall(text)]
    plain = any(len(word) > _SHORT and english.get(word, 0) >= _ENGLISH for word in words)
    return not plain or _has_words(text, language)


def _has_words(text: str, language: Language) -> bool:
    """Whether ``text`` has a function word of ``language``."""
    return any(word in WORDS[language] for word in WORD.findall(text.lower()))


def _is_known(word: str, language: Language) -> bool:
    """Whether a word is a common one: in Kazakh, with its letters."""
    if language is Language.KK:
        return word in common(language).levels or word in WORDS[language]
    plain = fold_letters(word)
    shortest = SLIPS[0][0]
    return len(word) < shortest or any(
        plain in common(one).folded.words or plain in WORDS[one] for one in Language
    )


def _mended(
    word: str, language: Language, known: Known, is_name: bool, is_kazakh: bool, bare: bool
) -> str:
    """A word in its own script; ``bare`` tells that its text has no Kazakh letter, ``is_kazakh``
    that it is in Kazakh all the same."""
    if word in known[0].levels:
        return word
    if is_kazakh and (lettered := _with_letters(word, known, bare)):
        return lettered
    if is_name or _is_known(word, language):
        return word
    key = fold_letters(word)
    for words, other, meant in _near(key, known, lambda words: words.folded):
        if _is_meant(key, other, meant, language, words):
            return meant
    return word


def _near(
    key: str, known: Known, keyed: Callable[[Words], Keyed]
) -> Iterator[tuple[Words, str, str]]:
    """Keys near to ``key`` with their words, by how many slips, those of the sources first."""
    for slips in range(1, len(SLIPS) + 1):
        for words in known:
            for other, meant in keyed(words).near(key, slips):
                yield words, other, meant


def _is_meant(key: str, other: str, meant: str, language: Language, words: Words) -> bool:
    if meant in words.named:
        return is_sure_slip(key, other, Language.RU)  # names are the same in any language
    of_source = words.levels[meant] == OF_SOURCES
    return (is_slip_of_source if of_source else is_slip)(key, other, language)


def _with_letters(word: str, known: Known, bare: bool) -> str | None:
    """The word that ``word`` is but for Kazakh letters that it lacks, itself where it is a common
    one; in a text without any a much commoner one, in another a frequent one. None where there is
    no such word."""
    near, usual = known
    plain = fold_letters(word)
    own, other = usual.levels.get(word), usual.folded.words.get(plain)
    if own is not None:
        much = other is not None and usual.levels[other] >= own + _MUCH_COMMONER
        return other if bare and much else word
    if other is not None and not bare and usual.levels[other] < _FREQUENT:
        other = None
    found = (one for one in (near.folded.words.get(plain), other) if one is not None)
    return next((one for one in found if _keeps_letters(word, one)), None)


def _keeps_letters(word: str, lettered: str) -> bool:
    """Whether none is another; nor is «н» where the word has others: «бағанын» is no «бағаның»."""
    fixed = "н" if not KAZAKH_LETTERS.isdisjoint(word) else ""
    pairs = zip(word, lettered, strict=True)
    return all(one == other or one not in {*KAZAKH_LETTERS, *fixed} for one, other in pairs)


def _in_cyrillic(word: str, language: Language, known: Known, is_name: bool) -> str:
    """A word in Latin letters as one of ``known`` by its sound, else by its letters; one of the
    sources', a name and an English one as it is."""
    near, usual = known
    english = common(Language.EN).levels
    keys = sounds_of_latin(word, language)
    least = max(0, english.get(word, 0) - (_SLIGHT if len(word) > _SHORT else _MUCH))
    exact = _sounding(keys, near) or _sounding(keys, usual, _FREQUENT if is_name else least)
    if word in near.levels and (
        is_name
        or exact is None
        or len(word) > _SHORT
        or (word in near.named and usual.levels.get(exact, 0) < _FUNCTION)
    ):
        return word
    if exact is not None and word not in LATIN_NAMES:
        return exact
    if is_name or word in english or word in LATIN_NAMES or reads_as_english(word, language):
        return word
    key = keys[0]
    for _, other, meant in _near(key, known, lambda words: words.sounded):
        start = Prefix.similarity(key, other)
        if is_sure_slip(key, other, language) or start >= max(_START, len(other) - _ENDING):
            return meant
    return in_letters(word, language)


def _sounding(keys: Iterable[str], words: Words, least: int = 0) -> str | None:
    """The commonest of ``words`` that has one of ``keys``, at ``least`` of this level."""
    sounded = words.sounded
    found = [key for key in keys if sounded.levels.get(key, -1) >= least]
    return sounded.words[max(found, key=lambda key: sounded.levels[key])] if found else None
