"""The project's own sets."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.question import Evidence, PastTurn
from assistant.evaluation.sets.jsonl import read
from corpus import Language

GOOD: dict[str, Any] = {
    "id": "a", "lang": "kk", "kind": "typo", "question": "Қай орын?", "answerable": True,
    "answers": ["86-орын"], "evidence": ["86-е место"],
}  # fmt: skip


def write(path: Path, *lines: object) -> Path:
    file = path / "set.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts), encoding="utf-8")
    return file


def test_a_question(tmp_path: Path) -> None:
    history = [{"role": "user", "content": "А?"}, {"role": "assistant", "content": "Б."}]
    found = read(write(tmp_path, GOOD | {"history": history, "extra": 1}))
    [question] = found.questions
    assert (question.id, question.language, question.kind) == ("a", Language.KK, "typo")
    assert question.answers == ("86-орын",)
    assert question.evidence == (Evidence("86-е место"),)
    assert question.history == (PastTurn("user", "А?"), PastTurn("assistant", "Б."))
    assert found.problems == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[1]", "should be a valid dictionary"),
        ({key: GOOD[key] for key in GOOD if key != "question"}, "key 'question' is missing"),
        (GOOD | {"lang": "de"}, "lang: got 'de';"),
        (GOOD | {"answerable": "yes"}, "answerable: got 'yes';"),
        (GOOD | {"answers": "86"}, "answers: got '86';"),
        (GOOD | {"answers": [" "]}, "answers.0: got ' ';"),
        (GOOD | {"answers": [], "evidence": []}, "needs answers or evidence"),
        (GOOD | {"answerable": False}, "neither answers nor evidence"),
        (GOOD | {"history": [{"role": "system", "content": "x"}]}, "history.0.role: got 'system';"),
        (GOOD, "id 'a' is not unique"),
        (GOOD | {"id": "b", "question": "a\ud800"}, "not JSON (a lone surrogate)"),
        (GOOD | {"id": "b", "question": "a\0"}, "holds NUL"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_malformed_line_is_numbered_and_left_out(
    tmp_path: Path, line: object, reason: str
) -> None:
    found = read(write(tmp_path, GOOD, "", line))
    assert [question.id for question in found.questions] == ["a"]
    [problem] = found.problems
    assert problem.where == "line 3"
    assert reason in str(problem)
    assert "\n" not in str(problem)


def test_digest_is_of_the_content_not_the_layout(tmp_path: Path) -> None:
    first = read(write(tmp_path, GOOD)).sha256
    reordered = json.dumps(dict(reversed(GOOD.items())), indent=None, separators=(", ", " : "))
    assert read(write(tmp_path, "", reordered)).sha256 == first
    assert read(write(tmp_path, GOOD | {"answers": ["86"]})).sha256 != first
