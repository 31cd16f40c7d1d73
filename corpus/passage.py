"""Passages: the units that are indexed, retrieved and cited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.language import Language


class PassageKind(StrEnum):
    """What a passage is in the structure of its document."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    HEADING = "heading"
    FURNITURE = "furniture"
    """A caption or a credit: kept so that offsets hold, never indexed, never cited."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: ``document.text[start:end] == text``.

    ``translations`` holds the aligned sentence in other languages, where there is one.
    """

    start: int
    end: int
    text: str
    translations: Mapping[Language, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one document: ``document.text[start:end] == text``, exactly.

    ``ordinal`` is the passage's 0-based place among the passages of its document, furniture and
    headings included. ``heading_path`` is used when embedding, never when quoting.
    ``translations`` holds the passage in other languages: further views to search it by.
    """

    id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    language: Language
    kind: PassageKind
    heading_path: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    translations: Mapping[Language, str] = field(default_factory=dict)
