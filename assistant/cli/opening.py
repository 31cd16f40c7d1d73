"""Opening the engine for a command, with a progress bar while an index is built."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.cli.progress import progress_bar
from assistant.engine import Engine
from assistant.settings import Settings


@contextmanager
def open_engine(settings: Settings) -> Iterator[Engine]:
    """The engine; builds the index first where there is none."""
    with progress_bar() as progress:
        engine = Engine.open(settings, progress=progress)
    try:
        yield engine
    finally:
        engine.close()
