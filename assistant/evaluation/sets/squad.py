"""SQuAD, XQuAD, KazQAD: questions over contexts, nested in one JSON or one flat record each.

Without answers a question is one that must be refused, whether or not ``is_impossible`` says so;
that the key ``answers`` is missing, or that the two contradict each other, is a problem.

Nested: ``{"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers":
[{"text", "answer_start"}], "is_impossible"}]}]}]}``. Flat, a JSON list or one object a line:
``{"id", "title", "context", "question", "answers": {"text": […], "answer_start": […]}}``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import Evidence, Problem, Question, QuestionSet, SetFormat
from assistant.evaluation.sets.reading import (
    BadRecordError,
    Documents,
    anywhere,
    kind_of,
    lines,
    parse_json,
    pooled,
    read_text,
    span,
    unique,
    with_languages,
)
from corpus import Language


@dataclass(frozen=True, slots=True)
class _Place:
    """A question's record, what it stands under, and where."""

    where: str
    title: object
    context: object
    record: Mapping[str, Any]


def read(path: Path) -> QuestionSet:
    """The set in one file; its contexts are its documents.

    Raises:
        SetError: the file cannot be read, or is no SQuAD.
    """
    problems: list[Problem] = []
    documents = Documents()
    found = []
    for place in _places(path, problems):
        try:
            found.append((place.where, _question(place, documents)))
        except BadRecordError as error:
            problems.append(Problem(place.where, str(error)))
    questions = pooled(with_languages(list(unique(found, problems))))
    return QuestionSet(
        path.stem, SetFormat.SQUAD, tuple(questions), documents.all(), tuple(problems)
    )


def _places(path: Path, problems: list[Problem]) -> Iterator[_Place]:
    text = read_text(path)
    try:
        root = parse_json(text)
    except ValueError as error:
        if path.suffix.lower() != ".jsonl":
            raise SetError(f"{path}: not JSON ({str(error)[:80]})") from error
        yield from _lines(text, problems)
        return
    if isinstance(root, dict) and isinstance(root.get("data"), list):
        root = root["data"]
    elif isinstance(root, dict) and "question" in root:
        root = [root]
    if not isinstance(root, list):
        raise SetError(f"{path}: expected SQuAD's key 'data' or a list of records")
    for number, item in enumerate(root):
        where = f"data[{number}]"
        if isinstance(item, dict) and "paragraphs" in item:
            yield from _nested(item, where, problems)
        elif isinstance(item, dict):
            yield _Place(where, item.get("title"), item.get("context"), item)
        else:
            problems.append(Problem(where, "is not an object"))


def _lines(text: str, problems: list[Problem]) -> Iterator[_Place]:
    for number, line in lines(text):
        where = f"line {number}"
        try:
            item = parse_json(line)
        except ValueError as error:
            problems.append(Problem(where, f"not JSON ({str(error)[:80]})"))
            continue
        if isinstance(item, dict):
            yield _Place(where, item.get("title"), item.get("context"), item)
        else:
            problems.append(Problem(where, "is not an object"))


def _nested(item: Mapping[str, Any], where: str, problems: list[Problem]) -> Iterator[_Place]:
    paragraphs = item["paragraphs"]
    if not isinstance(paragraphs, list):
        problems.append(Problem(f"{where}.paragraphs", "is not a list"))
        return
    for number, paragraph in enumerate(paragraphs):
        here = f"{where}.paragraphs[{number}]"
        questions = paragraph.get("qas") if isinstance(paragraph, dict) else None
        if not isinstance(questions, list):
            problems.append(Problem(f"{here}.qas", "is not a list"))
            continue
        for index, record in enumerate(questions):
            place = f"{here}.qas[{index}]"
            if isinstance(record, dict):
                yield _Place(place, item.get("title"), paragraph.get("context"), record)
            else:
                problems.append(Problem(place, "is not an object"))


def _question(place: _Place, documents: Documents) -> Question:
    record = place.record
    text = record.get("question")
    if not isinstance(text, str) or not text.strip():
        raise BadRecordError("key 'question' is missing or empty")
    if not isinstance(place.context, str):
        raise BadRecordError("key 'context' is missing or not a string")
    identifier = record.get("id", place.where)
    if not isinstance(identifier, str | int) or not str(identifier):
        raise BadRecordError("key 'id' is not a string")
    title = place.title if isinstance(place.title, str) else ""
    document = documents.add(place.context, title)
    given = _given(record)
    evidence: list[Evidence] = []
    for answer, start in given:
        if start is None:
            piece = anywhere(document, [answer])
        else:
            piece = span(document, place.context, answer, start)
        if piece not in evidence:
            evidence.append(piece)
    answers = tuple(dict.fromkeys(answer for answer, _ in given))
    return Question(
        id=str(identifier),
        language=Language.RU,
        kind=kind_of(answers, answerable=bool(answers)),
        text=text.strip(),
        answerable=bool(answers),
        answers=answers,
        evidence=tuple(evidence),
        document=document.id,
    )


def _given(record: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    """The answers of a record with their offsets; none where it cannot be answered."""
    impossible = record.get("is_impossible")
    if impossible is not None and not isinstance(impossible, bool):
        raise BadRecordError("key 'is_impossible' is neither true nor false")
    if "answers" not in record:
        if impossible:
            return []
        raise BadRecordError("key 'answers' is missing")
    given = list(_answers(record["answers"]))
    if impossible and given:
        raise BadRecordError("'is_impossible' is true, but there are answers")
    if impossible is False and not given:
        raise BadRecordError("'is_impossible' is false, but there are no answers")
    return given


def _answers(value: object) -> Iterator[tuple[str, int | None]]:
    """Texts with their offsets, of a list of objects or an object of lists."""
    if isinstance(value, dict):
        texts, starts = value.get("text", []), value.get("answer_start", [])
        if not isinstance(texts, list) or not isinstance(starts, list):
            raise BadRecordError("key 'answers' has no lists 'text' and 'answer_start'")
        value = [
            {"text": text, "answer_start": starts[number] if number < len(starts) else None}
            for number, text in enumerate(texts)
        ]
    if not isinstance(value, list):
        raise BadRecordError("key 'answers' is not a list")
    for item in value:
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise BadRecordError("an answer has no 'text'")
        start = item.get("answer_start")
        if not item["text"].strip():
            raise BadRecordError("an answer is empty")
        yield item["text"], start if isinstance(start, int) and start >= 0 else None
