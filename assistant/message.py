"""Messages: what is asked among all that is said: «Меня зовут Асель. Кто президент TSARKA?»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from assistant.answertype import AnswerType, expected_answer
from assistant.exchange import asks
from assistant.smalltalk import recognise
from assistant.words import stems_of
from corpus import Language, sentences


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that asks something, the one ``before`` it, empty where it is the first, and what
    its message ``states`` without asking."""

    text: str
    before: str
    states: str


_MOST = 3
_LOOKED_AT = 12
"""Sentences that may ask, beyond which none is looked at: a message may hold hundreds."""
_ENDS = re.compile(r"(?<=[?!…])\s+|(?<=[^\W\d_]{5}\.)\s+")
"""Ends of sentences whatever letter follows; a shorter word may be an abbreviation: «тыс. школ»."""
_TELL = re.compile(
    r"^(?:(?:пожалуйста|please)\W+)?(?:(?:расскаж|назов|перечисл|опиш|объясн)\w*"
    r"|(?:tell|name|list|describe|explain)\b)"
    r"|\b(?:айт(?:шы|ыңыз)?|ата(?:ңыз)?|түсіндір\w*|көрсет\w*)[\s.!]*$",
    re.IGNORECASE,
)
_QUOTES = (("«", "»"), ("“", "”"))


def asked_in(message: str, language: Language) -> Sequence[Asked]:
    """What a ``message`` of several sentences asks, the first two and the last; none where nothing
    stands around its question."""
    parts = list(_sentences(message, language))
    if len(parts) == 1:
        return ()
    asking = [asks(part) for part in parts]
    if not any(asking):
        asking = [_asks(part, language) for part in parts]
    states = " ".join(part for part, asks in zip(parts, asking, strict=True) if not asks)
    found = (
        Asked(text, before, states)
        for (before, text), asks in zip(pairwise(("", *parts)), asking, strict=True)
        if asks
    )
    real = [one for one in islice(found, _LOOKED_AT) if recognise(one.text) is None]
    return (*real[: _MOST - 1], *real[_MOST - 1 :][-1:])


def _sentences(message: str, language: Language) -> Iterator[str]:
    """The sentences of ``message``; what is in quotes is not parted."""
    held = ""
    for span in sentences(message, language):
        for piece in _ENDS.split(message[span.start : span.end]):
            held = f"{held} {piece}" if held else piece
            if _is_closed(held):
                if any(c.isalnum() for c in held):
                    yield held
                held = ""
    if held:
        yield held


def _is_closed(text: str) -> bool:
    paired = all(text.count(opening) <= text.count(closing) for opening, closing in _QUOTES)
    return paired and text.count('"') % 2 == 0


def _asks(sentence: str, language: Language) -> bool:
    """Whether a sentence without a question mark asks something."""
    if expected_answer(sentence, language).type is not AnswerType.THING:
        return True
    return bool(_TELL.search(sentence) and stems_of(_TELL.sub("", sentence), language))
