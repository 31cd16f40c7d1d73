"""Tables (CSV, or TSV) with a header: ``question`` and ``answer``, and what else is known.

Other columns: ``id``, ``language`` (or ``lang``), ``kind``, ``evidence``, ``answerable``,
``context`` (or ``passage``) and its ``title``. Several accepted answers, or pieces of evidence,
stand in one cell with `` | `` between them. A question without an answer is one that must be
refused, unless ``answerable`` says otherwise.

Contexts are the documents of the set. Without ``evidence`` an answer is proven by each place where
one of the accepted strings stands in the context.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import Evidence, Problem, Question, QuestionSet, SetFormat
from assistant.evaluation.sets import cells
from assistant.evaluation.sets.reading import (
    BadRecordError,
    Documents,
    anywhere,
    kind_of,
    language_of,
    nfc,
    pooled,
    read_text,
    unique,
    with_languages,
)
from corpus import Document, Language

QUESTION, ANSWERS, LANGUAGES = "question", ("answer", "answers"), ("language", "lang")
CONTEXTS = ("context", "passage")
_KNOWN = (
    "id", QUESTION, *ANSWERS, *LANGUAGES, "kind", "evidence", "answerable", *CONTEXTS, "title",
)  # fmt: skip
_TRUE, _FALSE = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})
_SEPARATOR = " | "


def read(path: Path) -> QuestionSet:
    """The set in one file; its contexts, where it has such a column, are its documents.

    Raises:
        SetError: the file cannot be read, its header lacks ``question`` or ``answer``, or has a
            column twice.
    """
    rows = cells.rows(read_text(path))
    _, first = next(rows, (1, [""]))
    if isinstance(first, BadRecordError):
        raise SetError(f"{path}: line 1 is not a header ({first})") from first
    header = _names(first)
    _check(path, header)
    problems: list[Problem] = []
    documents = Documents()
    found: list[tuple[str, Question]] = []
    told: set[str] = set()
    for line, row in rows:
        try:
            record = _record(header, row)
            question = _question(record, f"line-{line}", documents)
        except BadRecordError as error:
            problems.append(Problem(f"line {line}", str(error)))
            continue
        found.append((f"line {line}", question))
        if _cell(record, *LANGUAGES):
            told.add(question.id)
    questions = list(unique(found, problems))
    detected = with_languages(questions)
    spoken = [
        replace(guess, language=question.language) if question.id in told else guess
        for question, guess in zip(questions, detected, strict=True)
    ]
    if any(name in header for name in CONTEXTS):
        spoken = pooled(spoken)
    return QuestionSet(path.stem, SetFormat.TABLE, tuple(spoken), documents.all(), tuple(problems))


def header_of(text: str) -> list[str]:
    """The names of the columns, as the first line has them; empty where it is no row."""
    _, first = next(cells.rows(text), (1, [""]))
    return [] if isinstance(first, BadRecordError) else _names(first)


def has_columns(header: Sequence[str]) -> bool:
    """Whether a header is one of a table of questions and answers."""
    return QUESTION in header and any(name in header for name in ANSWERS)


def _names(row: Sequence[str]) -> list[str]:
    return [name.strip().lower() for name in row]


def _check(path: Path, header: Sequence[str]) -> None:
    if not has_columns(header):
        shown = ", ".join(header)[:80]
        raise SetError(f"{path}: expected columns 'question' and 'answer', got {shown!r}")
    twice = next((name for name in _KNOWN if header.count(name) > 1), None)
    if twice is not None:
        raise SetError(f"{path}: column {twice!r} stands in the header twice")


def _record(header: Sequence[str], row: Sequence[str] | BadRecordError) -> Mapping[str, str]:
    if isinstance(row, BadRecordError):
        raise row
    if len(row) != len(header):
        more = "more" if len(row) > len(header) else "fewer"
        raise BadRecordError(f"has {more} cells than the header: {len(row)}, not {len(header)}")
    return dict(zip(header, row, strict=True))


def _cell(row: Mapping[str, str], *names: str) -> str:
    return next((value.strip() for name in names if (value := row.get(name))), "")


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(_SEPARATOR) if part.strip())


def _question(row: Mapping[str, str], fallback_id: str, documents: Documents) -> Question:
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
    pieces = tuple(Evidence(nfc(piece)) for piece in evidence)
    document = None
    if any(name in row for name in CONTEXTS):
        document = _document(row, documents)
        pieces = _placed(document, answers, evidence)
    return Question(
        id=_cell(row, "id") or fallback_id,
        language=language_of(language) if language else Language.RU,
        kind=_cell(row, "kind") or kind_of(answers, answerable=answerable),
        text=text,
        answerable=answerable,
        answers=answers,
        evidence=pieces,
        document=document.id if document else None,
    )


def _document(row: Mapping[str, str], documents: Documents) -> Document:
    context = _cell(row, *CONTEXTS)
    if not context:
        raise BadRecordError(f"{' or '.join(name for name in CONTEXTS if name in row)} is empty")
    return documents.add(context, _cell(row, "title"))


def _placed(
    document: Document, answers: Sequence[str], evidence: Sequence[str]
) -> tuple[Evidence, ...]:
    if evidence:
        return tuple(anywhere(document, [piece]) for piece in evidence)
    return (anywhere(document, answers),) if answers else ()
