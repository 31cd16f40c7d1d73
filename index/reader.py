"""A published build open for reading: checked, searched, and let go of for a newer one."""

from collections.abc import Mapping
from pathlib import Path

from corpus import Document, Language, Passage, SplitSettings
from index.analysis import ANALYSIS_VERSION
from index.build import Build, check_files
from index.embedder import Embedder, SentencesInContext
from index.errors import IndexDamagedError, IndexMismatchError
from index.hit import Hit
from index.layout import REBUILD, Layout
from index.manifest import Manifest
from index.milvus import MilvusSettings
from index.publication import Pointer, read_manifest, read_pointer
from index.records import DocumentSummary, sources_digest_of
from index.reranker import Reranker
from index.searcher import Searcher
from index.settings import IndexSettings
from index.stores import Stores
from index.view import view_id

_FULL_CHECK_BYTES = 256 * 1024 * 1024
_ATTEMPTS = 3


class SearchIndex:
    """One published build, open for reading; safe to share between threads.

    It never changes: a newer build is another SearchIndex (see ``reload_if_changed``), and whoever
    still uses this one goes on undisturbed, even after its files were removed from the directory.
    """

    def __init__(
        self,
        layout: Layout,
        pointer: Pointer,
        build: Build,
        embedder: Embedder,
        reranker: Reranker | None = None,
        milvus: MilvusSettings | None = None,
    ) -> None:
        """Use ``SearchIndex.open``."""
        self._layout = layout
        self._pointer = pointer
        self._build = build
        self._embedder = embedder
        self._reranker = reranker
        self._milvus = milvus
        self._searcher = Searcher(build, embedder, reranker)

    @classmethod
    def open(
        cls,
        directory: Path,
        embedder: Embedder,
        *,
        split: SplitSettings | None = None,
        sources: str | None = None,
        full_check_bytes: int = _FULL_CHECK_BYTES,
        reranker: Reranker | None = None,
        milvus: MilvusSettings | None = None,
    ) -> "SearchIndex":
        """Open the current build.

        ``split`` and ``sources`` (see ``sources_digest``) are what it must have been made from,
        documents added or removed since left aside,
        where given. Sizes of files are always compared with the manifest; digests where the build
        has at most ``full_check_bytes`` bytes (``verify`` compares them whatever the size). A
        ``reranker`` orders the best passages of every search anew. ``milvus`` is where the vectors
        must be; None: in files of the build.

        Raises:
            IndexMissingError: the directory has no index.
            IndexDamagedError: a file is missing, truncated or changed.
            IndexMismatchError: made with another model, splitter, source or program version, or
                its vectors are elsewhere.
            StoreUnavailableError: Milvus does not answer.
        """
        layout = Layout(directory)
        stores = Stores(layout, IndexSettings(milvus=milvus))
        for attempt in range(1, _ATTEMPTS + 1):
            pointer = read_pointer(layout)
            try:
                build = _open(layout, pointer, stores, embedder, split, sources, full_check_bytes)
            except IndexDamagedError:
                # A writer may have published and cleaned up meanwhile: then there is a newer one.
                if attempt == _ATTEMPTS or read_pointer(layout) == pointer:
                    raise
            else:
                return cls(layout, pointer, build, embedder, reranker, milvus)
        raise AssertionError("the last attempt returns or raises")

    @property
    def manifest(self) -> Manifest:
        """What the build was made from."""
        return self._build.manifest

    @property
    def embedder(self) -> Embedder:
        """The model of this index, to compare other texts with what it holds."""
        return self._embedder

    def search(self, query: str, top_k: int, language: Language | None = None) -> list[Hit]:
        """The best ``top_k`` passages, best first.

        ``language`` is that of the query; without it the language is detected.

        Raises:
            ValueError: ``top_k`` is below 1.
            ModelError: the embedder failed.
            StoreUnavailableError: Milvus does not answer.
        """
        return self._searcher.search(query, top_k, language)

    def documents(self) -> list[DocumentSummary]:
        """Every document, without its text, in the order of their ids."""
        return self._build.catalog.documents()

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            UnknownDocumentError: there is none of that id.
        """
        return self._build.catalog.document(document_id)

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document in order, headings and furniture included.

        Raises:
            UnknownDocumentError: there is no document of that id.
        """
        return self._build.catalog.passages(document_id)

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id, if there is one."""
        return self._build.catalog.passage(passage_id)

    def sentences(self, passage: Passage) -> Mapping[Language, SentencesInContext]:
        """By language, the sentences of a passage as they stand in it; none where the model gives
        no such vectors."""
        if self._build.sentences is None:
            return {}
        row = self._build.catalog.row(passage.id)
        if row is None:
            return {}
        languages = (passage.language, *passage.translations)
        found = self._build.sentences.fetch(view_id(row, language) for language in languages)
        return {
            language: read
            for language, read in zip(languages, found, strict=True)
            if read is not None and len(read.vectors) == len(passage.sentences)
        }

    def check(self) -> None:
        """Nothing, where every part of the index can be reached.

        Raises:
            StoreUnavailableError: Milvus does not answer.
        """
        self._build.store.check()

    def changed(self) -> bool:
        """Whether another build is current now. Costs one read of a small file.

        Raises:
            IndexMissingError, IndexDamagedError: there is no telling.
        """
        return read_pointer(self._layout) != self._pointer

    def reload_if_changed(self) -> "SearchIndex":
        """This index where it is still current, else the current one, checked and opened.

        The caller puts the result where requests take it from; this one stays usable.

        Raises:
            What ``open`` raises.
        """
        if not self.changed():
            return self
        newer = SearchIndex.open(
            self._layout.directory, self._embedder, reranker=self._reranker, milvus=self._milvus
        )
        newer._searcher = self._searcher.with_build(newer._build)
        return newer

    def close(self) -> None:
        """Release the files; also done when the last reference goes."""
        self._build.close()


def _open(
    layout: Layout,
    pointer: Pointer,
    stores: Stores,
    embedder: Embedder,
    split: SplitSettings | None,
    sources: str | None,
    full_check_bytes: int,
) -> Build:
    manifest = read_manifest(layout, pointer)
    managed = sources_digest_of(manifest.managed)
    for what, found, wanted in (
        ("model", manifest.embedder.digest, embedder.digest),
        ("splitter", manifest.splitter, split.digest if split else manifest.splitter),
        ("sources", managed, sources or managed),
        ("text analysis", manifest.analysis, ANALYSIS_VERSION),
    ):
        if found != wanted:
            raise IndexMismatchError(
                f"the index in {layout.directory} was built with another {what}"
                f" ({found[:12]}, expected {wanted[:12]}); {REBUILD}"
            )
    where = layout.build(pointer.build_id)
    size = sum(file.size for file in manifest.files.values())
    for problem in check_files(where, manifest, digests=size <= full_check_bytes):
        raise IndexDamagedError(problem)
    return Build.open(where, manifest, stores.open(where.dense, manifest))
