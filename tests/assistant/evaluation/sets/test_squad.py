"""SQuAD, nested and flat."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.errors import SetError
from assistant.evaluation.sets.squad import read
from corpus import Language

CONTEXT = "\ufeffАлматы основан в 1854 году. Алматы стоит у гор."


def qa(name: str = "1", **changes: Any) -> dict[str, Any]:
    answers = [{"text": "1854", "answer_start": 18}, {"text": "1854", "answer_start": 18}]
    return {"id": name, "question": "Когда основан Алматы?", "answers": answers} | changes


def write(path: Path, value: object, name: str = "set.json") -> Path:
    file = path / name
    file.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return file


def nested(*questions: object) -> dict[str, Any]:
    return {"data": [{"title": "Город", "paragraphs": [{"context": CONTEXT, "qas": questions}]}]}


def test_nested_with_spans_in_the_document(tmp_path: Path) -> None:
    found = read(write(tmp_path, nested(qa())))
    [question], [document] = found.questions, found.documents
    assert (question.language, question.kind) == (Language.RU, "number")
    assert question.answers == ("1854",)
    [piece] = question.evidence
    assert document.text[piece.start : piece.end] == piece.text == "1854"
    assert piece.document_id == question.document == document.id
    assert document.title == "Город"
    assert not document.text.startswith("\ufeff")


def test_the_occurrence_nearest_to_the_offset_is_taken(tmp_path: Path) -> None:
    answer = {"text": "Алматы", "answer_start": 27}
    [question] = read(write(tmp_path, nested(qa(answers=[answer])))).questions
    assert question.evidence[0].start == 28
    [question] = read(write(tmp_path, nested(qa(answers=[answer | {"answer_start": 0}])))).questions
    assert question.evidence[0].start == 0


def test_unanswerable(tmp_path: Path) -> None:
    found = read(write(tmp_path, nested(qa(is_impossible=True, answers=[]), qa("2", answers=[]))))
    assert [one.answerable for one in found.questions] == [False, False]
    assert [one.kind for one in found.questions] == ["unanswerable", "unanswerable"]
    assert found.questions[0].answers == ()


@pytest.mark.parametrize(
    ("changes", "answerable"),
    [
        ({"is_impossible": False}, True),
        ({"is_impossible": None}, True),
        ({"is_impossible": None, "answers": {"text": [], "answer_start": []}}, False),
        ({"is_impossible": True, "answers": [], "plausible_answers": [{"text": "1854"}]}, False),
    ],
)
def test_is_impossible_agrees_with_the_answers(
    tmp_path: Path, changes: dict[str, Any], answerable: bool
) -> None:
    [question] = read(write(tmp_path, nested(qa(**changes)))).questions
    assert question.answerable is answerable


def test_a_question_that_says_it_is_impossible_needs_no_answers(tmp_path: Path) -> None:
    record = {"id": "1", "question": "Кто?", "is_impossible": True}
    [question] = read(write(tmp_path, nested(record))).questions
    assert not question.answerable


def test_without_an_offset_every_place_is_meant(tmp_path: Path) -> None:
    for answer in ({"text": "Алматы"}, {"text": "Алматы", "answer_start": -1}):
        [question] = read(write(tmp_path, nested(qa(answers=[answer])))).questions
        [piece] = question.evidence
        assert (piece.start, piece.end, piece.others) == (0, 6, ((28, 34),))


@pytest.mark.parametrize("name", ["set.json", "set.jsonl"])
def test_flat_records(tmp_path: Path, name: str) -> None:
    record = {
        "id": "7", "title": "Қала", "context": "Алматы 1854 жылы салынды.",
        "question": "Алматы қашан салынды?",
        "answers": {"text": ["1854 жылы"], "answer_start": [7]},
    }  # fmt: skip
    value = [record] if name == "set.json" else json.dumps(record)
    [question] = read(write(tmp_path, value, name)).questions
    assert (question.id, question.language) == ("7", Language.KK)
    assert question.evidence[0].start == 7


def test_equal_contexts_are_one_document_and_equal_questions_share_their_gold(
    tmp_path: Path,
) -> None:
    other = {"context": "Верный заложен в 1855 году.", "qas": [
        qa("3", answers=[{"text": "1855", "answer_start": 17}])
    ]}  # fmt: skip
    value = nested(qa(), qa("2", question="В каком году?"))
    value["data"][0]["paragraphs"] += [{"context": CONTEXT, "qas": []}, other]
    found = read(write(tmp_path, value))
    assert len(found.documents) == 2
    assert [one.answers for one in found.questions] == [
        ("1854", "1855"),
        ("1854",),
        ("1854", "1855"),
    ]
    assert [len(one.evidence) for one in found.questions] == [2, 1, 2]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (qa("2", question=""), "'question' is missing"),
        (qa("2", answers=[{"text": "1999"}]), "does not hold the answer '1999'"),
        (qa("2", answers=[{"answer_start": 1}]), "an answer has no 'text'"),
        (qa("2", answers=[{"text": " "}]), "an answer is empty"),
        (qa("2", answers="1854"), "'answers' is not a list"),
        (qa("2", answers={"text": "1854"}), "no lists 'text'"),
        ({"id": "2", "question": "Когда?", "answer": "1854"}, "key 'answers' is missing"),
        (qa("2", answers=[], is_impossible=False), "is false, but there are no answers"),
        (qa("2", is_impossible=True), "is true, but there are answers"),
        (qa("2", is_impossible="true"), "'is_impossible' is neither true nor false"),
        (qa("1"), "id '1' is not unique"),
        (qa(None), "'id' is not a string"),  # type: ignore[arg-type]
        ("text", "is not an object"),
    ],
)
def test_a_malformed_question_is_placed_and_left_out(
    tmp_path: Path, bad: object, reason: str
) -> None:
    found = read(write(tmp_path, nested(qa(), bad)))
    assert [one.id for one in found.questions] == ["1"]
    [problem] = found.problems
    assert problem.where == "data[0].paragraphs[0].qas[1]"
    assert reason in problem.reason


@pytest.mark.parametrize(
    "value",
    [
        {"data": [5, {"paragraphs": 5}, {"paragraphs": [5, {"context": 5, "qas": [qa()]}]}]},
        {"data": [{"paragraphs": [{"context": "", "qas": [qa()]}]}, {"question": "?"}, {}]},
    ],
)
def test_other_structures_are_problems(tmp_path: Path, value: object) -> None:
    found = read(write(tmp_path, value))
    assert found.questions == ()
    assert len(found.problems) >= 2


@pytest.mark.parametrize(
    ("text", "message"), [("{", "not JSON"), ("5", "expected SQuAD's key"), ("{}", "expected SQ")]
)
def test_no_squad_at_all(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SetError, match=message):
        read(write(tmp_path, text))
