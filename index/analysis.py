"""Text to index terms: words, stems, number terms and names, for each language.

``analyse`` gives the terms two texts share when they say the same thing in the same language: stems
of content words, canonical numbers (``#6700``), and the parts of compound names. ``skeleton``
(``index.transliteration``) are the terms that survive a change of script.
"""

import re
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache

import Stemmer

from corpus import Language, fold_letters
from index import kazakh
from index.quantity import number_terms
from index.stopwords import STOP_WORDS
from index.transliteration import skeleton

ANALYSIS_VERSION = "6"
"""Changes with anything that changes a term; an index built under another one is rebuilt."""

_WORD = re.compile(r"(?<![^\W_])(?!\d+(?:st|nd|rd|th|s)\b)\d*[^\W\d_][^\W_]*")
_ENDING = re.compile(r"(?<=\d)[-‐‑][^\W\d_]{1,3}\b")
"""What Russian and Kazakh hang on a figure: «86-е», «2025-те»."""
_COMPOUND = re.compile(r"[^\W_]+(?:[.\-‐‑&+@][^\W_]+)+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_GRAM = 4
_PAIR_REACH = 3
_BUCKETS = 1 << 18
_ENGLISH = Stemmer.Stemmer("english")
_RUSSIAN = Stemmer.Stemmer("russian")


def normalise(text: str) -> str:
    """NFC, case-folded, ё as е, without stress marks, soft hyphens and apostrophes in words."""
    text = unicodedata.normalize("NFC", text).casefold().replace("ё", "е")
    return text.translate(_DROPPED)


_DROPPED = {0x0301: None, 0x00AD: None, 0x2019: "'", 0xFEFF: None, 0x02BC: "'"}


def _stem_english(word: str) -> str:
    stem: str = _ENGLISH.stemWord(word)
    return stem


def _stem_russian(word: str) -> str:
    stem: str = _RUSSIAN.stemWord(fold_letters(word))
    return stem


_STEMMERS: Mapping[Language, Callable[[str], str]] = {
    Language.RU: _stem_russian,
    Language.KK: kazakh.stem,
    Language.EN: _stem_english,
}


@lru_cache(maxsize=65536)
def stem(word: str, language: Language) -> str:
    """The stem of one normalised word.

    A Latin word is stemmed as English whatever the text's language, a Cyrillic one in an English
    text as Russian: a name in the other script is still the same term in both texts.
    """
    if _CYRILLIC.search(word) is None:
        return _stem_english(word)
    if language is Language.EN:
        return _stem_russian(word)
    return _STEMMERS[language](word)


def words(text: str) -> list[str]:
    """Normalised words of ``text`` in order, numbers excluded, compounds split."""
    return list(_words(text))


@lru_cache(maxsize=32)  # a query is asked for its words by every field, twice
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_ENDING.sub("", normalise(text)).replace("'", "")))


def content_words(text: str, language: Language) -> list[str]:
    """``words`` without the language's stop words; all of them where nothing else is left."""
    found = words(text)
    stop = STOP_WORDS[language]
    kept = [word for word in found if fold_letters(word) not in stop]
    return kept or found


def compounds(text: str) -> list[str]:
    """Compound names as one term each: «Alem.Cloud» and «TOP-500» give alemcloud and top500."""
    return [
        re.sub(r"[\W_]", "", match) for match in _COMPOUND.findall(_ENDING.sub("", normalise(text)))
    ]


def content_terms(text: str, language: Language) -> list[str]:
    """Stems of the content words of ``text``, in order, with repetitions."""
    return [stem(word, language) for word in content_words(text, language)]


def analyse(text: str, language: Language) -> list[str]:
    """Content stems, then compound names, then number terms, with repetitions."""
    names = [stem(name, language) for name in compounds(text)]
    return content_terms(text, language) + names + number_terms(text, language)


def phonetic_terms(text: str, language: Language) -> list[str]:
    """Script-independent keys of the content words of ``text`` and, where other, of their stems.

    Both, because a stemmer takes the end of many a name for a suffix («Сатпаев» for «Сатпа»).
    """
    keys = (
        dict.fromkeys((skeleton(word), skeleton(stem(word, language))))
        for word in content_words(text, language)
    )
    return [key for pair in keys for key in pair if key]


def character_terms(text: str, language: Language) -> list[str]:
    """Runs of four characters within words, stop words included, with «_» at their ends.

    What survives a typo, an unknown suffix or a compound.
    """
    del language
    return [gram for word in words(text) for gram in _grams(word)]


def opening_runs(stem: str) -> tuple[str, ...]:
    """The ``character_terms`` of a stem that any word beginning with it has."""
    return _grams(stem)[:-1]


def pair_terms(text: str, language: Language) -> list[str]:
    """Unordered pairs of content stems at most three apart, hashed so that few terms are kept."""
    terms = content_terms(text, language)
    return [
        _bucket(*sorted((first, second)))
        for position, first in enumerate(terms)
        for second in terms[position + 1 : position + 1 + _PAIR_REACH]
        if first != second
    ]


@lru_cache(maxsize=65536)
def _grams(word: str) -> tuple[str, ...]:
    padded = f"_{fold_letters(word)}_"
    return tuple(padded[i : i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1)))


def _bucket(first: str, second: str) -> str:
    return f"{zlib.crc32(f'{first} {second}'.encode()) % _BUCKETS:x}"
