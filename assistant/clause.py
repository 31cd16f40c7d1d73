"""Shortening a sentence to the clauses that answer, in its own words."""

import re
from collections.abc import Sequence

_BOUNDARY = re.compile(
    r"(?<=[,;:])\s+|(?<!\s)\s++(?=[—–(])|(?<=\))\s+|(?<=[.!?])\s++(?=[^\W\d_a-zа-я])"
)
_ELLIPSIS = "…"
_SAYS = re.compile(
    r"(?:по (?:словам|мнению|данным|оценк(?:е|ам)|информации|сведениям)"
    r"|как (?:отме[тч]|сообщ|заяв|счита|подч[её]рк)\w*"
    r"|according to|in the (?:opinion|words) of)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:айтуынша|пікірінше|сөзінше|мәліметінше|бағалауынша|дерегінше"
    r"|(?:мәлімет|дерек)(?:тер)?[іы](?:не)? (?:бойынша|сәйкес|қарағанда))[,:]?$",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_a-zа-яёәіңғүұқөһ][^\W\d_]++"
_APPOSITION = re.compile(
    # The last two names of a run say as much as the run, and are tried in one way only.
    rf".*(?<![^\W\d_]){_NAME}\s{_NAME}\s?[,:]?"
    r"|(?:the |an? )?(?:(?:co-|vice-|deputy |former |senior |chief )*"
    r"(?:director|head|chair|professor|president|minister|expert|lawyer|founder|partner|member"
    r"|researcher|analyst|author|representative|officer))\w*\b.*"
)
_FULL_STOP = re.compile(r"[.!?…][»\"”)]*$")


def clauses(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses of ``text``, cut at punctuation; together they cover it."""
    spans = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.start() > start:
            spans.append((start, match.start()))
            start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def introductions(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses that say only whose words follow: «По словам директора банка,»,
    «профессора Азата Перуашева,»; «Директор Дана Өтегеннің айтуынша,»."""
    spans = clauses(text)
    found: set[tuple[int, int]] = set()
    for i, (start, end) in enumerate(spans):
        if _SAYS.match(text, start, end):
            found.add(spans[i])
            if i + 1 < len(spans) and _APPOSITION.fullmatch(text, *spans[i + 1]):
                found.add(spans[i + 1])
        elif _SAID.search(text, start, end):
            first = i
            while first and not _FULL_STOP.search(text, *spans[first - 1]):
                first -= 1
            found.update(spans[first : i + 1])
    return sorted(found)


def shorten(text: str, limit: int, points: Sequence[tuple[int, int, float]]) -> str:
    """The run of clauses of at most ``limit`` characters that holds most of ``points``.

    A point is a span of ``text`` and what it is worth. Of equal runs the longer one wins, so that
    nothing is cut without need. What is cut is marked with an ellipsis.
    """
    if len(text) <= limit:
        return text
    room = limit - 2 * len(_ELLIPSIS)
    spans = clauses(text)
    best: tuple[float, int, int] = (-1.0, 0, 0)
    for i, (start, _) in enumerate(spans):
        for _, end in spans[i:]:
            if end - start > room:
                break
            worth = sum(w for s, e, w in points if start <= s and e <= end)
            if (worth, end - start) > (best[0], best[2] - best[1]):
                best = (worth, start, end)
    _, start, end = best
    if start == end or _lost(points, start, end):
        start, end = _window(text, room, points, (start, end))
    cut = text[start:end].rstrip(" ,;:—–")
    return (_ELLIPSIS if start else "") + cut + (_ELLIPSIS if end < len(text) else "")


def _lost(points: Sequence[tuple[int, int, float]], start: int, end: int) -> bool:
    """Whether the most valuable point is outside the run."""
    if not points:
        return False
    s, e, _ = max(points, key=lambda point: point[2])
    return not (start <= s and e <= end)


def _window(
    text: str, room: int, points: Sequence[tuple[int, int, float]], fallback: tuple[int, int]
) -> tuple[int, int]:
    """A window of whole words about the most valuable point."""
    if not points:
        if fallback[0] < fallback[1]:
            return fallback
        end = text.rfind(" ", 0, room + 1)
        return 0, end if end > 0 else room
    s, e, _ = max(points, key=lambda point: point[2])
    start = max(0, min(s, (s + e) // 2 - room // 2))
    start = 0 if start == 0 else text.find(" ", start, s + 1) + 1 or s
    end = min(len(text), start + room)
    if end < len(text):
        cut = text.rfind(" ", e, end + 1)
        end = cut if cut > start else end
    return start, end
