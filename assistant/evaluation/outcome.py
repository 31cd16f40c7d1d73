"""What came of a question: the part of an answer that is evaluated, read leniently.

Other deployments may add fields to the answer; those are ignored. What is missing or of another
type is an error, since figures over guessed values would mean nothing.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

ANSWERED = "answered"
ERROR = "error"
"""Status of a question that could not be asked: neither an answer nor a refusal."""
NOT_COMPOSED = frozenset({"unclear", "blocked"})
"""Refusals that look at the question alone: their confidence is not that of an answer."""


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Cited(_Lenient):
    """A citation as received, not yet checked."""

    document_id: str
    start: int
    end: int
    quote: str
    title: str = ""
    sha256: str | None = None
    highlights: list[tuple[int, int]] = Field(default_factory=list)


class Outcome(_Lenient):
    """An answer, or a refusal."""

    status: str
    answer: str
    language: str
    confidence: float = Field(ge=0, le=1)
    citations: list[Cited]
    reason: str | None = None
    timings_ms: dict[str, float] = Field(default_factory=dict)
    trace: dict[str, Any] | None = None

    @property
    def answered(self) -> bool:
        return self.status == ANSWERED

    @property
    def answer_confidence(self) -> float:
        """How sure the answer is, or would have been; 0 where none was composed."""
        if self.status in NOT_COMPOSED or self.status == ERROR:
            return 0.0
        return self.confidence


class Found(_Lenient):
    """A passage that a search returned."""

    passage_id: str
    document_id: str
    start: int
    end: int
    score: float
    text: str


class Reply(_Lenient):
    """One line of the journal: a question's outcome, what search found, and the time it took.

    ``found`` is None where what is evaluated has no search, or refused this one, as ``refused``
    says. ``wall_ms`` is None for an answer that was kept from before.
    """

    id: str
    outcome: Outcome
    found: list[Found] | None
    refused: str | None = None
    wall_ms: float | None


def failed(reason: str, language: str) -> Outcome:
    """The outcome of a question that could not be asked."""
    return Outcome(
        status=ERROR, answer="", language=language, confidence=0, citations=[], reason=reason
    )
