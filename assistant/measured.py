"""What a figure measures or counts: the words beside it."""

import re
from collections.abc import Sequence

from assistant.words import stems_of, word_places
from corpus import Language
from index import Quantity, QuantityKind, numbers

NEAR = 3
"""Content words on each side of a figure, unless told otherwise."""
_HEDGES = re.compile(
    r"около|примерно|почти|порядка|свыше|шамамен|жуық|астам|nearly|almost|around|roughly",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[-‐‑–][^\W\d_]+")
"""What Kazakh and Russian hang on a figure: «700-ден»."""
_APART = re.compile(
    r"\s?[,;:!?—–()]|\s(?:в|во|на|по|для|ко?|у|со?|за|до|от|при|через|и|или|in|at|by|for|with|to|on"
    r"|among|from|during|and|or)\b",
    re.IGNORECASE,
)
"""What a counted thing does not begin with; it may with «of» and «из»."""
_JOINED = re.compile(r"[^\W\d_]+[-‐‑]\Z")
"""What a figure is joined to: «топ-50»."""
_MORE = re.compile(
    r"(?:\b(?:более|больше|свыше|не (?:менее|меньше)|минимум)(?: чем)?(?: (?:в|на|к))?"
    r"|\b(?:more than|over|above|at least|no (?:less|fewer) than))\s*$",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(r"\s*(?:-?[дт][ае]н\s+(?:астам|артық|көп)|-?[дт][ае]н кем емес)\b")
_LESS = re.compile(
    r"(?:(?<!не )\b(?:менее|меньше)(?: чем)?(?: (?:в|на|к))?|\bне (?:более|больше)(?: чем)?"
    r"|\bмаксимум|(?<!no )\b(?:less|fewer) than|\b(?:under|below|at most|no more than|up to))\s*$",
    re.IGNORECASE,
)
_LESS_AFTER = re.compile(r"\s*-?[дт][ае]н\s+(?:аз|кем|аспай\w+)\b(?! емес)")


def measured_by(text: str, figure: Quantity, language: Language, near: int = NEAR) -> list[str]:
    """The words of ``text``, up to ``near`` on a side, that may say what ``figure`` is of: what it
    is joined to («топ-50»); of a plain number those after it, or before it where nothing counted
    follows; else those on both sides. Other figures end them."""
    joined = _JOINED.search(text, 0, figure.start)
    if joined:
        return [joined.group()]
    before, after = _beside(text, figure, language)
    before, after = before[-near:], after[:near]
    if figure.kind is QuantityKind.NUMBER and figure.unit is None:
        return before if _APART.match(text, figure.end) or not after else after
    own = [text[figure.start : figure.end]] if figure.kind is QuantityKind.ORDINAL else []
    return [*before, *own, *after]


def is_joined(text: str, figure: Quantity) -> bool:
    """Whether ``figure`` is a part of a name: «TOP-500»."""
    return _JOINED.search(text, 0, figure.start) is not None


def admits(text: str, figure: Quantity, other: Quantity) -> bool:
    """Whether the claim ``figure`` of ``text`` is a bound that ``other`` keeps: «более 50%» is true
    of 90."""
    before, after = text[: figure.start], text[figure.end :]
    most = other.value if other.upper is None else other.upper
    if _LESS.search(before) or _LESS_AFTER.match(after):
        return most <= figure.value
    return bool(_MORE.search(before) or _MORE_AFTER.match(after)) and other.value >= figure.value


def _beside(text: str, figure: Quantity, language: Language) -> tuple[list[str], list[str]]:
    others = [other for other in numbers(text, language) if other.start != figure.start]
    first = max((other.end for other in others if other.end <= figure.start), default=0)
    last = min((other.start for other in others if other.start >= figure.end), default=len(text))
    ending = _ENDING.match(text, figure.end, last)
    words = _content(text, language)
    before = [text[a:b] for a, b in words if first <= a and b <= figure.start]
    start = ending.end() if ending else figure.end
    after = [text[a:b] for a, b in words if start <= a and b <= last]
    return before, after


def _content(text: str, language: Language) -> Sequence[tuple[int, int]]:
    """Where the words of ``text`` are that say something."""
    kept = set(stems_of(text, language))
    return [
        (start, end)
        for start, end in word_places(text)
        if not kept.isdisjoint(stems_of(text[start:end], language))
        and not _HEDGES.fullmatch(text, start, end)
    ]
