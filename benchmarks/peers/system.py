"""What is compared: a search engine over texts, made in one process and opened in another.

Only the standard library is imported here and in ``worker``: both run in others' environments.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol


class System(Protocol):
    """A hybrid search over texts that are known by their rows."""

    def build(self, texts: Sequence[str], model: str, directory: Path) -> None:
        """Index ``texts`` with an embedding model and keep the index under ``directory``."""
        ...

    def open(self, model: str, directory: Path) -> None:
        """Load what ``build`` kept, in another process."""
        ...

    def search(self, query: str, k: int) -> list[int]:
        """The rows of the best ``k`` texts, best first, each once."""
        ...


_CLASSES = {
    "this project": "benchmarks.peers.own:Own",
    "txtai": "benchmarks.peers.txtai_hybrid:TxtaiHybrid",
    "Haystack": "benchmarks.peers.haystack_hybrid:HaystackHybrid",
    "fake": "benchmarks.peers.fake:Fake",
}


def load_system(name: str) -> System:
    """The system of that name, its libraries imported."""
    module, _, attribute = _CLASSES[name].partition(":")
    system: System = getattr(import_module(module), attribute)()
    return system
