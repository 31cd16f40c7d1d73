"""Evaluation without a judge model: question sets, metrics with intervals, reports."""

from assistant.evaluation.answerer import Answerer, Asking, SourceText
from assistant.evaluation.errors import (
    AnswererError,
    EvaluationError,
    FloorError,
    MissingExtraError,
    ReportError,
    SetError,
)
from assistant.evaluation.fake import FakeAnswerer
from assistant.evaluation.outcome import Cited, Found, Outcome
from assistant.evaluation.plan import Plan, evaluate, open_answerer
from assistant.evaluation.question import Evidence, Question, QuestionSet, SetFormat
from assistant.evaluation.sets import load_set

__all__ = [
    "Answerer",
    "AnswererError",
    "Asking",
    "Cited",
    "EvaluationError",
    "Evidence",
    "FakeAnswerer",
    "FloorError",
    "Found",
    "MissingExtraError",
    "Outcome",
    "Plan",
    "Question",
    "QuestionSet",
    "ReportError",
    "SetError",
    "SetFormat",
    "SourceText",
    "evaluate",
    "load_set",
    "open_answerer",
]
