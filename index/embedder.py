"""The contract of an embedder; one file for each implementation beside this one."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def unit(vectors: Vectors) -> Vectors:
    """The rows of ``vectors`` at length one; zero rows stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into unit vectors of one space.

    ``digest`` identifies the weights and the settings that shape a vector (prompts, pooling): an
    index built under one digest is never searched under another.
    """

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """float32[n, dimension], rows of unit length; a text without a known token gives zeros."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """float32[n, dimension], rows of unit length; a text without a known token gives zeros."""
        ...


@runtime_checkable
class SentenceEmbedder(Protocol):
    """An embedder that gives sentences as they stand in a text; their vectors are kept in the
    index, since none could be made while a question waits."""

    def encode_in_context(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[Vectors, list[Vectors]]:
        """float32[n, dimension] of ``texts``, as ``encode_passages`` gives them, and for each text
        float32[sentences, dimension]: unit vectors of the sentences at its ``spans``, [start, end)
        in code points of the text."""
        ...


@runtime_checkable
class Judge(Protocol):
    """An embedder that also reads a question and a text together, which takes longer than to
    compare their vectors and tells better whether the one answers the other."""

    def judge(
        self, question: str, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[Vectors]:
        """For each text float32[sentences]: what speaks for an answer in the sentence at each of
        its ``spans``, [start, end) in code points, in log-odds against none; -inf for a sentence
        that could not be read."""
        ...
