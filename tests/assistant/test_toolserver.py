"""The MCP tools, called by the SDK's own client over standard input and output and over HTTP."""

import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from starlette.testclient import TestClient

import assistant.toolserver
from assistant.answer import Answer
from assistant.engine import Engine
from assistant.http import create_app
from assistant.http.runtime import Runtime
from assistant.http.schemas import DocumentResponse, SearchResponse
from assistant.settings import Settings
from index import BUNDLED_MODEL, Embedder, IndexDamagedError, StoreUnavailableError
from tests.conftest import Command, OpenClient, listening

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"
ARTICLE = "kazinform-2026-01-17"
pytestmark = pytest.mark.anyio
Connect = Any


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def address(data_dir: Path) -> Iterator[str]:
    with listening(create_app(Settings(data_dir=data_dir, mcp=True))) as address:
        yield f"{address}/mcp"


@pytest.fixture(params=["stdio", "http"])
def connect(request: pytest.FixtureRequest, data_dir: Path, shared_embedder: Embedder) -> Connect:
    """Opens a client of a server over either transport."""
    server: str | StdioServerParameters
    if request.param == "http":
        server = request.getfixturevalue("address")
    else:
        if shared_embedder.name != BUNDLED_MODEL:
            pytest.skip("a process of its own needs the bundled model")
        server = StdioServerParameters(
            command=sys.executable,
            args=["-c", "from assistant.cli import main; main()", "mcp"],
            env={"ASSISTANT_DATA_DIR": str(data_dir), "HF_HUB_OFFLINE": "1"},
            cwd=os.getcwd(),
        )

    @asynccontextmanager
    async def connected() -> AsyncIterator[Client]:
        async with Client(server) as client:
            yield client

    return connected


async def test_the_tools_and_their_results(connect: Connect, engine: Engine) -> None:
    """One connection for all, since a server takes a while to start."""
    async with connect() as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"ask", "search", "get_document"}
        for tool in tools.values():
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            assert tool.output_schema is not None

        result = await client.call_tool("ask", {"question": QUESTION})
        answer = Answer.model_validate(result.structured_content)
        expected = engine.ask(QUESTION)
        assert not result.is_error
        assert answer.citations == expected.citations
        assert answer.answer == expected.answer

        result = await client.call_tool("search", {"query": "Alem.Cloud", "top_k": 2})
        hits = SearchResponse.model_validate(result.structured_content).hits
        assert [hit.rank for hit in hits] == [1, 2]

        [citation, *_] = answer.citations
        result = await client.call_tool("get_document", {"document_id": citation.document_id})
        document = DocumentResponse.model_validate(result.structured_content)
        assert document.text[citation.start : citation.end] == citation.quote

        for name, arguments, message in (
            ("ask", {"question": ""}, "the question is empty"),
            ("ask", {"question": "а" * 100_000}, "at most 2000 are read"),
            ("ask", {"question": "Что?", "top_k": 10**9}, "expected 1 to 50"),
            ("ask", {"question": "Что?", "top_k": int("9" * 4_000)}, "top_k: expected 1 to 50"),
            ("ask", {"question": "Что?", "top_k": 0}, "greater than or equal to 1"),
            ("search", {"query": "\0"}, "NUL"),
            ("get_document", {"document_id": "nope"}, "no document has the id 'nope'"),
        ):
            result = await client.call_tool(name, arguments)
            assert result.is_error, (name, arguments)
            assert message in result.content[0].text

        history = [
            {"role": "user", "content": QUESTION},
            {"role": "assistant", "content": expected.answer},
        ]
        asked = {"question": "А второй суперкомпьютер?", "history": history}
        result = await client.call_tool("ask", asked)
        assert "Al-Farabium" in result.structured_content["answer"]


async def test_what_fails_unexpectedly_tells_nothing(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> Answer:
        raise RuntimeError("a secret")

    monkeypatch.setattr(Engine, "ask", fail)
    runtime = Runtime(Settings(data_dir=data_dir), Engine.open)
    runtime.start()
    async with Client(assistant.toolserver.make_server(runtime)) as client:
        result = await client.call_tool("ask", {"question": QUESTION})
    runtime.close()
    assert result.is_error
    assert "secret" not in result.content[0].text  # type: ignore[union-attr]
    assert "a secret" in caplog.text


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (StoreUnavailableError("the Milvus at http://milvus.internal:19530 is away"),
         "the vectors are out of reach"),
        (IndexDamagedError("/srv/data/catalog.sqlite: too short"), "an unexpected error"),
    ],
)  # fmt: skip
async def test_nothing_inside_is_told_and_the_log_has_it(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def fail(*_: Any, **__: Any) -> Answer:
        raise error

    monkeypatch.setattr(Engine, "ask", fail)
    runtime = Runtime(Settings(data_dir=data_dir), Engine.open)
    runtime.start()
    with structlog.testing.capture_logs() as lines:
        async with Client(assistant.toolserver.make_server(runtime)) as client:
            result = await client.call_tool("ask", {"question": QUESTION})
    runtime.close()
    assert result.is_error
    text = result.content[0].text  # type: ignore[union-attr]
    assert message in text
    assert str(error) not in text
    assert any(str(error) in repr(line) for line in lines)


async def test_what_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    runtime = Runtime(Settings(data_dir=tmp_path, auto_build=False), Engine.open)
    runtime.start()
    async with Client(assistant.toolserver.make_server(runtime)) as client:
        result = await client.call_tool("ask", {"question": QUESTION})
    runtime.close()
    assert result.is_error
    assert "there is no index" in result.content[0].text  # type: ignore[union-attr]


def test_the_tools_are_not_served_unless_asked_for(client: TestClient) -> None:
    assert client.post("/mcp", json={}).status_code in (404, 405)


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("evil.example", None, 421),
        ("127.0.0.1:8000", "https://evil.example", 403),
        ("127.0.0.1:8000", "https://portal.example", 200),
        ("127.0.0.1:8000", None, 200),
    ],
)
def test_pages_of_other_sites_cannot_reach_the_tools(
    open_client: OpenClient, host: str, origin: str | None, status: int
) -> None:
    headers = {"host": host, "accept": "application/json, text/event-stream"}
    if origin is not None:
        headers["origin"] = origin
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    with open_client(mcp=True, cors_origins=["https://portal.example"]) as client:
        response = client.post("/mcp", json=body, headers=headers)
    assert response.status_code == status, response.text
    assert "x-request-id" in response.headers


def test_without_the_extra_the_command_says_what_to_install(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "assistant.toolserver")
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    ran = command("mcp")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "pip install 'kz-ai-assistant[mcp]'" in ran.err
