"""Building: documents in, a published build out; what has not changed is taken over."""

import contextlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice

import numpy as np

from corpus import Document, passages
from index.analysis import ANALYSIS_VERSION
from index.build import Build
from index.catalog import Catalog, CatalogWriter
from index.changes import Changes
from index.embedder import Embedder
from index.embedding import Embedding
from index.errors import IndexingError, IndexWriteError
from index.files import FileDigest, writing
from index.layout import BuildLayout, Layout
from index.manifest import Counts, EmbedderInfo, Manifest
from index.predecessor import Predecessor
from index.publication import clean, new_build_id, publish, seal
from index.records import fingerprint, sources_digest_of
from index.segments import BLOCK, SegmentsWriter, load_segments
from index.settings import IndexSettings
from index.stores import Stores
from index.view import Ids

Progress = Callable[[str, int, int], None]
"""Called with a stage ("documents", "vectors", "words" or "files"), how much of it is done, and how
much there is."""


class Builder:
    """Makes one build, taking over what it can from the ``previous`` one."""

    def __init__(
        self,
        layout: Layout,
        embedder: Embedder,
        settings: IndexSettings,
        progress: Progress | None,
        previous: Predecessor | None,
    ) -> None:
        self._layout = layout
        self._embedder = embedder
        self._settings = settings
        self._stores = Stores(layout, settings)
        self._progress = progress or silent
        self._previous = previous
        told = partial(self._progress, "vectors")
        self._embedding = Embedding(embedder, self._stores, previous, told)

    def build(
        self,
        documents: Iterable[Document],
        kept: Sequence[str] = (),
        *,
        managed: Mapping[str, str] | None = None,
        removed: Iterable[str] = (),
    ) -> Manifest:
        """Publish a build of ``documents`` and of those ``kept``, by id, from the previous one.

        ``managed`` has the fingerprints of the sources' documents by id (None: all of the build are
        the sources'), ``removed`` the ids that were kept out before.

        Raises:
            IndexingError: two documents have one id.
            IndexWriteError: the directory cannot be written, or the disk is full.
            StoreUnavailableError: Milvus, where the settings name one, does not answer.
            ModelError: the embedder failed.
        """
        self._clean()
        build_id = new_build_id(self._layout)
        draft = self._layout.draft(build_id)
        try:
            with writing(self._layout.directory):
                draft.directory.mkdir()
            self._write_catalog(draft, documents, kept)
            manifest = self._write_engines(draft, build_id, managed, removed)
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

    def _write_engines(
        self,
        draft: BuildLayout,
        build_id: str,
        managed: Mapping[str, str] | None,
        removed: Iterable[str],
    ) -> Manifest:
        """Index the views of the draft's catalog; what is needed to publish it, with the rest as
        for ``build``."""
        catalog = Catalog(draft.catalog)
        documents, passage_count, view_count = catalog.counts()
        ids = catalog.view_ids()
        store = self._embedding.store(draft, build_id, ids, catalog)
        with writing(self._layout.directory):
            store.save(draft.dense)
            linked = self._write_words(draft, ids, catalog)
            self._progress("files", 0, 1)
            files = seal(draft, linked)
        fingerprints = catalog.fingerprints()
        managed = fingerprints if managed is None else managed
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
            changes=Changes.between(managed, fingerprints, removed),
        )
        catalog.close()
        self._progress("files", 1, 1)
        return manifest

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


def silent(*told: object) -> None:
    """Report to nobody."""
