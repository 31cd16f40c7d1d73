"""BEIR folders: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv`` of graded documents."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import Problem, Question, QuestionSet, SetFormat
from assistant.evaluation.sets.reading import (
    BadRecordError,
    Documents,
    lines,
    parse_json,
    read_text,
    with_languages,
)
from corpus import Language

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
_GRADE = re.compile(r"-?[0-9]{1,9}")
_SPLITS = ("test", "dev", "validation", "train")


def read(path: Path) -> QuestionSet:
    """The set in a directory: its queries that have judged documents.

    Of several ``qrels``, ``test`` is taken before ``dev`` and ``train``.

    Raises:
        SetError: a file is missing or cannot be read.
    """
    problems: list[Problem] = []
    documents = Documents()
    known: dict[str, str] = {}
    for where, record in _records(path / CORPUS, problems):
        text, title = record.get("text"), record.get("title") or ""
        try:
            if not isinstance(text, str) or not isinstance(title, str):
                raise BadRecordError("'text' or 'title' is not a string")
            added = documents.add(text if text.strip() else title, title, record["_id"])
            known[record["_id"]] = added.id
        except BadRecordError as error:
            problems.append(Problem(where, str(error)))
    judged = _judgements(_qrels(path), known, problems)
    questions = []
    seen: set[str] = set()
    for where, record in _records(path / QUERIES, problems):
        text = record.get("text")
        relevant = judged.get(record["_id"])
        if relevant is None:
            continue
        if record["_id"] in seen:
            problems.append(Problem(where, f"id {record['_id']!r} is not unique"))
            continue
        seen.add(record["_id"])
        if not isinstance(text, str) or not text.strip():
            problems.append(Problem(where, "'text' is missing or empty"))
            continue
        questions.append(
            Question(
                id=record["_id"],
                language=Language.EN,
                kind="query",
                text=text.strip(),
                answerable=True,
                relevant=relevant,
            )
        )
    problems += [
        Problem(QRELS, f"query {name!r} is not in {QUERIES}") for name in judged if name not in seen
    ]
    return QuestionSet(
        path.name,
        SetFormat.BEIR,
        tuple(with_languages(questions)),
        documents.all(),
        tuple(problems),
    )


def _records(path: Path, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in lines(read_text(path)):
        where = f"{path.name} line {number}"
        try:
            record = parse_json(line)
        except ValueError as error:
            problems.append(Problem(where, f"not JSON ({str(error)[:80]})"))
            continue
        if not isinstance(record, dict) or not isinstance(record.get("_id"), str):
            problems.append(Problem(where, "key '_id' is missing or not a string"))
            continue
        yield where, record


def _qrels(path: Path) -> Path:
    files = {file.stem: file for file in sorted((path / QRELS).glob("*.tsv"))}
    if not files:
        raise SetError(f"{path / QRELS}: no .tsv files")
    return next((files[split] for split in _SPLITS if split in files), next(iter(files.values())))


def _judgements(
    path: Path, known: dict[str, str], problems: list[Problem]
) -> dict[str, dict[str, int]]:
    """Grades above 0 of documents, by query."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in lines(read_text(path)):
        cells = line.split("\t")
        if number == 1 and cells[0] == "query-id":
            continue
        where = f"{path.name} line {number}"
        if len(cells) != 3 or not _GRADE.fullmatch(cells[2].strip()):
            problems.append(Problem(where, "expected query, document and a whole number"))
        elif cells[1] not in known:
            problems.append(Problem(where, f"document {cells[1]!r} is not in {CORPUS}"))
        elif int(cells[2]) > 0:
            judged.setdefault(cells[0], {})[known[cells[1]]] = int(cells[2])
    return judged
