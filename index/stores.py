"""Which vector store a build has: made for a new build, opened for a published one."""

from pathlib import Path

import numpy as np

from index.faiss_store import FaissStore
from index.vectors import StoreSettings, VectorStore
from index.view import Ids


class Stores:
    """Makes and opens the stores of builds as the settings say."""

    def __init__(self, settings: StoreSettings | None = None) -> None:
        self._settings = settings or StoreSettings()

    def create(self, dimension: int, expected: int) -> VectorStore:
        """An empty store for about ``expected`` vectors."""
        return FaissStore(dimension, self._settings, expected)

    def successor(self, directory: Path, keep: Ids, expected: int) -> VectorStore:
        """A store to be changed, of those vectors of a published one that ``keep`` names.

        ``expected`` is about how many it will hold. The published store is left as it is.

        Raises:
            IndexDamagedError: the published store cannot be read.
            KeyError: it lacks a vector to keep.
        """
        old = FaissStore.load(directory, mmap=False)
        new = FaissStore(old.dimension, self._settings, expected)
        if new.settings != old.settings:
            new.add(keep, old.fetch(keep))
            return new
        old.remove(np.setdiff1d(old.ids, keep))
        return old

    def open(self, directory: Path) -> VectorStore:
        """A published store, for reading.

        Raises:
            IndexDamagedError: it cannot be read.
        """
        return FaissStore.load(directory)
