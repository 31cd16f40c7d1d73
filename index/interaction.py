"""Late interaction of words: how well each word of a query is met by some word of a text.

After ColBERT (Khattab and Zaharia 2020), with static vectors of whole words: the sum over the
query's content words of idf times the best inner product among the text's. It helps where query and
text are in different languages, and the mean of a long text's words says little about any of them;
in one language BM25 does the same better.
"""

import threading
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from corpus import Language
from index.analysis import content_words
from index.embedder import Vectors

_FLOOR = 0.1
"""Inner products up to here say nothing."""
_MET = 0.4
"""From here on a word counts as met, for its idf."""
_KEPT_TEXTS = 4096
_KEPT_WORDS = 1 << 15
"""32 MiB of vectors of 256 numbers, taken up as words come."""


@runtime_checkable
class WordEmbedder(Protocol):
    """An embedder for which a word costs little more than a look-up."""

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """float32[n, dimension], rows of unit length or zero."""
        ...


class WordInteraction:
    """Scores texts against queries; remembers recent texts and the vectors of their words."""

    def __init__(self, embedder: WordEmbedder) -> None:
        self._words = _Words(embedder, _KEPT_TEXTS, _KEPT_WORDS)

    def scores(
        self, query: str, language: Language, texts: Sequence[tuple[str, Language]]
    ) -> list[float]:
        """A score for each of ``texts``, on the scale of BM25; idf is that among ``texts``."""
        asked = self._words.of_query(query, language)
        if not len(asked) or not texts:
            return [0.0] * len(texts)
        best = np.stack([self._best(asked, self._words.of_text(*text)) for text in texts])
        met = (best >= _MET).sum(axis=0)
        idf = np.log1p((len(texts) - met + 0.5) / (met + 0.5))
        told = np.maximum(best - _FLOOR, 0.0) / (1.0 - _FLOOR)
        return [float(score) for score in told @ idf]

    @staticmethod
    def _best(asked: Vectors, told: Vectors) -> Vectors:
        if not len(told):
            return np.zeros(len(asked), dtype=np.float32)
        best: Vectors = (asked @ told.T).max(axis=1)
        return best


class _Words:
    """The vectors of the content words of texts, each word encoded once while there is room.

    A text is kept as the numbers of its words: most words of a text that is new are those of texts
    before it. What is full begins anew.
    """

    def __init__(self, embedder: WordEmbedder, texts: int, words: int) -> None:
        self._embedder = embedder
        self._capacity = words
        self._texts: LRUCache[tuple[str, Language], NDArray[np.intp]] = LRUCache(texts)
        self._rows: dict[str, int] = {}
        self._vectors: Vectors | None = None
        self._lock = threading.Lock()

    def of_query(self, query: str, language: Language) -> Vectors:
        """A row for each content word; the query itself is not kept."""
        words = _distinct(query, language)
        if len(words) > self._capacity:
            return self._embedder.encode_words(words)
        with self._lock:
            return self._taken(self._numbers(words))

    def of_text(self, text: str, language: Language) -> Vectors:
        """A row for each content word."""
        with self._lock:
            known = self._texts.get((text, language))
            if known is not None:
                return self._taken(known)
        words = _distinct(text, language)
        if len(words) > self._capacity:
            return self._embedder.encode_words(words)
        with self._lock:
            numbers = self._texts[text, language] = self._numbers(words)
            return self._taken(numbers)

    def _numbers(self, words: Sequence[str]) -> NDArray[np.intp]:
        new = [word for word in words if word not in self._rows]
        if len(self._rows) + len(new) > self._capacity:
            self._rows.clear()
            self._texts.clear()
            new = list(words)
        if new:
            vectors = self._embedder.encode_words(new)
            if self._vectors is None:
                self._vectors = np.empty((self._capacity, vectors.shape[1]), dtype=np.float32)
            first = len(self._rows)
            self._vectors[first : first + len(new)] = vectors
            self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return np.array([self._rows[word] for word in words], dtype=np.intp)

    def _taken(self, numbers: NDArray[np.intp]) -> Vectors:
        if self._vectors is None:
            return np.zeros((len(numbers), 0), dtype=np.float32)
        taken: Vectors = self._vectors[numbers]
        return taken


def _distinct(text: str, language: Language) -> list[str]:
    return list(dict.fromkeys(content_words(text, language)))
