"""The terms of one field of one segment, in arrays that can be mapped: found by a hash.

Terms are numbered in the order of their CRC-32 and then of their bytes, so a look-up is a binary
search among the hashes and one comparison, and two vocabularies agree on the order of the terms
that both have.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.arrays import Arrays

Hashes = NDArray[np.uint32]


def hashes_of(terms: Sequence[bytes]) -> Hashes:
    """uint32[terms]: what ``Vocabulary.numbers`` looks for them by."""
    return np.array([*map(crc32, terms)], dtype=np.uint32)


class Vocabulary:
    """Distinct terms, encoded in UTF-8, by number."""

    def __init__(self, hashes: Hashes, offsets: NDArray[np.int64], text: NDArray[np.uint8]) -> None:
        """Term i is ``text[offsets[i]:offsets[i + 1]]``, and ``hashes[i]`` its CRC-32."""
        self._hashes = hashes
        self._offsets = offsets
        self._text = text
        self._bytes = text.data

    def __len__(self) -> int:
        return len(self._hashes)

    @classmethod
    def build(cls, terms: Collection[bytes]) -> Self:
        """Number distinct ``terms``."""
        ordered = sorted((crc32(term), term) for term in terms)
        hashes = np.fromiter((digest for digest, _ in ordered), np.uint32, len(ordered))
        lengths = np.fromiter((len(term) for _, term in ordered), np.int64, len(ordered))
        offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        text = np.frombuffer(b"".join(term for _, term in ordered), np.uint8)
        return cls(hashes, offsets, text)

    def numbers(self, terms: Sequence[bytes], hashes: Hashes | None = None) -> list[int]:
        """The number of each of ``terms``, or -1; ``hashes`` are theirs, where they are at hand."""
        size = len(self)
        if not terms or not size:
            return [-1] * len(terms)
        if hashes is None:
            hashes = hashes_of(terms)
        places = np.searchsorted(self._hashes, hashes)
        np.minimum(places, size - 1, out=places)
        numbers: list[int] = np.where(self._hashes[places] == hashes, places, -1).tolist()
        begin, end = self._offsets[places].tolist(), self._offsets[places + 1].tolist()
        for order, number in enumerate(numbers):
            if number >= 0 and self._bytes[begin[order] : end[order]] != terms[order]:
                numbers[order] = self._after(number, terms[order])
        return numbers

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._bytes[self._offsets[number] : self._offsets[number + 1]])

    def all(self) -> list[bytes]:
        """Every term, by number."""
        whole = self._text.tobytes()
        edges = self._offsets.tolist()
        return [whole[start:end] for start, end in pairwise(edges)]

    def check(self) -> None:
        """Read all of it.

        Raises:
            ValueError: it does not fit together.
        """
        offsets = self._offsets
        sound = (
            self._hashes.dtype == np.uint32
            and offsets.dtype == np.int64
            and self._text.dtype == np.uint8
            and len(offsets) == len(self) + 1
            and offsets[0] == 0
            and offsets[-1] == len(self._text)
            and bool((np.diff(offsets) >= 0).all())
        )
        if not sound or [*map(crc32, terms := self.all())] != self._hashes.tolist():
            raise ValueError("terms that do not fit together")
        keys = [*zip(self._hashes.tolist(), terms, strict=True)]
        if any(first >= second for first, second in pairwise(keys)):
            raise ValueError("terms that are not in order")
        for term in terms:
            term.decode("utf-8", "surrogatepass")

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What ``from_arrays`` makes the same vocabulary of."""
        return {"hashes": self._hashes, "offsets": self._offsets, "text": self._text}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        return cls(arrays["hashes"], arrays["offsets"], arrays["text"])

    def _after(self, place: int, term: bytes) -> int:
        """The number of ``term``, which is not at ``place`` but may be after it: hashes collide."""
        digest = crc32(term)
        while place < len(self) and self._hashes[place] == digest:
            if self[place] == term:
                return place
            place += 1
        return -1
