"""Vectors that lie as those of real texts do, in any number.

A subject is the vector of a real sentence, moved by a share of the difference of two others; a
vector is a subject, of which there is one for every twenty vectors, moved in the same way. So noise
has the directions that texts differ in, not all 256 alike, and a larger collection has more
subjects, not more about each. Shares vary, as texts keep more or less to their subject, and their
mean is set so that, in a sample as large as the set of real sentences, the similarity of a vector
to its nearest neighbour has the median it has among those.
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
_OF_A_SUBJECT = 20
_LEAST = 0.3
"""Of the mean share: shares vary evenly between this and as much above it."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where vectors come from: those of real sentences, and the mean share of the noise."""

    real: Vectors
    share: float

    @classmethod
    def of(cls, embedder: Embedder, seed: int = 0) -> "Cloud":
        """Fitted to the sentences of the training lexicon. Each language is compared with itself:
        a collection has no translations of all it holds."""
        parts = [embedder.encode_passages(real_sentences(language)) for language in Language]
        real = np.concatenate(parts)
        wanted = float(np.median(np.concatenate([nearest(part, _PROBES) for part in parts])))
        low, high = 0.0, 3.0
        for _ in range(_STEPS):
            middle = (low + high) / 2
            drawn = cls(real, middle).draw(len(parts[0]), seed)
            found = float(np.median(nearest(drawn, _PROBES)))
            low, high = (middle, high) if found > wanted else (low, middle)
        return cls(real, (low + high) / 2)

    def draw(self, count: int, seed: int) -> Vectors:
        """float32[count, dimension], of unit length; equal arguments, equal vectors."""
        random = np.random.default_rng(seed)
        subjects = self._moved(self.real, max(1, count // _OF_A_SUBJECT), random)
        return self._moved(subjects, count, random)

    def _moved(self, centres: Vectors, count: int, random: np.random.Generator) -> Vectors:
        drawn = np.empty((count, self.real.shape[1]), dtype=np.float32)
        for start in range(0, count, _BLOCK):
            part = drawn[start : start + _BLOCK]
            first, second = random.integers(len(self.real), size=(2, len(part)))
            part[:] = self.real[first] - self.real[second]
            shares = random.uniform(_LEAST, 2.0 - _LEAST, (len(part), 1)) * self.share
            part *= shares.astype(np.float32)
            part += centres[random.integers(len(centres), size=len(part))]
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
