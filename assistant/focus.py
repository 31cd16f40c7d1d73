"""What a conversation is about: the sentences that the last reply told, found in the passages.

A follow-up mostly asks about what stands beside them (the centre of attention of Grosz, Joshi and
Weinstein, "Centering", Computational Linguistics 1995, reduced to what was quoted last).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.reading import PassageReading
from assistant.words import stems_of
from corpus import Language

_WHOLE = 0.8
"""Share of a sentence's stems in the reply from which it was told in full."""
_PART = 0.6
"""Share of the reply's stems in a sentence from which the reply is a part of it."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Focus:
    """Sentences by number, by passage id: those told in full, and the one told in part; ``own`` are
    the stems of what the follow-up itself says, in the question's language."""

    told: Mapping[str, frozenset[int]] = field(default_factory=dict)
    part: Mapping[str, frozenset[int]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.told or self.part)


def focus_of(
    reply: str, readings: Sequence[PassageReading], own: frozenset[str] = frozenset()
) -> Focus:
    """The sentences of ``readings`` that ``reply`` told, before a follow-up that says ``own``."""
    held = {language: frozenset(stems_of(reply, language)) for language in Language}
    told: dict[str, frozenset[int]] = {}
    best: tuple[float, str, int] | None = None
    for reading in readings:
        for view in reading.views.values():
            whole = set()
            for i, sentence in enumerate(view.sentences):
                stems = set(sentence.stems)
                shared = len(stems & held[view.language])
                if shared < _FEWEST:
                    continue
                if shared >= _WHOLE * len(stems):
                    whole.add(i)
                share = shared / len(held[view.language])
                if share >= _PART and (best is None or share > best[0]):
                    best = (share, reading.passage.id, i)
            if whole:
                known = told.get(reading.passage.id, frozenset())
                told[reading.passage.id] = known | whole
    if told or best is None:
        return Focus(told, {}, own)
    return Focus({}, {best[1]: frozenset({best[2]})}, own)
