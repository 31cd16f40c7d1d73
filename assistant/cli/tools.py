"""``assistant mcp``."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings


def mcp(context: typer.Context) -> None:
    """Serve the tools ask, search and get_document over standard input and output (MCP)."""
    from assistant.toolserver import serve_stdio

    settings: Settings = context.obj
    serve_stdio(settings)
