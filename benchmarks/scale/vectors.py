"""Vectors that lie as those of real texts do, in any number.

A vector is that of a real sentence, moved by a share of the difference of two others: so noise has
the directions that texts differ in, and not all 256 alike, which would make neighbours of
everything. The share is set so that, in a sample as large as the set of real sentences, the
similarity of a vector to its nearest neighbour has the median it has among the real ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.scale.texts import real_sentences
from corpus import Language
from index import Embedder, Vectors

_STEPS = 8
_PROBES = 2000
"""Vectors whose nearest neighbours are looked for, to compare distributions."""
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where vectors come from: those of real sentences, and the share of the noise."""

    real: Vectors
    share: float

    @classmethod
    def of(cls, embedder: Embedder, seed: int = 0) -> "Cloud":
        """Fitted to the sentences of the training lexicon. Each language is compared with itself:
        a collection has no translations of all it holds."""
        parts = [embedder.encode_passages(real_sentences(language)) for language in Language]
        real = np.concatenate(parts)
        wanted = float(np.median(np.concatenate([nearest(part, _PROBES) for part in parts])))
        low, high = 0.0, 2.0
        for _ in range(_STEPS):
            middle = (low + high) / 2
            drawn = cls(real, middle).draw(len(parts[0]), seed)
            found = float(np.median(nearest(drawn, _PROBES)))
            low, high = (middle, high) if found > wanted else (low, middle)
        return cls(real, (low + high) / 2)

    def draw(self, count: int, seed: int) -> Vectors:
        """float32[count, dimension], of unit length; equal arguments, equal vectors."""
        random = np.random.default_rng(seed)
        drawn = np.empty((count, self.real.shape[1]), dtype=np.float32)
        for start in range(0, count, _BLOCK):
            part = drawn[start : start + _BLOCK]
            centre, first, second = random.integers(len(self.real), size=(3, len(part)))
            part[:] = self.real[first] - self.real[second]
            part *= np.float32(self.share)
            part += self.real[centre]
            part /= np.linalg.norm(part, axis=1, keepdims=True)
        return drawn


def nearest(vectors: Vectors, count: int) -> NDArray[np.float32]:
    """float32[count]: the similarity of each of the first ``count`` to its nearest neighbour."""
    best = np.empty(min(count, len(vectors)), dtype=np.float32)
    for start in range(0, len(best), 256):
        rows = np.arange(start, min(start + 256, len(best)))
        similar = vectors[rows] @ vectors.T
        similar[np.arange(len(rows)), rows] = -1.0
        best[rows] = similar.max(axis=1)
    return best
