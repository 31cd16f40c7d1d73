"""What is asked of the assistant about its reply: to translate it, to shorten it, to be sure of it,
to name its source; or to let a person answer.

Such a message is told by its words alone, in whatever order they stand: one says what is wanted,
and every other may stand in such a request. «Переведи на казахский: сколько школ открыли?» is a
question.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.phrases import wordings
from assistant.requestwords import WISHES, Wish
from corpus import Language, fold_letters

_LONGEST = 12
"""Words of a request."""
_POLITE = re.compile(r"\b(?:пожалуйста|плиз|please|pls|plz|өтінем(?:ін)?|отинем(?:ин)?)\b", re.I)
_GOES_ON = re.compile(r"\W*(?:а|и|ал|and|but|what about|how about)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"(?:can|could|may|might|must|will|would|should|does|do|did) (?:it|this|that|they|an?|the)\b"
)
"""The beginning of a question about something else: "Can it translate to Kazakh?"."""


def request_of(message: str) -> tuple[str, Language] | None:
    """The kind of request that ``message`` is as a whole, and its language; None if it is none.

    What may stand alone («На казахском!») does not where it goes on from a question before («А на
    казахском?»).
    """
    orders = bool(_POLITE.search(message)) or not ("?" in message or _GOES_ON.match(message))
    for wording in wordings(_POLITE.sub(" ", message)):
        if wording.count(" ") >= _LONGEST or _OF_OTHERS.match(wording):
            continue
        for request in _requests():
            if request.is_made(wording, alone=orders):
                return request.wish.kind, request.wish.language
    return None


@dataclass(frozen=True, slots=True)
class _Request:
    """A wish with its patterns compiled."""

    wish: Wish
    wanted: re.Pattern[str]
    asking: re.Pattern[str] | None
    whole: re.Pattern[str]
    alone: re.Pattern[str]

    @classmethod
    def of(cls, wish: Wish) -> "_Request":
        any_word = "|".join(part for part in (wish.wanted, wish.asking, wish.beside) if part)
        return cls(
            wish,
            _compiled(rf"\b(?:{wish.wanted})\b"),
            _compiled(rf"\b(?:{wish.asking})\b") if wish.asking else None,
            _compiled(rf"(?:{any_word})(?: (?:{any_word}))*"),
            _compiled(wish.alone),
        )

    def is_made(self, wording: str, *, alone: bool) -> bool:
        """Whether ``wording`` is such a request; ``alone``: what may stand alone is one."""
        if alone and self.alone.fullmatch(wording):
            return True
        if not self.whole.fullmatch(wording) or not self.wanted.search(wording):
            return False
        return self.asking is None or self.asking.search(wording) is not None


@cache
def _requests() -> tuple[_Request, ...]:
    return tuple(_Request.of(wish) for wish in WISHES)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(fold_letters(pattern))
