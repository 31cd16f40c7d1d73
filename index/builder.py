"""Building: documents in, a published build out; what has not changed is taken over."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set, Sized
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import numpy as np

from corpus import Document, passages
from index.analysis import ANALYSIS_VERSION
from index.build import Build, added_documents, check_files
from index.catalog import Catalog, CatalogWriter
from index.embedder import Embedder, SentenceEmbedder, Vectors
from index.errors import (
    IndexDamagedError,
    IndexingError,
    IndexMismatchError,
    IndexMissingError,
    IndexWriteError,
    UnknownDocumentError,
)
from index.files import FileDigest, writing
from index.layout import BuildLayout, Layout
from index.manifest import Counts, EmbedderInfo, Manifest
from index.publication import (
    clean,
    exclusive,
    new_build_id,
    publish,
    published_ids,
    read_manifest,
    read_pointer,
    seal,
)
from index.records import fingerprint, sources_digest_of
from index.segments import BLOCK, SegmentsWriter, load_segments
from index.sentences import SentenceVectors, SentenceVectorsWriter
from index.settings import IndexSettings
from index.stores import Stores
from index.vectors import VectorStore
from index.view import Ids, View

Progress = Callable[[str, int, int], None]
"""Called with a stage ("documents", "vectors", "words" or "files"), how much of it is done, and how
much there is."""

Tell = Callable[[str], None]
"""Called with a sentence for whoever looks after the index."""

_BATCH = 64
"""Views embedded at once: a model may take seconds for as many."""


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
    """Publish a build of exactly these documents; with ``keep_added``, of these and of those that
    were added to the current build by ``add_documents`` under other ids.

    Documents that the current build already holds are not split again, and no text is embedded
    again whose vector it holds. Of a current build that is damaged, or was made by another version,
    only the added documents are used, where its catalog is sound; else those of the build before
    it. ``lost`` is called where some may be missing.

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
            previous = _Previous.open(layout, Stores(layout, settings))
        except (IndexMissingError, IndexDamagedError, IndexMismatchError):
            previous = None
        kept: list[str] = []
        rescued: list[Document] = []
        if keep_added:
            documents = list(documents)
            given = {document.id for document in documents}
            if previous is None:
                found = _rescued(layout, lost or _silent)
                rescued = [document for document in found if document.id not in given]
            else:
                given |= previous.build.manifest.managed.keys()
                kept = [name for name in previous.fingerprints if name not in given]
            documents += rescued
        added = {*kept, *(document.id for document in rescued)}
        builder = _Builder(layout, embedder, settings, progress, previous)
        return builder.build(documents, kept, added=added)


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
    layout = Layout(directory)
    with exclusive(layout, settings.lock_timeout_s):
        previous = _Previous.open(layout, Stores(layout, settings))
        added = list(documents)
        replaced = {document.id for document in added}
        kept = [identifier for identifier in previous.fingerprints if identifier not in replaced]
        return _Builder(layout, embedder, settings, progress, previous).build(added, kept)


def remove_documents(
    document_ids: Iterable[str],
    directory: Path,
    embedder: Embedder,
    *,
    settings: IndexSettings = _DEFAULT_SETTINGS,
    progress: Progress | None = None,
) -> Manifest:
    """Publish a build of the current one's documents but these.

    Raises:
        UnknownDocumentError: the current build has no document of that id.
        IndexMissingError, IndexDamagedError, IndexMismatchError: there is no current build to
            remove from; and what ``build_index`` raises.
    """
    layout = Layout(directory)
    with exclusive(layout, settings.lock_timeout_s):
        previous = _Previous.open(layout, Stores(layout, settings))
        removed = set(document_ids)
        for identifier in sorted(removed - previous.fingerprints.keys()):
            raise UnknownDocumentError(f"no document has the id {identifier!r}")
        kept = [identifier for identifier in previous.fingerprints if identifier not in removed]
        return _Builder(layout, embedder, settings, progress, previous).build((), kept)


def _rescued(layout: Layout, lost: Tell) -> list[Document]:
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


@dataclass(frozen=True, slots=True)
class _Previous:
    """The build to take over from, every digest of which was checked."""

    build: Build
    layout: BuildLayout
    fingerprints: dict[str, str]

    @classmethod
    def open(cls, layout: Layout, stores: Stores) -> "_Previous":
        pointer = read_pointer(layout)
        manifest = read_manifest(layout, pointer)
        where = layout.build(pointer.build_id)
        for problem in check_files(where, manifest, digests=True):
            raise IndexDamagedError(problem)
        build = Build.open(where, manifest, stores.open_for_changing(where.dense, manifest))
        return cls(build, where, build.catalog.fingerprints())


