"""The build that a new one takes over from whatever has not changed: the current one, where every
digest of it is right. What is taken from others is in ``index.rescue``."""

from dataclasses import dataclass

from index.build import Build, check_files
from index.changes import Changes, own
from index.errors import IndexDamagedError
from index.layout import BuildLayout, Layout
from index.publication import read_manifest, read_pointer
from index.stores import Stores


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The build to take over from, every digest of which was checked."""

    build: Build
    layout: BuildLayout
    fingerprints: dict[str, str]

    @classmethod
    def open(cls, layout: Layout, stores: Stores) -> "Predecessor":
        """Open the current build, its vectors to be changed.

        Raises:
            IndexMissingError, IndexDamagedError, IndexMismatchError: there is none to take over
                from.
            StoreUnavailableError: Milvus does not answer.
        """
        pointer = read_pointer(layout)
        manifest = read_manifest(layout, pointer)
        where = layout.build(pointer.build_id)
        for problem in check_files(where, manifest, digests=True):
            raise IndexDamagedError(problem)
        build = Build.open(where, manifest, stores.open_for_changing(where.dense, manifest))
        return cls(build, where, build.catalog.fingerprints())

    @property
    def own(self) -> set[str]:
        """The ids of the documents that are not the sources': added, or in place of theirs."""
        return own(self.build.manifest.managed, self.fingerprints)

    @property
    def removed(self) -> frozenset[str]:
        """The ids of the documents that are kept out; of a build too whose manifest does not tell
        them, because the version that made it recorded none."""
        manifest = self.build.manifest
        before = manifest.changes.removed
        return frozenset(Changes.between(manifest.managed, self.fingerprints, before).removed)
