"""Opening the engine for a command, with a progress bar while an index is built."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from assistant.engine import Engine, ProgressCallback
from assistant.settings import Settings


@contextmanager
def progress_bar() -> Iterator[ProgressCallback]:
    """A callback ``(stage, done, total)`` that draws on standard error; silent off a terminal."""
    console = Console(file=sys.stderr)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        tasks: dict[str, TaskID] = {}

        def update(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield update


@contextmanager
def open_engine(settings: Settings) -> Iterator[Engine]:
    """The engine; builds the index first where there is none."""
    with progress_bar() as progress:
        engine = Engine.open(settings, progress=progress)
    try:
        yield engine
    finally:
        engine.close()
