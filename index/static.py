"""Static embeddings without torch: the mean of a vector for each token.

Reads what sentence-transformers' ``StaticEmbedding`` writes, and gives its vectors; importing
sentence-transformers takes seconds and hundreds of megabytes, this module neither.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors, unit
from index.errors import ModelError
from index.modelfiles import load_tokenizer, model_digest, module_types
from index.prompts import Prompts, prompts_of

_WEIGHTS = "embedding.weight"
_TOKENS_AT_ONCE = 1 << 16


class StaticEmbedder:
    """A model directory of one ``StaticEmbedding``, optionally followed by ``Normalize``."""

    def __init__(
        self, directory: Path, *, name: str | None = None, prompts: Prompts | None = None
    ) -> None:
        """Load a model; ``prompts`` None takes those of its configuration.

        Raises:
            ModelError: a file is missing or damaged, or the model is of another kind.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        if not is_static(directory):
            raise ModelError(f"{directory} is not a static embedding model; see its modules.json")
        self._directory = directory
        self._name = name or directory.name
        self._prompts = prompts or prompts_of(self._name, directory)
        folder = directory / module_types(directory)[0][1]
        self._tokenizer = load_tokenizer(folder / "tokenizer.json")
        try:
            weights = load_file(folder / "model.safetensors")[_WEIGHTS]
        except (OSError, SafetensorError, KeyError) as error:
            raise ModelError(f"{folder / 'model.safetensors'} cannot be read: {error}") from error
        if weights.ndim != 2 or len(weights) < self._tokenizer.get_vocab_size():
            raise ModelError(
                f"{folder}: weights of shape {weights.shape} for a vocabulary of"
                f" {self._tokenizer.get_vocab_size()} tokens"
            )
        self._weights: NDArray[np.floating] = weights
        self._tokenizer.no_padding()

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def digest(self) -> str:
        return model_digest(self._directory, self._prompts.query, self._prompts.passage)

    @property
    def dimension(self) -> int:
        return int(self._weights.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._prompts.query + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([self._prompts.passage + text for text in texts])

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """float32[n, dimension]: unit vectors of single words, without any prompt."""
        return self._encode(list(words))

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        for vector, encoding in zip(vectors, encodings, strict=True):
            tokens = encoding.ids
            for start in range(0, len(tokens), _TOKENS_AT_ONCE):
                rows = self._weights[tokens[start : start + _TOKENS_AT_ONCE]]
                vector += rows.sum(axis=0, dtype=np.float32)
        return unit(vectors)


def is_static(directory: Path) -> bool:
    """Whether a model directory can be read by StaticEmbedder.

    Raises:
        ModelError: its ``modules.json`` is damaged.
    """
    kinds = [kind for kind, _ in module_types(directory)]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
