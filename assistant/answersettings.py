"""Settings of answering: limits, and how sure an answer must be."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from corpus import Language

_Share = Annotated[float, Field(ge=0, le=1)]


class AnswerSettings(BaseModel):
    """Limits and thresholds; the defaults come from the coverage/error curves of the
    development sets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_question_chars: Annotated[
        int, Field(ge=10, description="Longest question; a longer one is an error.")
    ] = 2_000
    max_answer_chars: Annotated[
        int, Field(ge=120, description="Longest answer text, labels included.")
    ] = 350
    passages: Annotated[
        int, Field(ge=1, le=100, description="Passages searched for an answer, at least top_k.")
    ] = 16
    max_history_turns: Annotated[
        int, Field(ge=0, le=50, description="Last turns a follow-up is resolved against.")
    ] = 6
    threshold_ru: Annotated[_Share, Field(description="Least confidence of a Russian answer.")] = (
        0.30
    )
    threshold_kk: Annotated[_Share, Field(description="Least confidence of a Kazakh answer.")] = (
        0.30
    )
    threshold_en: Annotated[_Share, Field(description="Least confidence of an English answer.")] = (
        0.36
    )
    sure_confidence: Annotated[
        _Share,
        Field(description="Confidence from which the best sentence is told alone."),
    ] = 0.95
    close_margin: Annotated[
        float, Field(ge=0, description="Score difference up to which a runner-up is told too.")
    ] = 2.0
    near_similarity: Annotated[
        float, Field(ge=-1, le=1, description="Similarity from which a passage is on topic.")
    ] = 0.3
    near_coverage: Annotated[
        _Share, Field(description="Share of the question's words from which it is on topic.")
    ] = 0.45

    near_meaning: Annotated[
        float, Field(ge=-1, le=1, description="Likeness of meaning from which it is on topic.")
    ] = 0.45

    def threshold(self, language: Language) -> float:
        """The least confidence of an answer in ``language``."""
        return {
            Language.RU: self.threshold_ru,
            Language.KK: self.threshold_kk,
            Language.EN: self.threshold_en,
        }[language]
