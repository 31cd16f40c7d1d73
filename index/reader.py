"""Searching a published build."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean

import numpy as np

from corpus import Document, Language, Passage, SplitSettings, detect_language
from index.analysis import ANALYSIS_VERSION
from index.build import Build, check_files
from index.embedder import Embedder, SentenceEmbedder, SentencesInContext
from index.errors import IndexDamagedError, IndexMismatchError
from index.fusion import CROSS_WEIGHT, OWN_WEIGHT, fuse
from index.hit import Hit
from index.interaction import WordEmbedder, WordInteraction
from index.layout import REBUILD, Layout
from index.manifest import Manifest
from index.milvus import MilvusSettings
from index.publication import Pointer, read_manifest, read_pointer
from index.records import DocumentSummary, sources_digest_of
from index.reranker import Reranker
from index.sentences import SentenceVectors
from index.settings import IndexSettings
from index.stores import Stores
from index.view import language_of, row_of, view_id

_DEPTH = 100
"""How many views each engine is asked for, at least."""
_DEPTH_PER_HIT = 4
_RERANKED = 30
"""How many passages a reranker reads: each costs it a forward pass."""
_FULL_CHECK_BYTES = 256 * 1024 * 1024
_ATTEMPTS = 3

_Ranking = dict[int, tuple[float, int, Language]]
"""By catalog row: score, rank from 1, and language of the best view."""


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
        self._words = WordInteraction(embedder) if isinstance(embedder, WordEmbedder) else None

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
        if top_k < 1:
            raise ValueError(f"top_k is {top_k}, expected at least 1")
        views = self.manifest.counts.views
        if views == 0:
            return []
        depth = min(max(_DEPTH, _DEPTH_PER_HIT * top_k), views)
        language = language or detect_language(query)
        dense = self._dense(query, depth)
        lexical = self._lexical(query, language, depth)
        fused = self._fused(query, language, dense, lexical)
        if self._reranker is not None:
            fused = self._reranked(self._reranker, query, language, fused)
        return [
            self._hit(row, score, rank, dense, lexical)
            for rank, (row, score) in enumerate(fused[:top_k], 1)
        ]

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
        newer._words = self._words  # what it remembers is of texts, whatever build they are in
        return newer

    def close(self) -> None:
        """Release the files; also done when the last reference goes."""
        self._build.close()

    def _reranked(
        self,
        reranker: Reranker,
        query: str,
        language: Language,
        fused: list[tuple[int, float]],
    ) -> list[tuple[int, float]]:
        """The best few in the reranker's order, with their fused scores; the rest as they were."""
        best = fused[:_RERANKED]
        passages = [self._build.catalog.passage_at(row) for row, _ in best]
        texts = [passage.translations.get(language, passage.text) for passage in passages]
        order = np.argsort(-reranker.score(query, texts), kind="stable").tolist()
        return [best[place] for place in order] + fused[_RERANKED:]

    def _fused(
        self, query: str, language: Language, dense: _Ranking, lexical: _Ranking
    ) -> list[tuple[int, float]]:
        best_view = next((view for _, _, view in lexical.values()), language)
        across = best_view is not language
        told = self._build.sentences
        return fuse(
            [(row, score) for row, (score, _, _) in dense.items()],
            [(row, score) for row, (score, _, _) in lexical.items()],
            size=self.manifest.counts.views,
            weight=CROSS_WEIGHT if across else OWN_WEIGHT,
            words=partial(self._interaction, self._words, query, language)
            if across and self._words is not None
            else None,
            tokens=partial(_met, self._embedder, query, told)
            if told is not None and isinstance(self._embedder, SentenceEmbedder)
            else None,
        )

    def _interaction(
        self, words: WordInteraction, query: str, language: Language, rows: Sequence[int]
    ) -> list[float]:
        found = [self._build.catalog.passage_at(row) for row in rows]
        return words.scores(query, language, [(each.text, each.language) for each in found])

    def _dense(self, query: str, depth: int) -> _Ranking:
        vector = self._embedder.encode_queries([query])
        if not vector.any():
            return {}
        [scores], [ids] = self._build.store.search(vector, depth)
        found = ids >= 0
        return _best_views(zip(ids[found].tolist(), scores[found].tolist(), strict=True))

    def _lexical(self, query: str, language: Language | None, depth: int) -> _Ranking:
        return _best_views(self._build.lexical.search(query, language, depth))

    def _hit(self, row: int, score: float, rank: int, dense: _Ranking, lexical: _Ranking) -> Hit:
        dense_score, dense_rank, dense_view = dense.get(row, (None, None, None))
        lexical_score, lexical_rank, lexical_view = lexical.get(row, (None, None, None))
        by_words = dense_rank is None or (lexical_rank is not None and lexical_rank <= dense_rank)
        view = lexical_view if by_words else dense_view
        assert view is not None
        return Hit(
            passage=self._build.catalog.passage_at(row),
            score=score,
            rank=rank,
            view=view,
            dense_score=dense_score,
            dense_rank=dense_rank,
            lexical_score=lexical_score,
            lexical_rank=lexical_rank,
        )


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


def _met(
    embedder: SentenceEmbedder, query: str, told: SentenceVectors, rows: Sequence[int]
) -> dict[int, float]:
    """How well the tokens of ``query`` are met by the best sentence of each row, the mean of its
    views; a row without sentences is left out."""
    views = [view_id(row, language) for row in rows for language in Language]
    by_row: dict[int, list[float]] = {}
    for view, score in told.met(embedder.encode_tokens(query), views).items():
        by_row.setdefault(row_of(view), []).append(score)
    return {row: fmean(scores) for row, scores in by_row.items()}


def _best_views(found: Iterable[tuple[int, float]]) -> _Ranking:
    """The best view of each passage, passages ranked by it; ``found`` is best first."""
    ranking: _Ranking = {}
    for view, score in found:
        row = row_of(view)
        if row not in ranking:
            ranking[row] = (score, len(ranking) + 1, language_of(view))
    return ranking
