"""What the model of small talk (``assistant.intent``) is believed: a clear word of it alone, of a
message that names nothing."""

import re
from itertools import pairwise

from assistant.intent import QUESTION, bundled_intent
from assistant.phrases import folded_words

_FEWEST, _MOST = 2, 12
"""Words of a message that the model is asked about. The letters of one tell nothing: «GPU» has
some of several kinds."""
_MAY_ASK, _MAY_ASK_ABUSE = 0.25, 0.05
"""Greatest probability of a question that small talk may have; who asks is not to be told off."""
_LIKELY, _AHEAD = 0.4, 0.1
"""Least probability of the kind, and least lead over the next one."""
_SURELY_ABUSE = 0.8
_ABUSE, _CHATTER, _IDENTITY = "abuse", "chatter", "identity"
_WORD = re.compile(r"\w(?:[\w.-]*\w)?")
_NAME = re.compile(r"[^\W\d_]-?\d|\d[A-ZА-ЯЁ]|[A-Za-z]\.[A-Za-z]{2}")
"""Within a word: «IPv6», «H100», «5G», «Alem.ai»."""
_LATIN, _CYRILLIC = re.compile(r"\b[a-z]{2,}\b", re.I), re.compile(r"[а-яёәіңғүұқөһ]{2}", re.I)
_SPOKEN_TO = re.compile(r"\b(?:ты|вы|сен|сіз|you|u)\b", re.IGNORECASE)


def likely_kind(message: str) -> str | None:
    """The kind of small talk that ``message`` surely enough is. None if it may well ask something,
    or names something («хочу GPU») that the assistant is not asked to be («ты GPT?»)."""
    if not _FEWEST <= len(folded_words(message)) <= _MOST:
        return None
    shares = bundled_intent().shares(message)
    asks = shares.pop(QUESTION)
    (share, kind), (next_share, _) = sorted(
        ((share, kind) for kind, share in shares.items()), reverse=True
    )[:2]
    if asks > (_MAY_ASK_ABUSE if kind == _ABUSE else _MAY_ASK):
        return None
    if share < _LIKELY or share - next_share < _AHEAD:
        return None
    if _names_something(message) and not (kind == _IDENTITY and _SPOKEN_TO.search(message)):
        return None
    return _CHATTER if kind == _ABUSE and share < _SURELY_ABUSE else kind


def _names_something(message: str) -> bool:
    """Whether a word of ``message`` has the form of a name, or is a Latin one among others."""
    words = _WORD.findall(message)
    shouted = len(words) > 1 and message.isupper()
    if not shouted and any(_is_name(word) for word in words):
        return True
    return bool(_LATIN.search(message) and _CYRILLIC.search(message))


def _is_name(word: str) -> bool:
    letters = sum(letter.isalpha() for letter in word)
    inner = any(one.islower() and other.isupper() for one, other in pairwise(word))
    return bool(_NAME.search(word)) or (letters > 1 and word.isupper()) or (letters > 2 and inner)
