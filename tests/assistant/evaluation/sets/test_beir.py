"""BEIR folders."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.errors import SetError
from assistant.evaluation.sets.beir import read

CORPUS = [
    {"_id": "d1", "title": "One", "text": "First text."},
    {"_id": "doc/2", "title": "Two", "text": ""},
]
QUERIES = [{"_id": "q1", "text": "which is first?"}, {"_id": "q2", "text": "not judged"}]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\tdoc/2\t1\nq2\td1\t0\n"


def write(path: Path, corpus: list[object], queries: list[object], **qrels: str) -> Path:
    (path / "qrels").mkdir()
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = [one if isinstance(one, str) else json.dumps(one) for one in records]
        (path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for name, text in qrels.items():
        (path / "qrels" / f"{name}.tsv").write_text(text, encoding="utf-8")
    return path


def test_judged_queries_with_graded_documents(tmp_path: Path) -> None:
    found = read(write(tmp_path, [*CORPUS], [*QUERIES], test=QRELS, train="q2\td1\t1\n"))
    [question] = found.questions
    assert question.id == "q1"
    assert [document.text for document in found.documents] == ["First text.", "Two"]
    first, second = (document.id for document in found.documents)
    assert first == "d1"
    assert "/" not in second
    assert question.relevant == {first: 2, second: 1}
    assert found.problems == ()


def test_problems_are_placed(tmp_path: Path) -> None:
    corpus: list[object] = [
        *CORPUS,
        "{",
        {"_id": 5},
        {"_id": "e", "text": " "},
        CORPUS[0],
    ]
    qrels = QRELS + "q1\tnowhere\t1\nq1\td1\nq9\td1\t1\n"
    found = read(write(tmp_path, corpus, [*QUERIES, {"_id": "q3"}], test=qrels))
    assert [str(problem).split(":")[0] for problem in found.problems] == [
        "corpus.jsonl line 3", "corpus.jsonl line 4", "corpus.jsonl line 5",
        "corpus.jsonl line 6", "test.tsv line 5", "test.tsv line 6", "qrels",
    ]  # fmt: skip


def test_a_query_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    queries: list[object] = [*QUERIES, {"_id": "q1", "text": "which else?"}, QUERIES[1]]
    found = read(write(tmp_path, [*CORPUS], queries, test=QRELS))
    assert [one.text for one in found.questions] == ["which is first?"]
    assert [str(one) for one in found.problems] == ["queries.jsonl line 3: id 'q1' is not unique"]


@pytest.mark.parametrize("grade", ["²", "--1", "1.5", "9" * 5_000, ""])
def test_a_grade_that_is_no_whole_number(tmp_path: Path, grade: str) -> None:
    qrels = QRELS + f"q1\td1\t{grade}\n"
    [problem] = read(write(tmp_path, [*CORPUS], [*QUERIES], test=qrels)).problems
    assert problem.reason == "expected query, document and a whole number"


def test_no_qrels(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"qrels: no \.tsv files"):
        read(write(tmp_path, [*CORPUS], [*QUERIES]))
