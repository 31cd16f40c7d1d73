"""What a new build takes over from those before it.

From the current one, where every digest of it is right, whatever has not changed. Where it is
damaged, or another version made it, only the documents that were added to it, for they are in no
source; where its catalog is not sound, those of the newest build whose catalog is.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from corpus import Document
from index.build import Build, added_documents, check_files
from index.errors import IndexDamagedError, IndexMissingError
from index.layout import BuildLayout, Layout
from index.publication import published_ids, read_manifest, read_pointer
from index.stores import Stores

Tell = Callable[[str], None]
"""Called with a sentence for whoever looks after the index."""


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


def rescued_documents(layout: Layout, lost: Tell) -> list[Document]:
    """The added documents of the newest build whose catalog is sound; ``lost`` hears of it where
    that is not the current one."""
    builds = published_ids(layout)
    with contextlib.suppress(IndexMissingError, IndexDamagedError):
        current = read_pointer(layout).build_id
        if current not in builds:
            builds.append(current)
    for place, build_id in enumerate(reversed(builds)):
        with contextlib.suppress(IndexDamagedError):
            found = added_documents(layout.build(build_id))
            if place:
                lost(
                    f"the documents in {layout.build(builds[-1]).directory} cannot be read: those"
                    f" added are as they were in build {build_id}; what was added, replaced or"
                    " removed since is to be done again"
                )
            return found
    if builds:
        lost(
            f"the documents in {layout.build(builds[-1]).directory} cannot be read: what was added"
            " to the index beside its sources is lost and is to be added again"
        )
    return []
