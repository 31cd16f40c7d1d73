"""Where the vectors of a build are: in files of the build, or in Milvus, as the settings say."""

import contextlib
import re
import secrets
from functools import cached_property
from pathlib import Path

import numpy as np

from index.errors import (
    IndexDamagedError,
    IndexingError,
    IndexMismatchError,
    StoreUnavailableError,
)
from index.faiss_store import FaissStore
from index.files import replace_file, writing
from index.layout import REBUILD, Layout
from index.manifest import Manifest
from index.milvus import Milvus
from index.milvus_store import MilvusStore, collections_of, read_description
from index.settings import IndexSettings
from index.vectors import VectorStore
from index.view import Ids

_HERE = "files of this machine"


class Stores:
    """Makes, opens and removes the vector stores of an index's builds."""

    def __init__(self, layout: Layout, settings: IndexSettings) -> None:
        self._layout = layout
        self._settings = settings.store
        self._milvus = Milvus(settings.milvus) if settings.milvus else None

    def create(self, build_id: str, dimension: int, expected: int) -> VectorStore:
        """An empty store for about ``expected`` vectors; only for the writer of the index."""
        if self._milvus is not None:
            return MilvusStore(self._milvus, self._name(build_id), dimension, self._settings)
        return FaissStore(dimension, self._settings, expected)

    def successor(
        self, previous: VectorStore, build_id: str, keep: Ids, expected: int
    ) -> VectorStore:
        """A store of those vectors of the ``previous`` one that ``keep`` names, to be added to.

        ``previous`` was opened for changing, and may be what is returned. ``expected`` is about
        how many vectors there will be. Only for the writer of the index.

        Raises:
            KeyError: ``previous`` lacks a vector to keep.
        """
        if self._milvus is not None and isinstance(previous, MilvusStore):
            own = all(name.startswith(f"{self._scope}_") for name in previous.collections)
            if own:  # those of an index that this one was copied from are its to remove
                return previous.successor(self._name(build_id), keep, expected)
        new = self.create(build_id, previous.dimension, expected)
        if (
            isinstance(previous, FaissStore)
            and isinstance(new, FaissStore)
            and new.settings == previous.settings
        ):
            previous.remove(np.setdiff1d(previous.ids, keep))
            return previous
        new.add(keep, previous.fetch(keep))
        return new

    def open(self, directory: Path, manifest: Manifest) -> VectorStore:
        """The store of a build that was saved into ``directory``, to be read.

        Raises:
            IndexMismatchError: the vectors are not where the settings say.
            IndexDamagedError: it cannot be read, or is of another size than the manifest says.
            StoreUnavailableError: Milvus does not answer.
        """
        return self._open(directory, manifest, changing=False)

    def open_for_changing(self, directory: Path, manifest: Manifest) -> VectorStore:
        """The store of a build, to take vectors over from, wherever the settings want them now;
        an empty one where they are at another Milvus or gone, so that all are made again.

        Raises:
            StoreUnavailableError: Milvus does not answer.
        """
        try:
            return self._open(directory, manifest, changing=True)
        except (IndexMismatchError, IndexDamagedError):
            return FaissStore(manifest.embedder.dimension, self._settings)

    def clean(self) -> None:
        """Remove this index's collections in Milvus that no build on disk names.

        What cannot be removed now is left to the next time.
        """
        if self._milvus is None or not self._layout.scope.exists():
            return
        with contextlib.suppress(StoreUnavailableError, IndexDamagedError):
            named: set[str] = set()
            for build in self._layout.builds.iterdir():
                named |= collections_of(self._layout.build(build.name).dense)
            for name in self._milvus.names(f"{self._scope}_"):
                if name not in named:
                    self._milvus.drop(name)

    def _open(self, directory: Path, manifest: Manifest, *, changing: bool) -> VectorStore:
        description = read_description(directory)
        found = _HERE if description is None else f"Milvus at {description['uri']}"
        wanted = _HERE if self._milvus is None else self._milvus.where
        if found != wanted and not (changing and description is None):
            raise IndexMismatchError(
                f"the vectors of the index in {self._layout.directory} are in {found}, and"
                f" ASSISTANT_MILVUS__URI says {wanted}; set it so, or {REBUILD}"
            )
        store: VectorStore
        if description is not None and self._milvus is not None:
            store = MilvusStore.load(directory, self._milvus, self._settings)
        else:
            store = FaissStore.load(directory, mmap=not changing)
        for what, size, expected in (
            ("vectors", len(store), manifest.counts.views),
            ("numbers a vector", store.dimension, manifest.embedder.dimension),
        ):
            if size != expected:
                raise IndexDamagedError(
                    f"{directory} holds {size} {what}, expected {expected}; {REBUILD}"
                )
        return store

    def _name(self, build_id: str) -> str:
        return f"{self._scope}_{build_id.replace('-', '_')}"

    @cached_property
    def _scope(self) -> str:
        """What begins the names of this index's collections, so that several share a Milvus."""
        assert self._milvus is not None
        with writing(self._layout.directory):
            if not self._layout.scope.exists():
                replace_file(self._layout.scope, f"{secrets.token_hex(6)}\n".encode())
            scope = self._layout.scope.read_text(encoding="utf-8").strip()
        if re.fullmatch(r"[0-9a-f]{12}", scope) is None:
            raise IndexingError(
                f"{self._layout.scope} holds {scope!r}, expected 12 hexadecimal digits; remove it"
            )
        return f"{self._milvus.settings.prefix}_{scope}"
