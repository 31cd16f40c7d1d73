"""Small talk by the letters it is made of: messages that no list of phrases holds.

A linear model over runs of two to five letters within words (Cavnar and Trenkle, "N-Gram-Based Text
Categorization", 1994), hashed (Weinberger et al., "Feature Hashing for Large Scale Multitask
Learning", ICML 2009). ``assistant.train.intents`` makes it.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.phrases import folded_words
from assistant.rarity import WEIGHTS

QUESTION = "question"
"""The kind of what is no small talk."""
BUCKETS = 1 << 15
_LENGTHS = range(2, 6)
_SCALE = 1 / 16
"""Of a weight in eight bits; greater ones than eight are cut."""
_FILE = "intent.npz"


@dataclass(frozen=True, slots=True)
class Intent:
    """``weights[kind, bucket]`` and ``bias[kind]`` of log-odds, ``kinds`` in their order."""

    kinds: tuple[str, ...]
    weights: NDArray[np.int8]
    bias: NDArray[np.float64]

    @classmethod
    def load(cls, directory: Path = WEIGHTS) -> Self:
        """Read what ``write`` wrote."""
        with np.load(directory / _FILE, allow_pickle=False) as file:
            return cls(tuple(file["kinds"].tolist()), file["weights"], file["bias"])

    @classmethod
    def of(
        cls, kinds: tuple[str, ...], weights: NDArray[np.float64], bias: NDArray[np.float64]
    ) -> Self:
        """A model of weights in full, which are kept in eight bits."""
        steps = np.clip(np.rint(weights / _SCALE), -127, 127)
        return cls(kinds, steps.astype(np.int8), bias)

    def write(self, directory: Path) -> None:
        """Write the file that ``load`` reads."""
        np.savez_compressed(
            directory / _FILE, kinds=np.array(self.kinds), weights=self.weights, bias=self.bias
        )

    def shares(self, message: str) -> dict[str, float]:
        """How probable each kind is; they add up to one."""
        found = buckets(message)
        odds = self.bias.copy()
        if len(found):
            odds += self.weights[:, found].sum(axis=1) * _SCALE / np.sqrt(len(found))
        shares = np.exp(odds - odds.max())
        shares /= shares.sum()
        return dict(zip(self.kinds, shares.tolist(), strict=True))


def buckets(message: str) -> NDArray[np.int64]:
    """The distinct buckets of the runs of letters of ``message``, in order."""
    runs = {
        padded[start : start + length]
        for padded in (f" {word} " for word in folded_words(message))
        for length in _LENGTHS
        for start in range(len(padded) - length + 1)
    }
    return np.array(sorted({zlib.crc32(run.encode()) % BUCKETS for run in runs}), dtype=np.int64)


@cache
def bundled_intent() -> Intent:
    """The model shipped with the package."""
    return Intent.load()
