"""Exceptions of the evaluation; the root is ``corpus.ProjectError``.

EvaluationError                 an evaluation cannot be run or reported
├── SetError                    a question set is missing, malformed or empty
├── AnswererError               what is evaluated cannot be reached, or does not speak the schema
│   └── RefusedSearchError      one search was refused
├── FloorError                  a floor names no known metric or group, or no number
├── ReportError                 a report cannot be read, compared or written
└── MissingExtraError           an optional package is not installed
"""

from assistant.errors import AssistantError


class EvaluationError(AssistantError):
    """An evaluation cannot be run or reported."""


class SetError(EvaluationError):
    """A question set is missing, malformed or empty."""


class AnswererError(EvaluationError):
    """What is evaluated cannot be reached, or does not speak the schema."""


class RefusedSearchError(AnswererError):
    """One search was refused: there is no ranking, which is not an empty one."""


class FloorError(EvaluationError):
    """A floor names no known metric or group, or no number."""


class ReportError(EvaluationError):
    """A report cannot be read, compared or written."""


class MissingExtraError(EvaluationError):
    """An optional package is not installed."""
