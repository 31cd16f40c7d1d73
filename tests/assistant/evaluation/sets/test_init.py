"""Telling formats apart, and stopping at what is malformed."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.errors import SetError
from assistant.evaluation.question import SetFormat
from assistant.evaluation.sets import detect_format, load_set

LINE = {"id": "a", "lang": "ru", "question": "Что?", "answerable": True, "answers": ["то"]}


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("s.jsonl", json.dumps(LINE), SetFormat.JSONL),
        ("s.jsonl", "{\n" + json.dumps({"context": "", "question": ""}), SetFormat.SQUAD),
        ("s.json", "{}", SetFormat.SQUAD),
        ("s.csv", "a,b", SetFormat.TABLE),
        ("s.TSV", "id\tquestion\tanswer\n", SetFormat.TABLE),
        ("s.tsv", "1\tкім?\tатау\tмәтін\tмәтін", SetFormat.KAZQAD_TSV),
        ("s.tsv", "id\tquestion\ttitle\tpassage\tanswer\r\n1", SetFormat.KAZQAD_TSV),
        ("s.tsv", "id\tquestion\ttitle\tanswer\tpassage\n", SetFormat.TABLE),
    ],
)
def test_formats(tmp_path: Path, name: str, text: str, format_: SetFormat) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert detect_format(tmp_path / name) is format_


@pytest.mark.parametrize("columns", [(0, 1, 2, 3, 4), (4, 2, 0, 3, 1)])
def test_kazqad_under_its_header_keeps_its_passages(
    tmp_path: Path, columns: tuple[int, ...]
) -> None:
    passage = "1986 жылы ашылды. Тереңдігі 6 километр."
    header, cells = ("id", "question", "title", "passage", "answer"), ("1", "?", "т", passage, "6")
    lines = ["\t".join(row[column] for column in columns) for row in (header, cells)]
    (tmp_path / "s.tsv").write_text("\n".join(lines), encoding="utf-8")
    found = load_set(tmp_path / "s.tsv", strict=True)
    assert [document.text for document in found.documents] == [passage]
    [question] = found.questions
    assert [(piece.start, piece.others) for piece in question.evidence] == [(28, ())]


def test_a_directory_is_beir_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(SetError, match=r"without corpus\.jsonl is not a BEIR set"):
        detect_format(tmp_path)
    for name in ("corpus.jsonl", "queries.jsonl"):
        (tmp_path / name).write_text("")
    assert detect_format(tmp_path) is SetFormat.BEIR


def test_the_shipped_sets() -> None:
    for name in ("dev", "test"):
        found = load_set(Path(__file__).parents[3] / "evaluation" / f"{name}.jsonl", strict=True)
        assert len(found.questions) > 150


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("s.txt", b"", r"unknown file type '\.txt'.*--format names it"),
        ("s.jsonl", b"", r"no questions \(format jsonl\)"),
        ("s.jsonl", b"{", r"line 1: not JSON .*\(1 malformed, 0 good, format jsonl\)"),
        ("s.jsonl", b"\xff", "byte 0xff at offset 0 is not UTF-8"),
    ],
)
def test_no_set(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SetError, match=message):
        load_set(tmp_path / name)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="no such file"):
        load_set(tmp_path / "s.jsonl")


def test_strict_stops_at_what_is_otherwise_left_out(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(json.dumps(LINE) + "\n{}\n{", encoding="utf-8")
    assert len(load_set(path).problems) == 2
    with pytest.raises(SetError, match=r"line 2: key 'id' is missing \(2 malformed, 1 good"):
        load_set(path, strict=True)


def test_format_overrides(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    path.write_text(json.dumps(LINE), encoding="utf-8")
    assert load_set(path, SetFormat.JSONL).format is SetFormat.JSONL
