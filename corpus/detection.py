"""Language detection: Russian, Kazakh or English, from a few words.

Each word votes for the languages whose letters, function words or endings it shows; Kazakh is
also known when it is typed without its own letters («казакстанда кандай») or in the Latin script
("qazaqstanda qanday"). Names and other words that tell nothing do not vote.
"""

import re
from collections import Counter

from corpus.language import Language
from corpus.wordlists import ENDINGS, LETTERS, WORDS, fold

_SAMPLE_CHARS = 10_000
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LETTER_VOTE = 3
_WORD_VOTE = 2
_ENDING_VOTE = 1
_MIN_STEM = 3


def detect_language(text: str, default: Language = Language.RU) -> Language:
    """The language of ``text``, judged from its first 10,000 characters.

    ``default`` decides where nothing tells (a name alone, digits, emoji) and between equals.
    Cyrillic that tells nothing is ``default`` if that is written in Cyrillic, else Russian;
    running text in Latin letters is English even without a word that is known.
    """
    words = _WORD.findall(text[:_SAMPLE_CHARS])
    votes: Counter[Language] = Counter()
    for word in words:
        votes.update(_votes(word))
    if votes:
        best = max(votes.values())
        leaders = [language for language in Language if votes[language] == best]
        return default if default in leaders else leaders[0]
    if any(map(_CYRILLIC.search, words)):
        return Language.RU if default is Language.EN else default
    running = [word for word in words if word.islower() and word.isascii()]
    return Language.EN if len(running) > len(words) / 2 else default


def _votes(word: str) -> dict[Language, int]:
    key = word.lower()
    votes: dict[Language, int] = {}
    for language in Language:
        plain = fold(key) if language is Language.KK else key.replace("ё", "е")
        if LETTERS[language].search(key):
            votes[language] = _LETTER_VOTE
        elif plain in WORDS[language]:
            votes[language] = _WORD_VOTE
        elif (ending := ENDINGS[language].search(plain)) and ending.start() >= _MIN_STEM:
            votes[language] = _ENDING_VOTE
    return votes
