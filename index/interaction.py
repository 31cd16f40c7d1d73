"""Late interaction of words: how well each word of a query is met by some word of a text.

After ColBERT (Khattab and Zaharia 2020), with static vectors of whole words: the sum over the
query's content words of idf times the best inner product among the text's. It helps where query and
text are in different languages, and the mean of a long text's words says little about any of them;
in one language BM25 does the same better.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, runtime_checkable

import numpy as np

from corpus import Language
from index.analysis import content_words
from index.embedder import Vectors

_FLOOR = 0.1
"""Inner products up to here say nothing."""
_MET = 0.4
"""From here on a word counts as met, for its idf."""
_CACHED_TEXTS = 512


@runtime_checkable
class WordEmbedder(Protocol):
    """An embedder for which a word costs little more than a look-up."""

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """float32[n, dimension], rows of unit length or zero."""
        ...


class WordInteraction:
    """Scores texts against queries; remembers the vectors of recent texts."""

    def __init__(self, embedder: WordEmbedder) -> None:
        self._embedder = embedder
        self._vectors = lru_cache(maxsize=_CACHED_TEXTS)(self._encode)

    def scores(
        self, query: str, language: Language, texts: Sequence[tuple[str, Language]]
    ) -> list[float]:
        """A score for each of ``texts``, on the scale of BM25; idf is that among ``texts``."""
        asked = self._vectors(query, language)
        if not len(asked) or not texts:
            return [0.0] * len(texts)
        best = np.stack([self._best(asked, self._vectors(*text)) for text in texts])
        met = (best >= _MET).sum(axis=0)
        idf = np.log1p((len(texts) - met + 0.5) / (met + 0.5))
        told = np.maximum(best - _FLOOR, 0.0) / (1.0 - _FLOOR)
        return [float(score) for score in told @ idf]

    def _encode(self, text: str, language: Language) -> Vectors:
        return self._embedder.encode_words(list(dict.fromkeys(content_words(text, language))))

    @staticmethod
    def _best(asked: Vectors, told: Vectors) -> Vectors:
        if not len(told):
            return np.zeros(len(asked), dtype=np.float32)
        best: Vectors = (asked @ told.T).max(axis=1)
        return best
