"""The MCP server: the tools ask, search and get_document for language models and their hosts.

It needs the extra ``mcp``; import this module only where it is served.
"""

from collections.abc import Callable
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

import anyio
import anyio.to_thread

from assistant.answer import Answer, Turn
from assistant.engine import Engine
from assistant.errors import MissingExtraError
from assistant.http import loglines
from assistant.http.problem import told_of
from assistant.http.runtime import Runtime
from assistant.http.schemas import DocumentResponse, HitView, SearchResponse
from assistant.settings import Settings
from corpus import Language, ProjectError

try:
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp_types import ToolAnnotations
except ImportError as error:
    raise MissingExtraError(
        "the MCP server needs a package more: pip install 'kz-ai-assistant[mcp]'"
    ) from error

from pydantic import Field
from starlette.routing import BaseRoute

T = TypeVar("T")
Question = Annotated[str, Field(description="The question, in Russian, Kazakh or English")]
AnswerLanguage = Annotated[
    Language | None, Field(description="Language of the answer; by default the question's")
]
TopK = Annotated[int, Field(ge=1, description="Passages to search for")]
_INSTRUCTIONS = (
    "Answers on Kazakhstan's national AI programme from its sources alone. Every answer comes with"
    " exact quotes: citations[i].quote is text[start:end] of the document, in code points. Where"
    " status is not 'answered', say so; do not answer from the related passages."
)


def make_server(runtime: Runtime) -> "MCPServer[Any]":
    """A server of the tools over the engine of ``runtime``, which may still be loading."""
    server: MCPServer[Any] = MCPServer(
        "kz-ai-assistant",
        version=version("kz-ai-assistant"),
        instructions=_INSTRUCTIONS,
        log_level="WARNING",
    )
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    async def run(work: Callable[[Engine], T], *, top_k: int = 1) -> T:
        """The result of ``work``; what fails on purpose is told to the client, as over HTTP."""
        try:
            runtime.check_top_k(top_k)
            await anyio.to_thread.run_sync(runtime.wait, abandon_on_cancel=True)
            engine = runtime.engine
            return await runtime.gate.run(lambda: work(engine))
        except ProjectError as error:
            raise ToolError(told_of(error).detail) from error

    @server.tool(annotations=reads)
    async def ask(
        question: Question,
        language: AnswerLanguage = None,
        history: Annotated[
            list[Turn], Field(max_length=50, description="Earlier messages, oldest first")
        ] = [],  # noqa: B006
        top_k: TopK = 5,
    ) -> Answer:
        """Answer a question with the quotes that prove it, or say that the sources do not."""
        return await run(
            lambda engine: engine.ask(question, language=language, history=history, top_k=top_k),
            top_k=top_k,
        )

    @server.tool(annotations=reads)
    async def search(
        query: Annotated[str, Field(description="What to look for")],
        language: Annotated[Language | None, Field(description="Language of the query")] = None,
        top_k: TopK = 5,
    ) -> SearchResponse:
        """Rank the passages of the sources for a query."""
        hits = await run(
            lambda engine: engine.search(query, top_k=top_k, language=language), top_k=top_k
        )
        return SearchResponse(hits=[HitView.of(hit) for hit in hits])

    @server.tool(annotations=reads)
    async def get_document(
        document_id: Annotated[str, Field(description="As in a citation's document_id")],
    ) -> DocumentResponse:
        """A document's text and passages: what a citation's start and end count in."""
        return await run(
            lambda engine: DocumentResponse.of(
                engine.document(document_id), engine.passages(document_id)
            )
        )

    return server


def http_routes(server: "MCPServer[Any]", settings: Settings) -> list[BaseRoute]:
    """The route ``/mcp``: stateless, and closed to pages that reach it under another name."""
    security = TransportSecuritySettings(
        allowed_hosts=settings.mcp_hosts,
        allowed_origins=[f"http://{host}" for host in settings.mcp_hosts] + settings.cors_origins,
    )
    app = server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        max_request_body_size=settings.max_body_bytes,
        transport_security=security,
    )
    return list(app.routes)


def serve_stdio(settings: Settings) -> None:
    """Serve over standard input and output until the input ends; logs go to standard error."""
    loglines.install()
    runtime = Runtime(settings, Engine.open)
    runtime.start()
    try:
        anyio.run(make_server(runtime).run_stdio_async)
    finally:
        runtime.close()
