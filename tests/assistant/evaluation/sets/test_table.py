"""Tables with a header."""

from pathlib import Path

import pytest

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import Evidence
from assistant.evaluation.sets.table import read
from corpus import Language


def write(path: Path, text: str, name: str = "set.csv") -> Path:
    file = path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_question_and_answer_are_enough(tmp_path: Path) -> None:
    text = 'Question,Answer\n"Какое место, по рейтингу?","86-е | 86 место"\nКто такой Икс?,\n'
    first, second = read(write(tmp_path, text)).questions
    assert first.text == "Какое место, по рейтингу?"
    assert first.answers == ("86-е", "86 место")
    assert (first.id, first.language, first.kind) == ("line-2", Language.RU, "number")
    assert (second.answerable, second.kind) == (False, "unanswerable")


def test_further_columns(tmp_path: Path) -> None:
    text = "id;lang;kind;question;answer;evidence\na;kk-KZ;typo;Where?;86;86-е место | и ещё\n"
    [question] = read(write(tmp_path, text)).questions
    assert (question.id, question.language, question.kind) == ("a", Language.KK, "typo")
    assert question.evidence == (Evidence("86-е место"), Evidence("и ещё"))


def test_tabs_and_a_byte_order_mark(tmp_path: Path) -> None:
    [question] = read(write(tmp_path, "\ufeffanswer\tquestion\nдва\tСколько?\n", "s.tsv")).questions
    assert question.answers == ("два",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("b,,да,,", "question is empty"),
        ("b,Как?,да,de,", "language: got 'de', expected one of ru, kk, en"),
        ("b,Как?,да,,perhaps", "answerable: got 'perhaps'"),
        ("b,Как?,,,true", "needs an answer"),
        ("b,Как?,да,,no", "has an answer"),
        ("a,Как?,да,,", "id 'a' is not unique"),
        ("b,Как?,да,,,x,y", "more cells than the header"),
    ],
)
def test_a_malformed_row_is_numbered_and_left_out(tmp_path: Path, row: str, reason: str) -> None:
    header = "id,question,answer,language,answerable"
    found = read(write(tmp_path, f"{header}\na,Что?,то,ru,yes\n{row}\n"))
    assert [one.id for one in found.questions] == ["a"]
    [problem] = found.problems
    assert problem.where == "line 3"
    assert reason in problem.reason


def test_a_first_line_that_is_no_header(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="line 1 is not a header"):
        read(write(tmp_path, f"question,answer,{'a' * 140_000}\n1,2,3\n"))


def test_a_header_without_the_columns(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="expected columns 'question' and 'answer', got 'q, a'"):
        read(write(tmp_path, "q,a\n1,2\n"))


def test_a_field_too_long_for_csv_is_a_problem(tmp_path: Path) -> None:
    found = read(write(tmp_path, f"question,answer\nЧто?,то\n{'х' * 200_000},да\n"))
    assert len(found.questions) == 1
    assert "field larger than field limit" in found.problems[0].reason
