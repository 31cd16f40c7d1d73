"""Any other embedding model, through sentence-transformers."""

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.embedder import Vectors
from index.errors import ModelError
from index.modelfiles import locate_model, model_digest
from index.prompts import Prompts, prompts_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceTransformerEmbedder:
    """A local model directory or a hub name, loaded by sentence-transformers.

    Its own modules decide pooling, truncation and the like. The import of sentence-transformers
    and the load wait for the first text, so an index can be compared with a model's digest at once.
    """

    def __init__(
        self,
        name_or_path: str,
        *,
        prompts: Prompts | None = None,
        allow_download: bool = False,
        device: str = "cpu",
        batch_size: int = 32,
    ) -> None:
        """Find the files of a model; ``prompts`` None takes those of its configuration.

        Raises:
            ModelError: the model is not on this machine and may not, or cannot, be fetched.
        """
        self._directory = locate_model(name_or_path, allow_download=allow_download)
        self._name = name_or_path
        self._prompts = prompts or prompts_of(name_or_path, self._directory)
        self._device = device
        self._batch_size = batch_size
        self._loading = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def digest(self) -> str:
        return model_digest(self._directory, self._prompts.query, self._prompts.passage)

    @property
    def dimension(self) -> int:
        dimension = self._model().get_embedding_dimension()
        if dimension is None:
            raise ModelError(f"{self._name} does not tell the dimension of its vectors")
        return int(dimension)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._prompts.passage)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = self._model().encode(
            list(texts),
            prompt=prompt,
            batch_size=self._batch_size,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    def _model(self) -> "SentenceTransformer":
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                str(self._directory), device=self._device, local_files_only=True
            )
        except Exception as error:  # whatever the modules of a model raise
            cause = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelError(f"model {self._name!r} cannot be loaded: {cause}") from error
