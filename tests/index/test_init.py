"""The public surface of the room."""

import subprocess
import sys

import pytest

import index


def test_public_names() -> None:
    assert set(index.__all__) == {
        "BUNDLED_MODEL",
        "WORD_MODEL",
        "WordEmbedder",
        "SentenceEmbedder",
        "SentencesInContext",
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
        "StoreKind",
        "StoreSettings",
        "StoreUnavailableError",
        "UnknownDocumentError",
        "VectorStore",
        "Vectors",
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
    }
    assert all(hasattr(index, name) for name in index.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = index.nothing


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import index", {"numpy", "faiss", "corpus"}),
        ("from index import current_manifest", {"numpy", "faiss", "filelock"}),
        ("from index import SearchIndex", {"torch", "faiss", "pymilvus", "sentence_transformers"}),
        ("from index import load_embedder, build_index", {"torch", "sentence_transformers"}),
    ],
)
def test_slow_modules_wait_until_they_are_needed(code: str, absent: set[str]) -> None:
    code = f"import sys; {code}; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert absent.isdisjoint(loaded)
