"""The contract of a composer, which makes an answer of retrieved passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.answer import Citation, Status
from assistant.focus import Focus
from assistant.query import Query
from assistant.reading import PassageReading
from corpus import Document
from index import Hit


@dataclass(frozen=True, slots=True)
class Material:
    """What a composer works with: the question analysed, and the passages found for it, best
    first. ``readings[i]`` is of ``hits[i]``; ``documents`` holds every document they come from;
    ``focus`` is what a follow-up was asked after."""

    query: Query
    hits: Sequence[Hit]
    readings: Sequence[PassageReading]
    documents: Mapping[str, Document]
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed answer, or a refusal: then ``text`` and ``citations`` are empty.

    Whatever ``text`` claims, ``citations`` hold, the best first.
    """

    status: Status
    confidence: float
    text: str = ""
    citations: tuple[Citation, ...] = ()
    reason: str | None = None
    trace: Mapping[str, Any] = field(default_factory=dict)


class Composer(Protocol):
    """Makes an answer of passages."""

    def compose(self, material: Material) -> Composition:
        """An answer that ``material`` proves, or a refusal.

        Raises:
            ComposerError: the composer cannot work at all.
        """
        ...
