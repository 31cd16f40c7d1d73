"""The engine: what every surface asks. It owns the model, the index and the pipeline."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Required, Self, TypedDict

import structlog

import corpus
from assistant.answer import Turn
from assistant.composer import Composer
from assistant.dialogues import Dialogues, Service
from assistant.endpoint import Endpoint
from assistant.extractive import ExtractiveComposer
from assistant.generative import GenerativeComposer
from assistant.settings import Settings
from corpus import Document, Language, Passage, SplitSettings, load_sources
from index import (
    CrossEncoderReranker,
    DocumentSummary,
    Embedder,
    Hit,
    IndexMismatchError,
    IndexMissingError,
    IndexSettings,
    Manifest,
    SearchIndex,
    add_documents,
    build_index,
    load_embedder,
    remove_documents,
    sources_digest,
)

ProgressCallback = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""

SHIPPED_SOURCES = Path(corpus.__file__).parent / "sources"
_log = structlog.get_logger("assistant.engine")


def open_embedder(settings: Settings) -> Embedder:
    """The embedder of the settings.

    Raises:
        ModelError: it cannot be loaded.
    """
    return load_embedder(settings.model, allow_download=settings.allow_download)


def open_reranker(settings: Settings) -> CrossEncoderReranker | None:
    """The reranker of the settings, where they have one.

    Raises:
        ModelError: it is not on this machine and may not, or cannot, be fetched.
    """
    if not settings.reranker:
        return None
    return CrossEncoderReranker(settings.reranker, allow_download=settings.allow_download)


def build(
    settings: Settings, embedder: Embedder, progress: ProgressCallback | None = None
) -> Manifest:
    """Build the index of the sources of the settings and publish it; what was added to the current
    one, replaced in it or removed from it by hand stays so.

    Raises:
        CorpusError: a source cannot be read.
        IndexingError: the index cannot be built or written.
    """
    documents = load_sources(settings.sources or SHIPPED_SOURCES)
    return _build(documents, settings, embedder, progress)


def _build(
    documents: Iterable[Document],
    settings: Settings,
    embedder: Embedder,
    progress: ProgressCallback | None,
) -> Manifest:
    manifest = build_index(
        documents,
        settings.index_dir,
        embedder,
        settings=index_settings(settings),
        progress=progress,
        keep_added=True,
        lost=lambda reason: _log.warning("added_documents_lost", reason=reason),
    )
    changes = manifest.changes
    if changes.removed or changes.replaced:
        _log.info("changes_kept", kept_out=changes.removed, replaced=changes.replaced)
    return manifest


def index_settings(settings: Settings) -> IndexSettings:
    """How the settings have indexes built."""
    return IndexSettings(milvus=settings.milvus.connection() if settings.milvus else None)


class Asking(TypedDict, total=False):
    """What goes with a question whose answer may be kept; see ``Engine.ask``."""

    language: Language | None
    history: Sequence[Turn]
    conversation_id: str | None
    top_k: int
    audience: Required[str]


class Engine(Dialogues):
    """Answers questions over one index; safe to share between threads.

    A newer published build is taken up by ``refresh``: a question that is being answered ends with
    the build it began with.
    """

    def __init__(self, settings: Settings, index: SearchIndex) -> None:
        self._endpoint = Endpoint(settings.generation) if settings.generation else None
        self._composer: Composer = ExtractiveComposer(settings.answer)
        if self._endpoint is not None:
            self._composer = GenerativeComposer(self._endpoint, self._composer, settings.answer)
        super().__init__(settings, Service.over(index, settings, self._composer))
        self._refreshing = threading.Lock()

    @classmethod
    def open(cls, settings: Settings, progress: ProgressCallback | None = None) -> Self:
        """Load the model and open the index, building it first where that is called for.

        Raises:
            ProjectError: something cannot be read, loaded, built or opened.
        """
        embedder, reranker = open_embedder(settings), open_reranker(settings)
        documents = load_sources(settings.sources or SHIPPED_SOURCES)

        def open_index() -> SearchIndex:
            return SearchIndex.open(
                settings.index_dir,
                embedder,
                split=SplitSettings(),
                sources=sources_digest(documents),
                reranker=reranker,
                milvus=index_settings(settings).milvus,
            )

        try:
            index = open_index()
        except (IndexMissingError, IndexMismatchError) as error:
            if not settings.auto_build:
                raise
            _log.info("index_build", reason=str(error))
            _build(documents, settings, embedder, progress)
            index = open_index()
        return cls(settings, index)

    @property
    def index(self) -> SearchIndex:
        """The index in service."""
        return self._serving.index

    @property
    def manifest(self) -> Manifest:
        """What the build in service was made from."""
        return self.index.manifest

    def search(self, query: str, *, top_k: int = 5, language: Language | None = None) -> list[Hit]:
        """The best passages for a query.

        Raises:
            InvalidQuestionError: the query is empty, too long or holds NUL.
        """
        return self.index.search(self._normalised(query), top_k, language)

    def documents(self) -> list[DocumentSummary]:
        """Every document, without its text."""
        return self.index.documents()

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            UnknownDocumentError: there is none of that id.
        """
        return self.index.document(document_id)

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order.

        Raises:
            UnknownDocumentError: there is no document of that id.
        """
        return self.index.passages(document_id)

    def add(
        self, documents: Iterable[Document], progress: ProgressCallback | None = None
    ) -> Manifest:
        """Publish a build with these documents, replacing those of the same id, and take it up.

        Raises:
            IndexingError: the build cannot be made or opened; the one in service stays.
        """
        manifest = add_documents(
            documents,
            self._settings.index_dir,
            self.index.embedder,
            settings=index_settings(self._settings),
            progress=progress,
        )
        self.refresh()
        return manifest

    def remove(
        self, document_ids: Iterable[str], progress: ProgressCallback | None = None
    ) -> Manifest:
        """Publish a build without these documents, and take it up.

        Raises:
            UnknownDocumentError: there is no document of that id.
            IndexingError: the build cannot be made or opened; the one in service stays.
        """
        manifest = remove_documents(
            document_ids,
            self._settings.index_dir,
            self.index.embedder,
            settings=index_settings(self._settings),
            progress=progress,
        )
        self.refresh()
        return manifest

    def refresh(self) -> bool:
        """Take up a newer published build, where there is one; whether there was.

        Raises:
            IndexingError: the newer build cannot be opened; the one in service stays.
        """
        with self._refreshing:
            index = self.index.reload_if_changed()
            if index is self.index:
                return False
            service = Service.over(index, self._settings, self._composer)
            service.assistant.warm(self._serving.assistant)
            self._serving = service
            return True

    def warm(self) -> None:
        """Do beforehand what the first questions would wait for; a fraction of a second.

        Raises:
            IndexingError: the index cannot be searched.
        """
        self._serving.assistant.warm()

    def close(self) -> None:
        """Release the index and the connections to the chat model."""
        self.index.close()
        if self._endpoint is not None:
            self._endpoint.close()
