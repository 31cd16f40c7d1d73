"""This project: ``index.SearchIndex`` as the assistant uses it."""

from collections.abc import Sequence
from pathlib import Path

from corpus import document_from_text
from index import Embedder, SearchIndex, build_index, load_embedder

_HITS_PER_TEXT = 2
"""A long text is several passages: so many hits are asked for, and each text taken once."""


class Own:
    """One document a text; the default settings."""

    def build(self, texts: Sequence[str], model: str, directory: Path) -> None:
        documents = [
            document_from_text(text, id=f"row-{row}", title=f"row-{row}")
            for row, text in enumerate(texts)
        ]
        build_index(documents, directory, _embedder(model))

    def open(self, model: str, directory: Path) -> None:
        self._index = SearchIndex.open(directory, _embedder(model))

    def search(self, query: str, k: int) -> list[int]:
        hits = self._index.search(query, _HITS_PER_TEXT * k)
        rows = (int(hit.passage.document_id.removeprefix("row-")) for hit in hits)
        return list(dict.fromkeys(rows))[:k]


def _embedder(model: str) -> Embedder:
    return load_embedder(model)
