"""One question, one answer and one citation schema, whatever it was asked over."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import openai
import pytest
from fastapi.testclient import TestClient
from mcp import Client

from assistant.answer import Answer, Citation
from assistant.http.runtime import Runtime
from assistant.toolserver import make_server
from tests.assistant.http.test_events import events_of
from tests.conftest import Command

DEV = Path(__file__).parents[1] / "evaluation" / "dev.jsonl"
QUESTIONS = {
    "ru": "Какое место занимает Alem.Cloud в TOP-500?",
    "kk": "Alem.Cloud TOP-500 рейтингінде нешінші орында?",
    "en": "Where does Alem.Cloud rank in the world TOP-500?",
}


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


Ask = Callable[[str], list[Any]]


@pytest.fixture
def surfaces(client: TestClient, server: str, command: Command) -> dict[str, Ask]:
    """By name, what asks a question over a surface and gives the citations that came of it."""

    def stream(question: str) -> list[Any]:
        headers = {"accept": "text/event-stream"}
        response = client.post("/v1/ask", json={"question": question}, headers=headers)
        return [data for name, data in events_of(response.text) if name == "citation"]

    def complete(question: str) -> list[Any]:
        with openai.OpenAI(base_url=f"{server}/v1", api_key="unused") as ai:
            completion: Any = ai.chat.completions.create(
                model="kz-ai-assistant", messages=[{"role": "user", "content": question}]
            )
        return list(completion.citations)

    def complete_in_pieces(question: str) -> list[Any]:
        with openai.OpenAI(base_url=f"{server}/v1", api_key="unused") as ai:
            chunks: list[Any] = list(
                ai.chat.completions.create(
                    model="kz-ai-assistant",
                    messages=[{"role": "user", "content": question}],
                    stream=True,
                )
            )
        return list(chunks[-1].citations)

    def call(question: str) -> list[Any]:
        runtime: Runtime = client.app.state.runtime  # type: ignore[attr-defined]

        async def called() -> Any:
            async with Client(make_server(runtime)) as tools:
                return (await tools.call_tool("ask", {"question": question})).structured_content

        return list(anyio.run(called)["citations"])

    return {
        "HTTP": lambda q: client.post("/v1/ask", json={"question": q}).json()["citations"],
        "events": stream,
        "OpenAI-compatible": complete,
        "OpenAI-compatible, streamed": complete_in_pieces,
        "MCP": call,
        "command": lambda q: json.loads(command("ask", q, "--json").out)["citations"],
    }


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_citation_is_the_same_object_on_every_surface(
    surfaces: dict[str, Ask], language: str
) -> None:
    found = {name: ask(QUESTIONS[language]) for name, ask in surfaces.items()}
    expected = found["HTTP"]
    assert expected
    assert {frozenset(citation) for citation in expected} == {frozenset(Citation.model_fields)}
    for name, citations in found.items():
        assert citations == expected, name


def test_the_described_schemas_are_that_of_the_citation(client: TestClient) -> None:
    """The OpenAPI and the MCP descriptions hold the schema that pydantic makes of Citation."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    expected = Citation.model_json_schema(mode="serialization")
    del expected["$defs"]

    def local(schema: dict[str, Any]) -> Any:
        return json.loads(json.dumps(schema).replace("#/components/schemas/", "#/$defs/"))

    described = local(schemas["Citation"])
    described["properties"]["translation"]["default"] = None  # FastAPI leaves out what is null
    assert described == expected
    for name in ("Answer", "ChatCompletion"):
        items = schemas[name]["properties"]["citations"]["items"]
        assert items == {"$ref": "#/components/schemas/Citation"}

    runtime: Runtime = client.app.state.runtime  # type: ignore[attr-defined]
    [tool] = [tool for tool in anyio.run(make_server(runtime).list_tools) if tool.name == "ask"]
    assert tool.output_schema is not None
    assert tool.output_schema["$defs"]["Citation"] == expected
    assert set(tool.output_schema["properties"]) == set(Answer.model_fields)
