"""The contract of an embedder; one file for each implementation beside this one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def unit(vectors: Vectors) -> Vectors:
    """The rows of ``vectors`` at length one; zero rows stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def centred(vectors: Vectors, centre: Vectors) -> Vectors:
    """The rows of ``vectors`` at length one, less ``centre``, at length one again; without the mean
    vector all are much alike (Mu and Viswanath 2018)."""
    return unit(unit(vectors) - centre)


@dataclass(frozen=True, slots=True, eq=False)
class SentencesInContext:
    """The sentences of a text as they stand in it: ``vectors`` float32[sentences, dimension], of
    unit length or zero, and ``tokens`` float32[tokens, width], the same of their tokens, of which
    ``counts`` int[sentences] says how many are of each sentence, one at the least."""

    vectors: Vectors
    tokens: Vectors
    counts: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class QuestionTokens:
    """The tokens of a question: ``vectors`` float32[tokens, width], of unit length or zero, and how
    much each counts, ``weights`` float32[tokens], which sum to one."""

    vectors: Vectors
    weights: Vectors

    def met(self, tokens: Vectors, counts: NDArray[np.intp]) -> Vectors:
        """float32[sentences]: how well sentences of ``counts`` of these ``tokens``, in this order,
        meet the question, each token of which is met by the nearest one: a weighted mean of cosines
        (ColBERT, Khattab and Zaharia 2020). No count may be zero."""
        starts = np.cumsum(counts) - counts
        met: Vectors = self.weights @ np.maximum.reduceat(self.vectors @ tokens.T, starts, axis=1)
        return met


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
    """An embedder that gives sentences as they stand in a text, and their tokens, with which those
    of a question are compared one by one (late interaction). Those of sentences are kept in the
    index, since none could be made while a question waits."""

    def encode_in_context(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[Vectors, list[SentencesInContext]]:
        """float32[n, dimension] of ``texts``, as ``encode_passages`` gives them, and for each text
        the sentences at its ``spans``, [start, end) in code points of the text."""
        ...

    def encode_tokens(self, question: str) -> QuestionTokens:
        """The tokens of a question, to be compared with those of sentences."""
        ...
