"""The project's own question sets: one JSON object a line.

Keys: ``id``, ``lang`` (ru, kk, en), ``question``, ``answerable``, ``answers`` (any one inside the
answer text is right), ``evidence`` (verbatim pieces of the sources; a citation that overlaps one is
right); and, where there are, ``kind`` and ``history``, the conversation before a follow-up. Other
keys are ignored.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.evaluation.question import (
    Evidence,
    PastTurn,
    Problem,
    Question,
    QuestionSet,
    SetFormat,
)
from assistant.evaluation.sets.reading import lines, nfc, parse_json, read_text, unique
from corpus import Language

_Text = Annotated[str, Field(pattern=r"\S")]


class _Turn(BaseModel):
    role: Literal["user", "assistant"]
    content: str


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    id: _Text
    lang: Annotated[Language, Field(strict=False)]
    kind: _Text = "question"
    question: _Text
    answerable: bool
    answers: list[_Text] = []
    evidence: list[_Text] = []
    history: list[_Turn] = []

    @model_validator(mode="after")
    def _has_gold(self) -> "_Record":
        if self.answerable and not self.answers and not self.evidence:
            raise ValueError("an answerable question needs answers or evidence")
        if not self.answerable and (self.answers or self.evidence):
            raise ValueError("a question that is not answerable has neither answers nor evidence")
        return self


def read(path: Path) -> QuestionSet:
    """The set in one file; malformed lines are its problems.

    Raises:
        SetError: the file cannot be read.
    """
    problems: list[Problem] = []
    found = []
    for number, line in lines(read_text(path)):
        where = f"line {number}"
        try:
            found.append((where, _question(_Record.model_validate(parse_json(line)))))
        except ValidationError as error:
            problems.append(Problem(where, describe(error)))
        except ValueError as error:
            problems.append(Problem(where, f"not JSON ({_short(error)})"))
    questions = tuple(unique(found, problems))
    return QuestionSet(path.stem, SetFormat.JSONL, questions, (), tuple(problems))


def describe(error: ValidationError) -> str:
    """The first complaint of a validation, in a line."""
    first = error.errors(include_url=False)[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "missing":
        return f"key {key!r} is missing"
    received = "" if first["type"] == "value_error" else f" got {str(first['input'])[:60]!r};"
    return f"{key}:{received} {first['msg']}".lstrip(": ")


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:80] if str(error) else type(error).__name__


def _question(record: _Record) -> Question:
    return Question(
        id=record.id,
        language=record.lang,
        kind=record.kind,
        text=record.question,
        answerable=record.answerable,
        answers=tuple(record.answers),
        evidence=tuple(Evidence(nfc(piece)) for piece in record.evidence),
        history=tuple(PastTurn(turn.role, turn.content) for turn in record.history),
    )
