"""``assistant feedback``."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.sets import jsonl
from assistant.records import (
    Database,
    Feedback,
    FeedbackLog,
    LoggedQuestion,
    QuestionLog,
    Rating,
)
from assistant.settings import Settings
from corpus import Language
from tests.conftest import Command


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A data directory with two ratings and a question."""
    database = Database.of(Settings(data_dir=tmp_path))
    log = FeedbackLog(database)
    log.add(Feedback("1", Rating.UP, answered=True, question="Что?", evidence=("цитата",)))
    log.add(Feedback("2", Rating.DOWN, answered=True, question="Кто?"))
    QuestionLog(database).add(LoggedQuestion("Когда?", Language.RU, "answered", 0.9, "b1", "r1"))
    database.close()
    return tmp_path


def test_the_export_is_a_question_set(command: Command, kept: Path) -> None:
    path = kept / "set.jsonl"
    path.write_text(command("feedback", "export", data_dir=kept).out, encoding="utf-8")
    read = jsonl.read(path)
    assert [question.id for question in read.questions] == ["feedback-1"]
    assert read.problems == ()
    every = command("feedback", "export", "--unlabelled", data_dir=kept).out.splitlines()
    assert [json.loads(line)["answerable"] for line in every] == [True, None]


def test_the_question_log(command: Command, kept: Path) -> None:
    [line] = command("feedback", "questions", data_dir=kept).out.splitlines()
    record = json.loads(line)
    assert (record["question"], record["status"], record["request_id"]) == (
        "Когда?",
        "answered",
        "r1",
    )


def test_purging(command: Command, kept: Path) -> None:
    assert command("feedback", "purge", data_dir=kept).out == "0 ratings and 0 questions deleted\n"
    ran = command("feedback", "purge", "--days", "0", data_dir=kept)
    assert ran.out == "2 ratings and 1 questions deleted\n"


def test_migrating(command: Command, tmp_path: Path) -> None:
    ran = command("feedback", "migrate", data_dir=tmp_path)
    assert ran.out == f"sqlite:///{tmp_path}/records.sqlite: revision 0001\n"
