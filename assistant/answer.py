"""The answer, one schema on every surface (CLI ``--json``, HTTP, events, MCP, the chat page)."""

import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus import Language


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    NOT_IN_SOURCES = "not_in_sources"
    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    BLOCKED = "blocked"


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuotedTranslation(_Schema):
    """The translation of a quote, as shown beside it."""

    language: Language
    text: str
    official: bool
    note: str


class Citation(_Schema):
    """A quote and its place: ``document.text[start:end] == quote``, in code points."""

    document_id: str
    title: str
    publisher: str | None
    date: datetime.date | None
    url: str | None
    start: int
    end: int
    quote: str
    sha256: str = Field(description="SHA-256 of the document's text in UTF-8")
    passage_id: str
    score: float
    translation: QuotedTranslation | None = None
    highlights: list[tuple[int, int]] = Field(
        default_factory=list,
        description="Spans of the answer proper inside the quote, as offsets in the document",
    )


class RelatedPassage(_Schema):
    """A near passage that does not prove an answer."""

    document_id: str
    title: str
    passage_id: str
    start: int
    end: int
    text: str
    score: float
    translation: QuotedTranslation | None = None


class Turn(_Schema):
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=20_000)]


class Answer(_Schema):
    """A question's outcome. Only ``answered`` carries citations; the rest carry ``related``."""

    status: Status
    answer: str
    language: Language
    confidence: float = Field(ge=0, le=1)
    citations: list[Citation]
    related: list[RelatedPassage]
    reason: str | None = None
    timings_ms: dict[str, float]
    trace: dict[str, Any] | None = None
