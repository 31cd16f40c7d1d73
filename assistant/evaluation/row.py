"""Rows: what is kept of each question, enough to compute every metric again from the report."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class JudgedCitation(_Row):
    """A citation, checked: ``valid`` when the document holds exactly the quote at its span and the
    digest agrees; ``right`` when it overlaps evidence (None where there is nothing to compare)."""

    document_id: str
    title: str
    start: int
    end: int
    quote: str
    valid: bool
    right: bool | None


class JudgedPassage(_Row):
    """A passage that search returned, best first. ``gain`` is 0 where it proves nothing new."""

    passage_id: str
    document_id: str
    start: int
    end: int
    gain: int
    text: str = Field(description="Beginning of the passage; empty in rows that did not fail")


class Ranking(_Row):
    """What retrieval is measured on: gains of the passages found, best first, how many pieces of
    gold each is the first to prove, and gains of what was not found among them."""

    gains: list[int]
    missed: list[int]
    pieces: list[int] | None = None

    def recall(self, depth: int) -> float:
        """The share of the pieces in the first ``depth`` passages; a report of before ``pieces``
        were counted has one for each gain."""
        counts = [int(gain > 0) for gain in self.gains] if self.pieces is None else self.pieces
        every = sum(counts) + len(self.missed)
        return sum(counts[:depth]) / every if every else 0.0


class Row(_Row):
    """A question with its outcome, judged. Scores are None where the set gives nothing to judge
    by: ``correct`` without accepted answers, ``ranking`` without evidence, and so on."""

    id: str
    language: str
    kind: str
    document: str | None
    question: str
    history: list[str]
    answerable: bool
    expected: list[str]
    evidence: list[str]

    status: str
    answer: str
    answer_language: str
    confidence: float
    reason: str | None

    correct: bool | None
    correct_stemmed: bool | None
    exact_match: bool | None
    f1: float | None
    f1_stemmed: float | None
    span_exact_match: bool | None
    span_f1: float | None

    citations: list[JudgedCitation]
    evidence_pieces: int
    evidence_cited: int
    ranking: Ranking | None
    passages: list[JudgedPassage]
    failure: str | None
    trace: dict[str, Any] | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked, to the case and the white space: rows in which this is equal are one
        question, asked more than once."""
        said = (" ".join(text.split()).casefold() for text in (*self.history, self.question))
        return (self.language, *said)

    @property
    def answered(self) -> bool:
        return self.status == "answered"

    @property
    def refused(self) -> bool:
        return self.status not in ("answered", "error")

    @property
    def right(self) -> bool | None:
        """Whether an answer was right: by accepted strings, else by its citations; an answer to
        what cannot be answered is not. None for what was not answered, or cannot be judged."""
        if not self.answered:
            return None
        if not self.answerable:
            return False
        if self.correct is not None:
            return self.correct
        judged = [citation.right for citation in self.citations if citation.right is not None]
        return any(judged) if judged else None
