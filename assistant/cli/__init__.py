"""The command line; ``main`` is the entry point of the ``assistant`` command."""

from assistant.cli.app import main

__all__ = ["main"]
