"""txtai: its hybrid index, as its documentation shows it (``hybrid=True``, sparse and dense)."""

from collections.abc import Sequence
from pathlib import Path

from txtai import Embeddings


class TxtaiHybrid:
    """Dense vectors in Faiss and BM25, half and half, the defaults of ``hybrid``."""

    def build(self, texts: Sequence[str], model: str, directory: Path) -> None:
        embeddings = Embeddings(
            path=model, method="sentence-transformers", hybrid=True, content=False
        )
        embeddings.index(enumerate(texts))
        embeddings.save(str(directory))

    def open(self, model: str, directory: Path) -> None:
        del model  # it is named in the index
        self._embeddings = Embeddings()
        self._embeddings.load(str(directory))

    def search(self, query: str, k: int) -> list[int]:
        return [int(row) for row, _ in self._embeddings.search(query, k)]
