"""Language detection: Russian, Kazakh or English, from a few words.

Each word votes for the languages whose letters, frequent words or sequences of letters it shows.
Kazakh is also known when it is typed without its own letters («казакстанда кандай»), both it and
Russian in the Latin script ("qazaqstanda qanday", "skolko shkol") and where the keyboard was set to
English («crjkmrj irjk»). Names and words that several languages share tell nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from corpus.keyboard import retyped
from corpus.language import Language
from corpus.trigrams import CYRILLIC, LATIN
from corpus.wordlists import KAZAKH_LETTERS, SHARED, WORDS, fold_letters

_SAMPLE_CHARS = 10_000
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CYRILLIC_LANGUAGES = (Language.RU, Language.KK)
_LETTER_VOTES = 2.0
_WORD_VOTES = 2.0
_NAME_VOTES = 0.5
"""Most votes by the sequences of letters of a word that its capital may make a name."""
_LEAD, _RUNNING_LEAD = 1.0, 0.6
"""Votes by which a language must lead the one that is taken where nothing tells; the second where
that is English for running text, which names say nothing of."""
_CYRILLIC_VOTE, _LATIN_VOTE = 10, 10
"""Difference of weights of a word's trigrams that makes a whole vote: odds of 32 to 1."""


def detect_language(text: str, default: Language = Language.RU) -> Language:
    """The language of ``text``, judged from its first 10,000 characters.

    ``default`` decides where nothing tells (a name alone, digits, emoji) and between equals.
    Cyrillic that tells nothing is ``default`` if that is written in Cyrillic, else Russian;
    running text in Latin letters is English even without a word that is known.
    """
    text = retyped(text[:_SAMPLE_CHARS])
    found = _WORD.findall(text)
    cyrillic = bool(_CYRILLIC.search(text))
    votes = dict.fromkeys(Language, 0.0)
    for place, word in enumerate(found):
        told = _votes(word.lower(), cyrillic)
        if not (word.islower() or text.isupper()):
            told = _of_capitalised(told, place == 0, cyrillic)
        for language, vote in told.items():
            votes[language] += vote
    running = not cyrillic and _is_running(found)
    fallback, lead = (Language.EN, _RUNNING_LEAD) if running else (default, _LEAD)
    if cyrillic and default is Language.EN:
        fallback = Language.RU
    rest = [language for language in Language if language is not fallback]
    best = max(rest, key=lambda language: votes[language])
    return best if votes[best] >= votes[fallback] + lead else fallback


def _is_running(words: Sequence[str]) -> bool:
    """Whether most of ``words`` are plain Latin ones."""
    return sum(word.islower() and word.isascii() for word in words) > len(words) / 2


def _votes(word: str, cyrillic: bool) -> dict[Language, float]:
    """The votes of ``word``, of a Latin one in a ``cyrillic`` text only by what is listed."""
    if not KAZAKH_LETTERS.isdisjoint(word):
        return {Language.KK: _LETTER_VOTES}
    word = fold_letters(word)
    known = {language: _WORD_VOTES for language in Language if word in WORDS[language]}
    if known or word in SHARED or word.removesuffix("ы") in SHARED:
        return known
    if _CYRILLIC.search(word):
        weighed = zip(_CYRILLIC_LANGUAGES, CYRILLIC.weigh(word), strict=True)
        return _told(weighed, _CYRILLIC_VOTE)
    return {} if cyrillic else _told(zip(Language, LATIN.weigh(word), strict=True), _LATIN_VOTE)


def _told(weighed: Iterable[tuple[Language, int]], vote: int) -> dict[Language, float]:
    """At most one vote for each language, by how far its weight is above the least."""
    weights = dict(weighed)
    least, most = min(weights.values()), max(weights.values())
    whole = max(vote, most - least)
    return {language: (weight - least) / whole for language, weight in weights.items()}


def _of_capitalised(
    told: Mapping[Language, float], opens: bool, cyrillic: bool
) -> dict[Language, float]:
    """What is left of the votes ``told`` by a capitalised word: all by what is listed, half where
    it ``opens`` the text or reads as English does («Progress Title»), which names here do not."""
    if not told or max(told.values()) >= _WORD_VOTES:
        return dict(told)
    english = not cyrillic and max(told, key=lambda language: told[language]) is Language.EN
    share = _NAME_VOTES if opens or english else 0.0
    return {language: vote * share for language, vote in told.items()}
