"""Units: the parts that a text is made of."""

from dataclasses import dataclass

from corpus.passage import PassageKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a text that is one thing: ``text[start:end]``, trimmed.

    ``paragraph`` is the index of its paragraph; ``level`` is 1 (highest) and up for a heading, 0
    for anything else.
    """

    start: int
    end: int
    kind: PassageKind
    paragraph: int
    level: int = 0
