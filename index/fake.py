"""An embedder for tests, shipped beside the real ones."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from index.embedder import QuestionTokens, SentencesInContext, Vectors

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
    ) -> tuple[Vectors, list[SentencesInContext]]:
        """A sentence's vector counts its own letters, and each of them is a token."""
        self.passages.extend(texts)
        return self._encode(texts), [
            self._sentences([text[start:end] for start, end in places])
            for text, places in zip(texts, spans, strict=True)
        ]

    def encode_tokens(self, question: str) -> QuestionTokens:
        """Each letter is a token: a letter of the question is met with 1 where the sentence has it,
        else with 0; they count alike."""
        letters = self._tokens(question)
        return QuestionTokens(letters, np.full(len(letters), 1 / len(letters), dtype=np.float32))

    def _encode(self, texts: Sequence[str]) -> Vectors:
        counts = np.array(
            [[text.lower().count(letter) for letter in self._letters] for text in texts],
            dtype=np.float32,
        ).reshape(len(texts), self.dimension)
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        vectors: Vectors = counts / np.maximum(lengths, 1)
        return vectors

    def _sentences(self, sentences: Sequence[str]) -> SentencesInContext:
        tokens = [self._tokens(sentence) for sentence in sentences]
        return SentencesInContext(
            self._encode(sentences),
            np.concatenate(tokens) if tokens else np.zeros((0, self.dimension), np.float32),
            np.array([len(part) for part in tokens], dtype=np.intp),
        )

    def _tokens(self, text: str) -> Vectors:
        """A row with a single 1 for each letter of ``text``; a row of zeros if there is none."""
        places = [self._letters.index(c) for c in text.lower() if c in self._letters]
        rows = np.zeros((max(1, len(places)), self.dimension), dtype=np.float32)
        rows[np.arange(len(places)), places] = 1.0
        return rows
