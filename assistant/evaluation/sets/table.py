"""Tables (CSV, or TSV) with a header: ``question`` and ``answer``, and what else is known.

Other columns: ``id``, ``language`` (or ``lang``), ``kind``, ``evidence``, ``answerable``. Several
accepted answers, or pieces of evidence, stand in one cell with `` | `` between them. A question
without an answer is one that must be refused, unless ``answerable`` says otherwise.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import Evidence, Problem, Question, QuestionSet, SetFormat
from assistant.evaluation.sets.reading import (
    BadRecordError,
    kind_of,
    language_of,
    nfc,
    read_text,
    unique,
    with_languages,
)
from corpus import Language

QUESTION, ANSWERS, LANGUAGES = "question", ("answer", "answers"), ("language", "lang")
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_SEPARATOR = " | "


def read(path: Path) -> QuestionSet:
    """The set in one file.

    Raises:
        SetError: the file cannot be read, or its header lacks ``question`` or ``answer``.
    """
    text = read_text(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter(text))
    try:
        header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise SetError(f"{path}: line 1 is not a header ({error})") from error
    if not has_columns(header):
        shown = ", ".join(header)[:80]
        raise SetError(f"{path}: expected columns 'question' and 'answer', got {shown!r}")
    reader.fieldnames = header
    problems: list[Problem] = []
    found: list[tuple[str, Question]] = []
    told: set[str] = set()
    try:
        for row in reader:
            where = f"line {reader.line_num}"
            try:
                question = _question(row, f"line-{reader.line_num}")
            except BadRecordError as error:
                problems.append(Problem(where, str(error)))
                continue
            found.append((where, question))
            if _cell(row, *LANGUAGES):
                told.add(question.id)
    except csv.Error as error:
        problems.append(Problem(f"line {reader.line_num}", str(error)))
    questions = list(unique(found, problems))
    detected = with_languages(questions)
    return QuestionSet(
        path.stem,
        SetFormat.TABLE,
        tuple(
            replace(guess, language=question.language) if question.id in told else guess
            for question, guess in zip(questions, detected, strict=True)
        ),
        (),
        tuple(problems),
    )


def delimiter(text: str) -> str:
    """What parts the cells of the header: the commonest of tab, semicolon and comma."""
    header = text.split("\n", 1)[0]
    return max("\t;,", key=header.count)


def has_columns(header: list[str]) -> bool:
    """Whether a header is one of a table of questions and answers."""
    return QUESTION in header and any(name in header for name in ANSWERS)


def _cell(row: Mapping[str, str | None], *names: str) -> str:
    return next((value.strip() for name in names if (value := row.get(name))), "")


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(_SEPARATOR) if part.strip())


def _question(row: Mapping[str, str | None], fallback_id: str) -> Question:
    if None in row:
        raise BadRecordError("has more cells than the header")
    text = _cell(row, QUESTION)
    if not text:
        raise BadRecordError("question is empty")
    answers, evidence = _list(_cell(row, *ANSWERS)), _list(_cell(row, "evidence"))
    answerable = bool(answers or evidence)
    said = _cell(row, "answerable").lower()
    if said and said not in _TRUE | _FALSE:
        raise BadRecordError(f"answerable: got {said!r}, expected true or false")
    if said in _TRUE and not answerable:
        raise BadRecordError("an answerable question needs an answer or evidence")
    if said in _FALSE and answerable:
        raise BadRecordError("a question that is not answerable has an answer or evidence")
    language = _cell(row, *LANGUAGES)
    return Question(
        id=_cell(row, "id") or fallback_id,
        language=language_of(language) if language else Language.RU,
        kind=_cell(row, "kind") or kind_of(answers, answerable=answerable),
        text=text,
        answerable=answerable,
        answers=answers,
        evidence=tuple(Evidence(nfc(piece)) for piece in evidence),
    )
