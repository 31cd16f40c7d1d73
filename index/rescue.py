"""What was changed by hand, rescued from builds that cannot be taken over from as they are.

A build that is damaged, or that another version made, is made anew from the sources; what was
added to it, replaced in it or removed from it is in none of them. It is read from the newest build
whose catalog is sound.
"""

import contextlib
import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from corpus import Document
from index.catalog import Catalog
from index.changes import Changes, own
from index.errors import IndexDamagedError, IndexMissingError
from index.files import FileDigest
from index.layout import BuildLayout, Layout
from index.manifest import Manifest
from index.publication import Pointer, published_ids, read_pointer
from index.records import fingerprint, sources_digest_of

Tell = Callable[[str], None]
"""Called with a sentence for whoever looks after the index."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """The documents that were added or that replace a source's, and the ids of those removed."""

    documents: tuple[Document, ...] = ()
    removed: frozenset[str] = frozenset()


def rescue(layout: Layout, lost: Tell) -> Rescue:
    """What was changed by hand in the newest build whose catalog is sound; ``lost`` hears of it
    where that is not the current one.

    What was removed is in the manifest too, so that it stays out where only that is sound.
    """
    builds = published_ids(layout)
    pointer = None
    with contextlib.suppress(IndexMissingError, IndexDamagedError):
        pointer = read_pointer(layout)
        if pointer.build_id not in builds:
            builds.append(pointer.build_id)
    newest = None
    for place, build_id in enumerate(reversed(builds)):
        with contextlib.suppress(IndexDamagedError):
            where = layout.build(build_id)
            manifest = published_manifest(where, pointer)
            newest = newest or manifest
            found = rescued_from(where, manifest)
            if place:
                lost(
                    f"the documents in {layout.build(builds[-1]).directory} cannot be read: those"
                    f" added are as they were in build {build_id}; what was added, replaced or"
                    " removed since is to be done again"
                )
            return found if newest is manifest else _without(found, newest.changes.removed)
    if builds:
        lost(
            f"the documents in {layout.build(builds[-1]).directory} cannot be read: what was added"
            " to the index beside its sources is lost and is to be added again"
            + ("" if newest else "; what was removed from it is to be removed again")
        )
    return _without(Rescue(), newest.changes.removed if newest else ())


def published_manifest(layout: BuildLayout, pointer: Pointer | None = None) -> Manifest:
    """The manifest of a build, whichever version of this program wrote it.

    Raises:
        IndexDamagedError: it cannot be read, or is not the one that ``pointer`` names, where that
            names this build.
    """
    try:
        data = layout.manifest.read_bytes()
        manifest = Manifest.from_json(data)
    except (OSError, ValueError) as error:
        raise _damaged(layout) from error
    published = Pointer(layout.directory.name, hashlib.sha256(data).hexdigest())
    if pointer is not None and pointer.build_id == published.build_id and pointer != published:
        raise _damaged(layout)
    return manifest


def rescued_from(layout: BuildLayout, manifest: Manifest) -> Rescue:
    """What was changed by hand in a build, from its catalog alone, and not even from that where
    its ``manifest`` tells that nothing was added or replaced: what else of the build is damaged
    does not matter.

    Raises:
        IndexDamagedError: the catalog is not what was published, or a document of it is not read
            as it was written.
    """
    damaged = _damaged(layout)
    removed = manifest.changes.removed
    untouched = {name: mark for name, mark in manifest.managed.items() if name not in removed}
    if manifest.sources == sources_digest_of(untouched):
        return Rescue((), frozenset(removed))
    try:
        if FileDigest.of(layout.catalog) != manifest.files[layout.catalog.name]:
            raise damaged
        with closing(Catalog(layout.catalog)) as catalog:
            stored = catalog.fingerprints()
            names = sorted(own(manifest.managed, stored))
            documents = tuple(map(catalog.document, names))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged from error
    if any(fingerprint(document) != stored[document.id] for document in documents):
        raise damaged
    changes = Changes.between(manifest.managed, stored, removed)
    return Rescue(documents, frozenset(changes.removed))


def _without(found: Rescue, removed: tuple[str, ...]) -> Rescue:
    """What was found in an older build, where a newer one tells what is ``removed``."""
    documents = tuple(document for document in found.documents if document.id not in removed)
    return Rescue(documents, frozenset(removed))


def _damaged(layout: BuildLayout) -> IndexDamagedError:
    return IndexDamagedError(f"the documents in {layout.directory} cannot be read")
