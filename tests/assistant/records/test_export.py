"""Feedback as a question set."""

import json
from pathlib import Path

from assistant.evaluation.sets import jsonl
from assistant.records import Feedback, Rating, Reason
from assistant.records.export import question_set
from corpus import Language

KEPT = [
    Feedback("1", Rating.UP, answered=True, question="Какое место?", evidence=("86-е место",)),
    Feedback("2", Rating.UP, answered=False, question="Қанша адам?", language=Language.KK),
    Feedback("3", Rating.DOWN, answered=True, question="Кто?", reason=Reason.WRONG, comment="нет"),
    Feedback("4", Rating.UP, answered=True, evidence=("без вопроса",)),
    Feedback("5", Rating.UP, answered=True, question="Источник уже удалён?"),
]


def _written(tmp_path: Path, *, unlabelled: bool = False) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(question_set(KEPT, unlabelled=unlabelled)), encoding="utf-8")
    return path


def test_the_evaluation_reads_every_line(tmp_path: Path) -> None:
    read = jsonl.read(_written(tmp_path))
    assert read.problems == ()
    found = {
        one.id: (one.language, one.answerable, [piece.text for piece in one.evidence])
        for one in read.questions
    }
    assert found == {
        "feedback-1": ("ru", True, ["86-е место"]),
        "feedback-2": ("kk", False, []),
    }


def test_unlabelled_lines_are_skipped_by_name_until_someone_labels_them(tmp_path: Path) -> None:
    path = _written(tmp_path, unlabelled=True)
    read = jsonl.read(path)
    assert [problem.where for problem in read.problems] == ["line 3", "line 4"]
    assert all("answerable" in problem.reason for problem in read.problems)
    record = json.loads(path.read_text(encoding="utf-8").splitlines()[2])
    assert (record["rating"], record["reason"], record["comment"]) == ("down", "wrong", "нет")
