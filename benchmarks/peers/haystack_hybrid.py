"""Haystack: BM25 and embedding retrievers over its in-memory store, and its joiner."""

from collections.abc import Sequence
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.embedders import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore

_STORE = "store.json"
_DEPTH = 10


class HaystackHybrid:
    """The pipeline of its documentation for hybrid retrieval, joined as ``join_mode`` says."""

    join_mode = "reciprocal_rank_fusion"

    def build(self, texts: Sequence[str], model: str, directory: Path) -> None:
        embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
        embedder.warm_up()
        documents = [Document(id=str(row), content=text) for row, text in enumerate(texts)]
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(embedder.run(documents)["documents"])
        directory.mkdir(parents=True, exist_ok=True)
        store.save_to_disk(str(directory / _STORE))

    def open(self, model: str, directory: Path) -> None:
        store = InMemoryDocumentStore.load_from_disk(str(directory / _STORE))
        pipeline = Pipeline()
        pipeline.add_component(
            "embedder", SentenceTransformersTextEmbedder(model=model, progress_bar=False)
        )
        pipeline.add_component("by_vector", InMemoryEmbeddingRetriever(store, top_k=_DEPTH))
        pipeline.add_component("by_words", InMemoryBM25Retriever(store, top_k=_DEPTH))
        pipeline.add_component("joiner", DocumentJoiner(join_mode=self.join_mode))
        pipeline.connect("embedder.embedding", "by_vector.query_embedding")
        pipeline.connect("by_vector", "joiner")
        pipeline.connect("by_words", "joiner")
        pipeline.warm_up()
        self._pipeline = pipeline

    def search(self, query: str, k: int) -> list[int]:
        found = self._pipeline.run({"embedder": {"text": query}, "by_words": {"query": query}})
        return [int(document.id) for document in found["joiner"]["documents"]][:k]
