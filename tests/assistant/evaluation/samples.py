"""Questions, outcomes and rows with everything not named left plain."""

from typing import Any

from assistant.evaluation.outcome import Cited, Found, Outcome
from assistant.evaluation.question import Question
from assistant.evaluation.row import JudgedCitation, Ranking, Row
from corpus import Language

TEXT = "Alem.Cloud занимает 86-е место. Запущен в 2025 году. Услуг оказано 51,5 млн."


def question(**changes: Any) -> Question:
    values: dict[str, Any] = {
        "id": "q1",
        "language": Language.RU,
        "kind": "plain",
        "text": "Какое место?",
        "answerable": True,
        "answers": ("86-е место",),
    }
    return Question(**{**values, **changes})


def outcome(answer: str = "86-е место", **changes: Any) -> Outcome:
    values: dict[str, Any] = {
        "status": "answered",
        "answer": answer,
        "language": "ru",
        "confidence": 0.9,
        "citations": [],
    }
    return Outcome(**{**values, **changes})


def refusal(confidence: float = 0.2, status: str = "not_in_sources") -> Outcome:
    return outcome("В источниках этого нет.", status=status, confidence=confidence)


def cited(start: int, end: int, document_id: str = "d", text: str = TEXT, **changes: Any) -> Cited:
    values: dict[str, Any] = {
        "document_id": document_id,
        "start": start,
        "end": end,
        "quote": text[start:end],
    }
    return Cited(**{**values, **changes})


def found(start: int, end: int, document_id: str = "d", score: float = 0.5) -> Found:
    return Found(
        passage_id=f"{document_id}:{start}",
        document_id=document_id,
        start=start,
        end=end,
        score=score,
        text=TEXT[start:end],
    )


def citation(*, valid: bool = True, right: bool | None = True) -> JudgedCitation:
    return JudgedCitation(
        document_id="d", title="", start=0, end=1, quote="A", valid=valid, right=right
    )


def row(**changes: Any) -> Row:
    values: dict[str, Any] = {
        "id": "q1",
        "language": "ru",
        "kind": "plain",
        "document": "d",
        "question": "Какое место?",
        "history": [],
        "answerable": True,
        "expected": ["86-е место"],
        "evidence": [],
        "status": "answered",
        "answer": "86-е место",
        "answer_language": "ru",
        "confidence": 0.9,
        "reason": None,
        "correct": None,
        "correct_stemmed": None,
        "exact_match": None,
        "f1": None,
        "f1_stemmed": None,
        "span_exact_match": None,
        "span_f1": None,
        "citations": [],
        "evidence_pieces": 0,
        "evidence_cited": 0,
        "ranking": None,
        "passages": [],
        "failure": None,
    }
    return Row(**{**values, **changes})


def right(confidence: float = 0.9, **changes: Any) -> Row:
    return row(confidence=confidence, correct=True, **changes)


def wrong(confidence: float = 0.9, **changes: Any) -> Row:
    return row(confidence=confidence, correct=False, failure="not_chosen", **changes)


def refused(confidence: float = 0.1, *, answerable: bool = True, **changes: Any) -> Row:
    return row(
        status="not_in_sources",
        answerable=answerable,
        confidence=confidence,
        correct=False if answerable else None,
        **changes,
    )


def ranked(*gains: int, missed: tuple[int, ...] = ()) -> Ranking:
    return Ranking(gains=list(gains), missed=list(missed))
