"""Passages to ranked hits.

The names are imported when first used: reading a manifest needs neither FAISS nor a tokenizer.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.analysis import analyse, content_terms
    from index.builder import Progress
    from index.contents import (
        add_documents,
        build_index,
        remove_documents,
        restore_documents,
        sources_digest,
    )
    from index.embedder import (
        Embedder,
        QuestionTokens,
        SentenceEmbedder,
        SentencesInContext,
        Vectors,
        unit,
    )
    from index.errors import (
        IndexDamagedError,
        IndexingError,
        IndexLockedError,
        IndexMismatchError,
        IndexMissingError,
        IndexWriteError,
        ModelError,
        StoreUnavailableError,
        UnknownDocumentError,
    )
    from index.fake import FakeEmbedder
    from index.hit import Hit
    from index.interaction import WordEmbedder
    from index.lexical import LexicalIndex
    from index.loading import BUNDLED_MODEL, WORD_MODEL, load_embedder
    from index.manifest import Manifest
    from index.meaning import MeaningTable, bundled_meanings
    from index.milvus import MilvusSettings
    from index.prompts import Prompts
    from index.publication import current_manifest
    from index.quantity import Quantity, QuantityKind, number_terms, numbers
    from index.reader import SearchIndex
    from index.records import DocumentSummary
    from index.reranker import CrossEncoderReranker, Reranker
    from index.settings import IndexSettings
    from index.thesaurus import related_stems
    from index.transliteration import skeleton
    from index.vectors import StoreKind, StoreSettings, VectorStore
    from index.verification import Report, verify

_MODULES = {
    "analysis": (
        "analyse",
        "content_terms",
    ),
    "builder": ("Progress",),
    "contents": (
        "add_documents",
        "build_index",
        "remove_documents",
        "restore_documents",
        "sources_digest",
    ),
    "embedder": (
        "Embedder",
        "QuestionTokens",
        "SentenceEmbedder",
        "SentencesInContext",
        "Vectors",
        "unit",
    ),
    "errors": (
        "IndexDamagedError",
        "IndexingError",
        "IndexLockedError",
        "IndexMismatchError",
        "IndexMissingError",
        "IndexWriteError",
        "ModelError",
        "StoreUnavailableError",
        "UnknownDocumentError",
    ),
    "fake": ("FakeEmbedder",),
    "hit": ("Hit",),
    "interaction": ("WordEmbedder",),
    "lexical": ("LexicalIndex",),
    "loading": (
        "BUNDLED_MODEL",
        "WORD_MODEL",
        "load_embedder",
    ),
    "manifest": ("Manifest",),
    "meaning": (
        "MeaningTable",
        "bundled_meanings",
    ),
    "milvus": ("MilvusSettings",),
    "prompts": ("Prompts",),
    "publication": ("current_manifest",),
    "quantity": (
        "Quantity",
        "QuantityKind",
        "number_terms",
        "numbers",
    ),
    "reader": ("SearchIndex",),
    "records": ("DocumentSummary",),
    "reranker": (
        "CrossEncoderReranker",
        "Reranker",
    ),
    "settings": ("IndexSettings",),
    "thesaurus": ("related_stems",),
    "transliteration": ("skeleton",),
    "vectors": (
        "StoreKind",
        "StoreSettings",
        "VectorStore",
    ),
    "verification": (
        "Report",
        "verify",
    ),
}
_HOMES = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}

__all__ = [
    "BUNDLED_MODEL",
    "WORD_MODEL",
    "CrossEncoderReranker",
    "DocumentSummary",
    "Embedder",
    "FakeEmbedder",
    "Hit",
    "IndexDamagedError",
    "IndexLockedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexSettings",
    "IndexWriteError",
    "IndexingError",
    "LexicalIndex",
    "Manifest",
    "MeaningTable",
    "MilvusSettings",
    "ModelError",
    "Progress",
    "Prompts",
    "Quantity",
    "QuantityKind",
    "QuestionTokens",
    "Report",
    "Reranker",
    "SearchIndex",
    "SentenceEmbedder",
    "SentencesInContext",
    "StoreKind",
    "StoreSettings",
    "StoreUnavailableError",
    "UnknownDocumentError",
    "VectorStore",
    "Vectors",
    "WordEmbedder",
    "add_documents",
    "analyse",
    "build_index",
    "bundled_meanings",
    "content_terms",
    "current_manifest",
    "load_embedder",
    "number_terms",
    "numbers",
    "related_stems",
    "remove_documents",
    "restore_documents",
    "skeleton",
    "sources_digest",
    "unit",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
