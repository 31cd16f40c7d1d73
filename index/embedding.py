"""Embedding the views of a new build: what the build before it has is not embedded again."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np

from index.build import Build
from index.catalog import Catalog
from index.embedder import Embedder, SentenceEmbedder, Vectors
from index.layout import BuildLayout
from index.predecessor import Predecessor
from index.sentences import SentenceVectors, SentenceVectorsWriter
from index.stores import Stores
from index.vectors import VectorStore
from index.view import Ids, View

_BATCH = 64
"""Views embedded at once: a model may take seconds for as many."""


class Embedding:
    """Fills the vector store of one build, and the file of its sentences' vectors where the model
    gives them; what the ``previous`` build holds is taken over.

    ``progress`` is called with how many vectors are made, and how many there are to make.
    """

    def __init__(
        self,
        embedder: Embedder,
        stores: Stores,
        previous: Predecessor | None,
        progress: Callable[[int, int], None],
    ) -> None:
        self._embedder = embedder
        self._stores = stores
        self._previous = previous
        self._progress = progress

    def store(self, draft: BuildLayout, build_id: str, ids: Ids, catalog: Catalog) -> VectorStore:
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
            self._progress(start + len(batch), len(ids))
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


def _copy(
    known: SentenceVectors,
    sources: Sequence[int],
    sentences: SentenceVectorsWriter,
    ids: Sequence[int],
) -> None:
    found = zip(ids, known.fetch(sources), strict=True)
    pairs = [(view, part) for view, part in found if part is not None]
    sentences.add([view for view, _ in pairs], [part for _, part in pairs])
