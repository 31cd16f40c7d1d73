"""One question, one answer, whatever it was asked over."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Command

DEV = Path(__file__).parents[1] / "evaluation" / "dev.jsonl"


def _ten_questions() -> list[str]:
    """Every tenth or so question of the development set: all three languages, refusals too."""
    lines = DEV.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[:: len(lines) // 10][:10]]


def _without_timings(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "timings_ms"}


@pytest.mark.parametrize("question", _ten_questions())
def test_the_command_and_http_answer_alike(
    client: TestClient, command: Command, question: str
) -> None:
    over_http = client.post("/v1/ask", json={"question": question}).json()
    over_command = json.loads(command("ask", question, "--json").out)
    assert _without_timings(over_command) == _without_timings(over_http)
    for citation in over_http["citations"]:
        text = client.get(f"/v1/documents/{citation['document_id']}").json()["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_the_ten_questions_are_in_three_languages_and_not_all_answered(client: TestClient) -> None:
    answers = [client.post("/v1/ask", json={"question": q}).json() for q in _ten_questions()]
    assert {answer["language"] for answer in answers} == {"ru", "kk", "en"}
    assert sum(bool(answer["citations"]) for answer in answers) >= 3