class _Builder:
    """Makes one build, taking over what it can from the ``previous`` one."""

    def __init__(
        self,
        layout: Layout,
        embedder: Embedder,
        settings: IndexSettings,
        progress: Progress | None,
        previous: _Previous | None,
    ) -> None:
        self._layout = layout
        self._embedder = embedder
        self._settings = settings
        self._stores = Stores(layout, settings)
        self._progress = progress or _silent
        self._previous = previous

    def build(
        self,
        documents: Iterable[Document],
        kept: Sequence[str] = (),
        *,
        added: Set[str] | None = None,
    ) -> Manifest:
        """Publish a build of ``documents`` and of those ``kept``, by id, from the previous one.

        All but those ``added`` are then managed (see ``Manifest``); None leaves as managed what was
        before.
        """
        self._clean()
        build_id = new_build_id(self._layout)
        draft = self._layout.draft(build_id)
        try:
            with writing(self._layout.directory):
                draft.directory.mkdir()
            self._write_catalog(draft, documents, kept)
            manifest = self._write_engines(draft, build_id, added)
            store = self._stores.open(draft.dense, manifest)
            Build.open(draft, manifest, store).close()
            publish(self._layout, draft, manifest)
        except BaseException:
            with contextlib.suppress(IndexWriteError):
                self._clean()
            raise
        self._clean()
        return manifest

    def _clean(self) -> None:
        clean(self._layout, self._settings.keep_builds)
        self._stores.clean()

    def _write_catalog(
        self, draft: BuildLayout, documents: Iterable[Document], kept: Sequence[str]
    ) -> None:
        """Split what is new; copy what the previous build holds, split the same way."""
        previous = self._previous
        known: Mapping[str, str] = {}
        if previous is not None:
            if previous.build.manifest.splitter == self._settings.split.digest:
                known = previous.fingerprints
            else:
                documents = chain(map(previous.build.catalog.document, kept), documents)
                kept = ()
        total = len(kept) + (len(documents) if isinstance(documents, Sized) else 0)
        seen = set(kept)
        with CatalogWriter(draft.catalog, previous.layout.catalog if previous else None) as writer:
            for document in documents:
                if document.id in seen:
                    raise IndexingError(f"two documents have the id {document.id!r}")
                seen.add(document.id)
                if known.get(document.id) != fingerprint(document):
                    writer.add(document, passages(document, self._settings.split))
                self._progress("documents", len(seen), max(total, len(seen)))
            if previous is not None:
                writer.drop(sorted(previous.fingerprints.keys() - seen))

    def _write_engines(self, draft: BuildLayout, build_id: str, added: Set[str] | None) -> Manifest:
        """Index the views of the draft's catalog; what is needed to publish it, with ``added`` as
        for ``build``."""
        catalog = Catalog(draft.catalog)
        documents, passage_count, view_count = catalog.counts()
        ids = catalog.view_ids()
        store = self._store(draft, build_id, ids, catalog)
        with writing(self._layout.directory):
            store.save(draft.dense)
            linked = self._write_words(draft, ids, catalog)
            self._progress("files", 0, 1)
            files = seal(draft, linked)
        fingerprints = catalog.fingerprints()
        managed = self._previous.build.manifest.managed if self._previous is not None else {}
        if added is not None:
            managed = {name: mark for name, mark in fingerprints.items() if name not in added}
        manifest = Manifest(
            build_id=build_id,
            created=datetime.now(UTC),
            embedder=EmbedderInfo(
                self._embedder.name, self._embedder.digest, self._embedder.dimension
            ),
            splitter=self._settings.split.digest,
            analysis=ANALYSIS_VERSION,
            store=store.description,
            sources=sources_digest_of(fingerprints),
            counts=Counts(documents, passage_count, view_count),
            files=files,
            managed=managed,
        )
        catalog.close()
        self._progress("files", 1, 1)
        return manifest

    def _store(self, draft: BuildLayout, build_id: str, ids: Ids, catalog: Catalog) -> VectorStore:
        """A store of the vectors of these views, embedding only texts the previous one lacks; the
        vectors of their sentences are written, where the model gives them."""
        previous = self._previous
        if (
            previous is None
            or previous.build.manifest.embedder.digest != self._embedder.digest
            or not len(previous.build.store)
        ):
            store = self._stores.create(build_id, self._embedder.dimension, len(ids))
            with self._sentences(draft) as sentences:
                store.add(ids, self._vectors(ids, catalog.views(), sentences))
            return store
        old = previous.build.store
        here = np.isin(ids, old.ids)
        views = catalog.views(after=previous.build.catalog.last_row())
        with self._sentences(draft, previous.layout, ids[here]) as sentences:
            vectors = self._vectors(ids[~here], views, sentences, previous.build)
        store = self._stores.successor(old, build_id, ids[here], len(ids))
        store.add(ids[~here], vectors)
        return store

    def _sentences(
        self, draft: BuildLayout, previous: BuildLayout | None = None, kept: Ids | None = None
    ) -> contextlib.AbstractContextManager[SentenceVectorsWriter | None]:
        if not isinstance(self._embedder, SentenceEmbedder):
            return contextlib.nullcontext()
        return SentenceVectorsWriter(
            draft.sentences, previous.sentences if previous else None, kept
        )

    def _vectors(
        self,
        ids: Ids,
        views: Iterator[tuple[int, View]],
        sentences: SentenceVectorsWriter | None,
        known: Build | None = None,
    ) -> Vectors:
        """The vectors of ``views``, whose ids are ``ids``: those of equal texts in the ``known``
        build, and for other texts the embedder's. Those of their sentences go to ``sentences``."""
        vectors = np.empty((len(ids), self._embedder.dimension), dtype=np.float32)
        for start in range(0, len(ids), _BATCH):
            batch = [view for _, view in islice(views, _BATCH)]
            part = vectors[start : start + len(batch)]
            sources = [known.catalog.view_of_key(view.key) if known else None for view in batch]
            found = np.array([source is not None for source in sources])
            numbers = ids[start : start + len(batch)]
            if known and found.any():
                same = [source for source in sources if source is not None]
                part[found] = known.store.fetch(np.array(same))
                if sentences is not None and known.sentences is not None:
                    _copy(known.sentences, same, sentences, numbers[found].tolist())
            new = [view for view, ready in zip(batch, found, strict=True) if not ready]
            if new:
                part[~found] = self._embed(new, numbers[~found].tolist(), sentences)
            self._progress("vectors", start + len(batch), len(ids))
        return vectors

    def _embed(
        self, views: Sequence[View], ids: Sequence[int], sentences: SentenceVectorsWriter | None
    ) -> Vectors:
        texts = [view.embedded for view in views]
        if sentences is None or not isinstance(self._embedder, SentenceEmbedder):
            return self._embedder.encode_passages(texts)
        vectors, parts = self._embedder.encode_in_context(texts, [view.spans for view in views])
        sentences.add(ids, parts)
        return vectors

    def _write_words(self, draft: BuildLayout, ids: Ids, catalog: Catalog) -> dict[str, FileDigest]:
        """Index the words of these views; digests of the files that are links to the previous
        build's."""
        previous = self._previous
        if previous is None or previous.build.manifest.analysis != ANALYSIS_VERSION:
            words = SegmentsWriter(draft.lexical)
            kept, last = 0, 0
        else:
            common = np.intersect1d(ids, previous.build.lexical.views, assume_unique=True)
            words = SegmentsWriter(draft.lexical, load_segments(previous.layout.lexical), common)
            kept, last = len(common), previous.build.catalog.last_row()
        self._progress("words", kept, len(ids))
        views = catalog.views(after=last)
        while rows := list(islice(views, BLOCK)):
            words.add(rows)
            kept += len(rows)
            self._progress("words", kept, len(ids))
        folder = draft.lexical.relative_to(draft.directory)
        names = [(folder / name).as_posix() for name in words.finish()]
        return {name: previous.build.manifest.files[name] for name in names} if previous else {}


def _copy(
    known: SentenceVectors,
    sources: Sequence[int],
    sentences: SentenceVectorsWriter,
    ids: Sequence[int],
) -> None:
    found = zip(ids, known.fetch(sources), strict=True)
    pairs = [(view, part) for view, part in found if part is not None]
    sentences.add([view for view, _ in pairs], [part for _, part in pairs])


def _silent(*told: object) -> None:
    """Report to nobody."""
