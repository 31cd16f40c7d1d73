"""``POST /v1/feedback``: what a user thought of an answer."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.engine import Engine
from assistant.http.problems import problem_responses
from assistant.http.runtime import RuntimeDep
from assistant.records import Feedback, Rating, Reason
from corpus import Language
from index import UnknownDocumentError

router = APIRouter(tags=["questions"])
_MAX_TEXT = 2_000
_MAX_CITATIONS = 20
_MAX_SPAN = 2_000
"""Characters: a citation is of one passage, which has half as many at most."""


class CitedSpan(BaseModel):
    """Where a citation of the rated answer stands; other keys of a citation are ignored."""

    model_config = ConfigDict(frozen=True)

    document_id: str = Field(max_length=256)
    start: int = Field(ge=0, le=2**31)
    end: int = Field(
        ge=0, le=2**31, description=f"After `start`, by {_MAX_SPAN} characters at most"
    )

    @model_validator(mode="after")
    def _of_a_citation(self) -> Self:
        if not 0 < self.end - self.start <= _MAX_SPAN:
            raise PydanticCustomError(
                "span",
                "expected an end after the start, by {most} characters at most",
                {"most": _MAX_SPAN},
            )
        return self


class FeedbackRequest(BaseModel):
    """A rating. Of the texts, personal data is removed before anything is kept."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "request_id": "0b7a2c3e-5a44-4d8e-9d2f-1b2c3d4e5f60",
                "rating": "down",
                "reason": "incomplete",
                "comment": "Год не назван",
                "question": "Какое место занимает Alem.Cloud в TOP-500?",
                "language": "ru",
                "answered": True,
                "citations": [{"document_id": "kazinform-2026-01-17", "start": 2331, "end": 2455}],
            }
        },
    )

    request_id: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9._-]{1,64}$", description="X-Request-ID of the rated answer"),
    ]
    rating: Rating
    reason: Reason | None = None
    comment: Annotated[str | None, Field(max_length=_MAX_TEXT)] = None
    question: Annotated[
        str | None, Field(max_length=_MAX_TEXT, description="Sent only if the user agrees")
    ] = None
    language: Language | None = None
    answered: Annotated[bool, Field(description="False where the answer was a refusal")] = True
    citations: Annotated[list[CitedSpan], Field(max_length=_MAX_CITATIONS)] = []


@router.post(
    "/v1/feedback",
    status_code=204,
    responses=problem_responses(400, 413, 415, 422),
)
def give_feedback(body: FeedbackRequest, runtime: RuntimeDep) -> None:
    """Rate an answer; a second rating of the same request replaces the first."""
    engine = runtime.engine
    spans = dict.fromkeys(body.citations)
    quotes = [quote for span in spans if (quote := _quote(engine, span))]
    runtime.feedback.add(
        Feedback(
            request_id=body.request_id,
            rating=body.rating,
            answered=body.answered,
            reason=body.reason,
            comment=body.comment,
            question=body.question,
            language=body.language,
            evidence=tuple(quotes),
        )
    )


def _quote(engine: Engine, span: CitedSpan) -> str | None:
    """The text of a span, taken from the source and not from the client; None where it is gone."""
    try:
        return engine.document(span.document_id).text[span.start : span.end].strip() or None
    except UnknownDocumentError:
        return None
