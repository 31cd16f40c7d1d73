"""The ``assistant`` command: its groups, its global options and its handling of errors.

Modules that load numpy, FAISS or FastAPI are imported inside the commands that need them, so that
``--help`` and completion stay fast.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import doctor, evaluation, feedback, indexing, keys, questions, serving, tools
from assistant.cli.terminal import one_line
from corpus import ProjectError

app = typer.Typer(
    help="Cited answers on Kazakhstan's national AI programme: ask, search, serve, evaluate.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ask")(questions.ask)
app.command("chat")(questions.chat)
app.command("search")(questions.search)
app.command("serve")(serving.serve)
app.command("doctor")(doctor.doctor)
app.command("mcp")(tools.mcp)
app.command("evaluate")(evaluation.evaluate)
app.add_typer(indexing.app, name="index")
app.add_typer(keys.app, name="keys")
app.add_typer(feedback.app, name="feedback")


@app.callback()
def options(
    context: typer.Context,
    data_dir: Annotated[
        Path | None, typer.Option(help="Directory of built state; ASSISTANT_DATA_DIR.")
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(help="File, directory or glob of source texts; ASSISTANT_SOURCES."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(help="Embedding model, a directory or a hub name; ASSISTANT_MODEL."),
    ] = None,
) -> None:
    """Options of every command."""
    from assistant.logs import configure
    from assistant.settings import Settings

    configure("warning")
    context.obj = Settings.load(data_dir=data_dir, sources=sources, model=model)


def main() -> None:
    """Run the command; an error the project raises is one line on standard error and status 1."""
    try:
        app()
    except ProjectError as error:
        print(f"assistant: {one_line(str(error))}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`assistant … | head`): nothing is left to say.
        sys.stderr.close()
        sys.exit(0)
