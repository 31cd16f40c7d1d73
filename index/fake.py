"""An embedder for tests, shipped beside the real ones."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from index.embedder import Vectors

_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіabcdefghijklmnopqrstuvwxyz0123456789"


class FakeEmbedder:
    """Counts letters: number i of a vector is how often letter i is in the text, over the length.

    The letters are those of Russian, Kazakh and English and the digits, without regard to case;
    ё is not among them. So the text "Баба" gives (2, 2, 0, 0, …) / √8. ``queries`` and
    ``passages`` list the texts that were encoded, in order.
    """

    def __init__(self, letters: str = _LETTERS) -> None:
        self._letters = letters
        self.queries: list[str] = []
        self.passages: list[str] = []

    @property
    def name(self) -> str:
        return "fake"

    @property
    def digest(self) -> str:
        return sha256(self._letters.encode()).hexdigest()

    @property
    def dimension(self) -> int:
        return len(self._letters)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        self.queries.extend(texts)
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.passages.extend(texts)
        return self._encode(texts)

    def encode_in_context(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> tuple[Vectors, list[Vectors]]:
        """A sentence's vector counts its own letters."""
        self.passages.extend(texts)
        parts = [
            self._encode([text[start:end] for start, end in places])
            for text, places in zip(texts, spans, strict=True)
        ]
        return self._encode(texts), parts

    def judge(
        self, question: str, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[Vectors]:
        """Ten times how alike the letters of question and sentence are, less five."""
        asked = self._encode([question])[0]
        return [
            10 * self._encode([text[start:end] for start, end in places]) @ asked - 5
            for text, places in zip(texts, spans, strict=True)
        ]

    def _encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array(
            [[text.lower().count(letter) for letter in self._letters] for text in texts],
            dtype=np.float32,
        ).reshape(len(texts), self.dimension)
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        vectors: Vectors = counts / np.maximum(lengths, 1)
        return vectors
