"""KazQAD as tab-separated lines: id, question, title, passage, answer.

Nothing says where in its passage an answer is meant: each place where it stands proves it.
"""

from pathlib import Path

from assistant.evaluation.question import Problem, Question, QuestionSet, SetFormat
from assistant.evaluation.sets.reading import (
    BadRecordError,
    Documents,
    anywhere,
    kind_of,
    lines,
    pooled,
    read_text,
    unique,
    with_languages,
)
from corpus import Language

HEADER = ("id", "question", "title", "passage", "answer")


def read(path: Path) -> QuestionSet:
    """The set in one file; its passages are its documents.

    Raises:
        SetError: the file cannot be read.
    """
    problems: list[Problem] = []
    documents = Documents()
    found = []
    for number, line in lines(read_text(path)):
        where = f"line {number}"
        cells = line.split("\t")
        if number == 1 and cells[0].strip().lower() == "id":
            continue
        try:
            found.append((where, _question(cells, documents)))
        except BadRecordError as error:
            problems.append(Problem(where, str(error)))
    questions = pooled(with_languages(list(unique(found, problems))))
    return QuestionSet(
        path.stem, SetFormat.KAZQAD_TSV, tuple(questions), documents.all(), tuple(problems)
    )


def _question(cells: list[str], documents: Documents) -> Question:
    if len(cells) != len(HEADER):
        raise BadRecordError(f"has {len(cells)} columns, expected {len(HEADER)}")
    identifier, text, title, passage, answer = (cell.strip() for cell in cells)
    if not identifier or not text or not answer:
        raise BadRecordError("id, question and answer must not be empty")
    document = documents.add(passage, title)
    return Question(
        id=identifier,
        language=Language.KK,
        kind=kind_of([answer], answerable=True),
        text=text,
        answerable=True,
        answers=(answer,),
        evidence=(anywhere(document, [answer]),),
        document=document.id,
    )
