"""Language detection: Russian, Kazakh or English, from a few words.

Each word votes for the languages whose letters, frequent words or endings it shows; Kazakh is also
known when it is typed without its own letters («казакстанда кандай») or in the Latin script
("qazaqstanda qanday"). Names and other words that tell nothing do not vote.
"""

import re
from collections import Counter

from corpus.language import Language
from corpus.wordlists import ENDING_LENGTHS, ENDINGS, KAZAKH_LETTERS, WORDS, fold_letters

_SAMPLE_CHARS = 10_000
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTER_VOTES = 2
_WORD_VOTES = 2
_MIN_STEM = 3


def detect_language(text: str, default: Language = Language.RU) -> Language:
    """The language of ``text``, judged from its first 10,000 characters.

    ``default`` decides where nothing tells (a name alone, digits, emoji) and between equals.
    Cyrillic that tells nothing is ``default`` if that is written in Cyrillic, else Russian;
    running text in Latin letters is English even without a word that is known.
    """
    found = _WORD.findall(text[:_SAMPLE_CHARS])
    votes: Counter[Language] = Counter()
    for word in found:
        votes.update(_votes(word.lower()))
    if votes:
        best = max(votes.values())
        leaders = [language for language in Language if votes[language] == best]
        return default if default in leaders else leaders[0]
    if any(map(_CYRILLIC.search, found)):
        return Language.RU if default is Language.EN else default
    running = [word for word in found if word.islower() and word.isascii()]
    return Language.EN if len(running) > len(found) / 2 else default


def _votes(word: str) -> dict[Language, int]:
    if not KAZAKH_LETTERS.isdisjoint(word):
        return {Language.KK: _LETTER_VOTES}
    word = fold_letters(word)
    known = {language: _WORD_VOTES for language in Language if word in WORDS[language]}
    endings = [word[-length:] for length in ENDING_LENGTHS if len(word) >= length + _MIN_STEM]
    return known or {
        language: 1 for language in Language if not ENDINGS[language].isdisjoint(endings)
    }
