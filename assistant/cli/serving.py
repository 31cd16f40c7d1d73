"""``assistant serve``."""

import os
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
    workers: Annotated[
        int,
        typer.Option(
            min=1,
            help="Processes; conversations kept by id and jobs are known to their own one only.",
        ),
    ] = 1,
) -> None:
    """Serve the chat page and the HTTP API until interrupted; what was begun is finished."""
    # Before numpy is loaded: its threads would wait for each other's tiny products in a spin, for
    # twice the CPU time of a question. Questions run beside each other in threads of their own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from assistant.http import run
    from assistant.logs import configure

    given: Settings = context.obj
    changes = {"host": host, "port": port}
    settings = given.model_copy(update={k: v for k, v in changes.items() if v is not None})
    configure(settings.log_level)
    run(settings, workers)
