"""Questions of any characters over HTTP: an answer or a plain refusal, citations always exact."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.errors import InvalidQuestionError
from assistant.question import normalise
from tests.hostile.guard import bounded
from tests.hostile.questions import LONGEST, questions

_SECONDS = 60.0


def _ask(client: TestClient, body: dict[str, Any]) -> Any:
    """The response to a body as JSON in ASCII, which can hold half a character."""
    with bounded(_SECONDS):
        return client.post(
            "/v1/ask", content=json.dumps(body), headers={"content-type": "application/json"}
        )


def _acceptable(question: str) -> bool:
    try:
        normalise(question, LONGEST)
    except InvalidQuestionError:
        return False
    return True


def _ask_all(client: TestClient, seed: int, count: int) -> dict[str, int]:
    """Ask ``count`` questions and check each response; how many came to what."""
    texts: dict[str, str] = {}
    came_to: dict[str, int] = {}
    for question in questions(seed, count):
        response = _ask(client, {"question": question})
        if response.status_code != 200:
            assert response.status_code == 422, (question, response.text)
            assert response.json()["type"].endswith(":invalid-question"), question
            assert not _acceptable(question), question
            came_to["422"] = came_to.get("422", 0) + 1
            continue
        assert _acceptable(question)
        answer = response.json()
        assert answer["answer"].strip(), question
        assert bool(answer["citations"]) == (answer["status"] == "answered"), question
        for citation in answer["citations"]:
            name = citation["document_id"]
            if name not in texts:
                texts[name] = client.get(f"/v1/documents/{name}").json()["text"]
            exact = texts[name][citation["start"] : citation["end"]] == citation["quote"]
            assert exact, question
        came_to[answer["status"]] = came_to.get(answer["status"], 0) + 1
    return came_to


@pytest.mark.parametrize("seed", range(2))
def test_questions_of_any_characters(client: TestClient, seed: int) -> None:
    came_to = _ask_all(client, seed, count=60)
    assert {"422", "answered", "unclear"} < set(came_to)


@pytest.mark.parametrize("first", [0x4E00, 0x0B80, 0xAC00, 0x20000])
def test_two_thousand_letters_of_no_known_script_are_not_answered(
    client: TestClient, first: int
) -> None:
    letters = "".join(chr(first + 37 * place % 100) for place in range(1_600))
    question = " ".join(letters[place : place + 4] for place in range(0, 1_600, 4))
    assert _ask(client, {"question": question}).json()["status"] == "off_topic"


@pytest.mark.slow
def test_ten_thousand_questions_of_any_characters(client: TestClient) -> None:
    came_to = _ask_all(client, seed=2, count=10_000)
    print(came_to)
    assert sum(came_to.values()) == 10_000
