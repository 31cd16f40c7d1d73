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


def test_contexts_are_the_documents_and_hold_the_answers(tmp_path: Path) -> None:
    text = (
        "id,title,context,question,answer\n"
        '1,Кашаган,"Кашаган открыт в 1986 году, глубина 6 м.\nОн в море.",Какова глубина?,8 | 6\n'
        '2,Кашаган,"Кашаган открыт в 1986 году, глубина 6 м.\nОн в море.",Кто открыл?,\n'
    )
    found = read(write(tmp_path, text))
    [document] = found.documents
    assert (document.title, found.problems) == ("Кашаган", ())
    first, second = found.questions
    assert first.evidence == (Evidence("6", document.id, 36, 37),)
    assert (first.answers, first.document) == (("8", "6"), document.id)
    assert (second.answerable, second.evidence, second.document) == (False, (), document.id)


def test_evidence_of_a_context_stands_in_it_and_equal_questions_share_their_gold(
    tmp_path: Path,
) -> None:
    header = "question\tpassage\tanswer\tevidence\n"
    text = header + "Как?\tтак и сяк\tда\tсяк\nКак?\tещё и этак\tэтак\t\n"
    found = read(write(tmp_path, text, "s.tsv"))
    first, second = found.documents
    pieces = (Evidence("сяк", first.id, 6, 9), Evidence("этак", second.id, 6, 10))
    assert [one.evidence for one in found.questions] == [pieces, pieces]
    assert [one.answers for one in found.questions] == [("да", "этак")] * 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Как?,да", "context is empty"),
        ("так и сяк,Как?,этак", "the context does not hold the answer 'этак'"),
    ],
)
def test_a_context_that_proves_nothing_is_a_problem(tmp_path: Path, row: str, reason: str) -> None:
    found = read(write(tmp_path, f"context,question,answer\n{row}\n"))
    assert found.questions == ()
    assert [str(problem) for problem in found.problems] == [f"line 2: {reason}"]


@pytest.mark.parametrize("name", ["question", "answer", "evidence", "context", "id", "lang"])
def test_a_column_that_stands_twice(tmp_path: Path, name: str) -> None:
    header = f"id,question,answer,evidence,context,lang,{name.upper()} "
    with pytest.raises(SetError, match=f"column '{name}' stands in the header twice"):
        read(write(tmp_path, f"{header}\n1,2,3,4,5,6,7\n"))


def test_columns_of_no_account_may_stand_twice(tmp_path: Path) -> None:
    [question] = read(write(tmp_path, "question,answer,note,note\nЧто?,то,x,\n")).questions
    assert question.answers == ("то",)


def test_a_row_without_its_last_cells_is_a_problem(tmp_path: Path) -> None:
    found = read(write(tmp_path, "question,answer\nЧто?,то\nКакое место?\nКто?,\n"))
    assert [one.text for one in found.questions] == ["Что?", "Кто?"]
    assert [str(problem) for problem in found.problems] == [
        "line 3: has fewer cells than the header: 1, not 2"
    ]


def test_a_mark_that_is_not_closed_swallows_no_row(tmp_path: Path) -> None:
    rows = ['"Кошелек — сколько школ?\t6,7 тыс', "Место?\t86", 'Что "Kazinform"?\tx', "Кто?\t"]
    found = read(write(tmp_path, "\n".join(["question\tanswer", *rows]), "s.tsv"))
    assert [one.text for one in found.questions] == [
        '"Кошелек — сколько школ?', "Место?", 'Что "Kazinform"?', "Кто?",
    ]  # fmt: skip
    assert [one.answerable for one in found.questions] == [True, True, True, False]
    assert found.problems == ()


def test_what_comes_after_a_fault_is_read(tmp_path: Path) -> None:
    found = read(write(tmp_path, f"question,answer\n{'х' * 200_000},да\nЧто?,то\n"))
    assert [one.text for one in found.questions] == ["Что?"]
    assert [problem.where for problem in found.problems] == ["line 2"]


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
