"""The layers of the bundled model that read one text: what they say of its tokens.

The token table is in four bits, the layers in eight (``index.layers``); texts are read one at a
time, so that nothing depends on which others were read. A text of over 512 tokens is read in
windows that overlap by 64.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.errors import ModelError
from index.layers import load_layers, windows
from index.modelfiles import load_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding

LOWER_FILE, UPPER_FILE = "lower.onnx", "upper.onnx"
TABLE_FILE, TOKENIZER_FILE = "tokens.safetensors", "tokenizer.json"
BLOCK = 32
"""Numbers of a token's vector that share a scale."""
_ARRAYS = ("places", "gain", "bias", "query_centre", "passage_centre")
_EPSILON = 1e-12


class States:
    """Reads texts with the layers in ``directory``."""

    def __init__(self, directory: Path) -> None:
        """Load tokenizer, token table and layers.

        Raises:
            ModelError: a file is missing or damaged, or the files do not fit together.
        """
        self._tokenizer = load_tokenizer(directory / TOKENIZER_FILE)
        self.table = TokenTable.load(directory / TABLE_FILE)
        if self.table.size < self._tokenizer.get_vocab_size():
            raise ModelError(
                f"{directory}: vectors of {self.table.size} tokens for a vocabulary of"
                f" {self._tokenizer.get_vocab_size()}"
            )
        self._lower = load_layers(directory / LOWER_FILE)
        self._upper = load_layers(directory / UPPER_FILE)

    @property
    def dimension(self) -> int:
        return self.table.dimension

    def encoded(self, texts: Sequence[str]) -> "list[Encoding]":
        """The tokens of texts, with their prompts."""
        return self._tokenizer.encode_batch(list(texts))

    def lower(self, ids: Sequence[int]) -> Vectors:
        """float32[tokens, dimension]: what the lower layers say of each token."""
        return self._run(self._lower, len(ids), lambda start, end: self.table.of(ids[start:end]))

    def upper(self, lower: Vectors) -> Vectors:
        """float32[tokens, dimension]: what the upper layers make of what the lower ones say."""
        return self._run(self._upper, len(lower), lambda start, end: lower[start:end])

    def _run(
        self, layers: "InferenceSession", length: int, rows: Callable[[int, int], Vectors]
    ) -> Vectors:
        """What ``layers`` make of so many tokens, of which ``rows`` gives those of a window."""
        found = np.zeros((length, self.dimension), dtype=np.float32)
        for start, end, own in windows(length):
            [states] = layers.run(None, {"x": rows(start, end)[None]})
            found[start + own : end] = states[0, own:]
        return found


def places_of(encoding: "Encoding", first: int) -> NDArray[np.int64]:
    """int64[tokens, 2]: start and end of each token, from ``first`` of what was read."""
    return np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2) - first


def within(places: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    starts, ends = places.T
    inside: NDArray[np.bool_] = (starts < end) & (ends > start) & (starts < ends)
    return inside


class TokenTable:
    """What goes into the first layer: each token's vector with its place, normalised; and the mean
    unit vectors of queries and of passages."""

    def __init__(self, tensors: dict[str, NDArray[Any]]) -> None:
        self._codes, self._scales = tensors["codes"], tensors["scales"]
        self._places, self._gain, self._bias, self.query_centre, self.passage_centre = (
            tensors[key].astype(np.float32) for key in _ARRAYS
        )
        if self._codes.shape[1] * 2 != self.dimension or len(self._codes) != len(self._scales):
            raise ValueError(f"codes of shape {self._codes.shape} for {self.dimension} numbers")

    @classmethod
    def load(cls, path: Path) -> "TokenTable":
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            return cls(load_file(path))
        except (OSError, SafetensorError, KeyError, ValueError, IndexError) as error:
            raise ModelError(f"{path} cannot be read: {error}") from error

    @property
    def size(self) -> int:
        return len(self._codes)

    @property
    def dimension(self) -> int:
        return int(self._places.shape[1])

    def of(self, ids: Sequence[int]) -> Vectors:
        """float32[tokens, dimension] of at most 512 tokens in their places."""
        whole = token_vectors(self._codes[ids], self._scales[ids]) + self._places[: len(ids)]
        whole -= whole.mean(axis=1, keepdims=True)
        whole /= np.sqrt((whole * whole).mean(axis=1, keepdims=True) + _EPSILON)
        normalised: Vectors = whole * self._gain + self._bias
        return normalised


def token_vectors(codes: NDArray[np.uint8], scales: NDArray[np.float16]) -> Vectors:
    """float32[tokens, hidden]: the numbers that ``codes`` and ``scales`` stand for."""
    blocks = codes.reshape(len(codes), -1, BLOCK // 2)
    numbers = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8
    whole: Vectors = (numbers * scales.astype(np.float32)[..., None]).reshape(len(codes), -1)
    return whole
