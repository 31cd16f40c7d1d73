"""Words that are nearly the same: misspelt, or of a form that a stemmer leaves apart."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA, Prefix

from assistant.reading import ReadView

_MIN_LENGTH = 5
_LONG = 8
_SHARED_START = 0.7


def closest(stems: Iterable[str], view: ReadView, same_start: bool = False) -> tuple[int, ...]:
    """Sentences of ``view`` with a stem that is nearly one of ``stems``; with ``same_start`` only
    another form of it, not a slip."""
    found: set[int] = set()
    for stem in stems:
        if len(stem) < _MIN_LENGTH:
            continue
        start = stem[:_MIN_LENGTH] if same_start else stem[0]
        for other, sentences in view.where.items():
            if other.startswith(start) and nearly_same(stem, other):
                found.update(sentences)
    return tuple(sorted(found))


def nearly_same(one: str, other: str) -> bool:
    """Whether two stems differ by one slip of the keyboard (two in long words) or share most of
    their beginning."""
    if min(len(one), len(other)) < _MIN_LENGTH or one[0] != other[0] or not other[0].isalpha():
        return False
    longer = max(len(one), len(other))
    shared = Prefix.similarity(one, other)
    if shared >= _MIN_LENGTH and shared >= _SHARED_START * longer:
        return True
    limit = 2 if longer >= _LONG else 1
    return abs(len(one) - len(other)) <= limit and distance(one, other, limit) <= limit


def distance(one: str, other: str, limit: int) -> int:
    """Edit distance with swaps of neighbours (Damerau 1964), or ``limit`` + 1 when it is more."""
    return OSA.distance(one, other, score_cutoff=limit)
