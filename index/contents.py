"""What an index holds: the documents of its sources, but for what was changed beside them by hand.

A change lasts. What was added stays, what was replaced stays as it was put and what was removed
stays out, however often the sources are indexed anew, until ``restore_documents`` takes it back or
the document is put there as its source has it. That the source has changed since is no reason to
drop a change: whoever corrects a file does not mean to undo a deletion, and another version of this
program may read the same file otherwise.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path

from corpus import Document
from index.builder import Builder, Progress, silent
from index.embedder import Embedder
from index.errors import (
    IndexDamagedError,
    IndexingError,
    IndexMismatchError,
    IndexMissingError,
    UnknownDocumentError,
)
from index.layout import Layout
from index.manifest import Manifest
from index.predecessor import Predecessor
from index.publication import exclusive
from index.records import fingerprint, sources_digest_of
from index.rescue import Tell, rescue
from index.settings import IndexSettings
from index.stores import Stores

_DEFAULT_SETTINGS = IndexSettings()


def sources_digest(documents: Iterable[Document]) -> str:
    """Hexadecimal SHA-256 of a set of documents, their metadata and translations included."""
    return sources_digest_of({document.id: fingerprint(document) for document in documents})


def build_index(
    documents: Iterable[Document],
    directory: Path,
    embedder: Embedder,
    *,
    settings: IndexSettings = _DEFAULT_SETTINGS,
    progress: Progress | None = None,
    keep_added: bool = False,
    lost: Tell | None = None,
) -> Manifest:
    """Publish a build of exactly these documents; with ``keep_added``, of these as the sources',
    with what was changed by hand in the current build: documents added to it, or put in place of
    one of these, stay as they are, and those removed from it stay out.

    Documents that the current build already holds are not split again, and no text is embedded
    again whose vector it holds. Of a current build that is damaged, or was made by another version,
    only the changes are used, where its catalog is sound; else those of the build before it.
    ``lost`` is called where some may be missing.

    Raises:
        IndexingError: two documents have one id.
        IndexLockedError: another process is writing.
        IndexWriteError: the directory cannot be written, or the disk is full.
        StoreUnavailableError: Milvus, where the settings name one, does not answer.
        ModelError: the embedder failed.
    """
    layout = Layout(directory)
    with exclusive(layout, settings.lock_timeout_s):
        try:
            previous = Predecessor.open(layout, Stores(layout, settings))
        except (IndexMissingError, IndexDamagedError, IndexMismatchError):
            previous = None
        builder = Builder(layout, embedder, settings, progress, previous)
        if not keep_added:
            return builder.build(documents)
        if previous is not None:
            return _build_over(builder, documents, previous.own, previous.removed)
        found = rescue(layout, lost or silent)
        return _build_over(builder, documents, set(), found.removed, found.documents)


def add_documents(
    documents: Iterable[Document],
    directory: Path,
    embedder: Embedder,
    *,
    settings: IndexSettings = _DEFAULT_SETTINGS,
    progress: Progress | None = None,
) -> Manifest:
    """Publish a build of the current one's documents and these; one of the same id is replaced.

    Raises:
        IndexMissingError, IndexDamagedError, IndexMismatchError: there is no current build to add
            to; and what ``build_index`` raises.
    """
    with _changing(directory, embedder, settings, progress) as (previous, builder):
        added = list(documents)
        replaced = {document.id for document in added}
        kept = [identifier for identifier in previous.fingerprints if identifier not in replaced]
        managed = previous.build.manifest.managed
        return builder.build(added, kept, managed=managed, removed=previous.removed)


def remove_documents(
    document_ids: Iterable[str],
    directory: Path,
    embedder: Embedder,
    *,
    settings: IndexSettings = _DEFAULT_SETTINGS,
    progress: Progress | None = None,
) -> Manifest:
    """Publish a build of the current one's documents but these; those of the sources stay out.

    Raises:
        UnknownDocumentError: the current build has no document of that id.
        IndexMissingError, IndexDamagedError, IndexMismatchError: there is no current build to
            remove from; and what ``build_index`` raises.
    """
    with _changing(directory, embedder, settings, progress) as (previous, builder):
        removed = set(document_ids)
        for identifier in sorted(removed - previous.fingerprints.keys()):
            raise UnknownDocumentError(f"no document has the id {identifier!r}")
        kept = [identifier for identifier in previous.fingerprints if identifier not in removed]
        managed = previous.build.manifest.managed
        return builder.build((), kept, managed=managed, removed=previous.removed)


def restore_documents(
    document_ids: Iterable[str] | None,
    sources: Iterable[Document],
    directory: Path,
    embedder: Embedder,
    *,
    settings: IndexSettings = _DEFAULT_SETTINGS,
    progress: Progress | None = None,
) -> Manifest:
    """Publish a build as ``build_index`` does of ``sources`` with ``keep_added``, but with these
    documents as the sources have them, forgetting that they were replaced or removed; None: with
    all of them. A document that was added and is in no source stays.

    Raises:
        UnknownDocumentError: no source has that id, and no document of it was removed.
        IndexMissingError, IndexDamagedError, IndexMismatchError: there is no current build; and
            what ``build_index`` raises.
    """
    with _changing(directory, embedder, settings, progress) as (previous, builder):
        sources = list(sources)
        known = {document.id for document in sources}.union(previous.removed)
        restored = known if document_ids is None else set(document_ids)
        for identifier in sorted(restored - known):
            raise UnknownDocumentError(f"no source has the id {identifier!r}")
        removed = previous.removed - restored
        return _build_over(builder, sources, previous.own - restored, removed)


@contextmanager
def _changing(
    directory: Path, embedder: Embedder, settings: IndexSettings, progress: Progress | None
) -> Iterator[tuple[Predecessor, Builder]]:
    """The current build and a builder of the next, while no other process writes."""
    layout = Layout(directory)
    with exclusive(layout, settings.lock_timeout_s):
        previous = Predecessor.open(layout, Stores(layout, settings))
        yield previous, Builder(layout, embedder, settings, progress, previous)


def _build_over(
    builder: Builder,
    sources: Iterable[Document],
    kept: Set[str],
    removed: Set[str],
    rescued: Sequence[Document] = (),
) -> Manifest:
    """Publish a build of ``sources`` without those ``removed``, in which the documents ``kept``, by
    id, from the previous build and those ``rescued`` are instead of any of their ids."""
    managed: dict[str, str] = {}
    documents = list(rescued)
    changed = {*kept, *removed, *(document.id for document in rescued)}
    for document in sources:
        if document.id in managed:
            raise IndexingError(f"two documents have the id {document.id!r}")
        managed[document.id] = fingerprint(document)
        if document.id not in changed:
            documents.append(document)
    return builder.build(documents, sorted(kept), managed=managed, removed=removed)
