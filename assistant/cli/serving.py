"""``assistant serve``."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address; ASSISTANT_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; ASSISTANT_PORT.")
    ] = None,
) -> None:
    """Serve the chat page and the HTTP API until interrupted."""
    from assistant.http import run

    settings: Settings = context.obj
    changes = {"host": host, "port": port}
    run(
        settings.model_copy(
            update={key: value for key, value in changes.items() if value is not None}
        )
    )
