"""Rerankers: models that read a query and a passage together."""

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.modelfiles import locate_model, model_digest

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


@runtime_checkable
class Reranker(Protocol):
    """Scores passages against a query. ``digest`` identifies the weights."""

    @property
    def name(self) -> str: ...

    @property
    def digest(self) -> str: ...

    def score(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """float32[n]: the higher, the better passage i answers the query; no fixed range."""
        ...


class CrossEncoderReranker:
    """A local cross-encoder directory or a hub name, loaded by sentence-transformers when used."""

    def __init__(
        self,
        name_or_path: str,
        *,
        allow_download: bool = False,
        device: str = "cpu",
        batch_size: int = 32,
    ) -> None:
        """Find the files of a model.

        Raises:
            ModelError: the model is not on this machine and may not, or cannot, be fetched.
        """
        self._directory = locate_model(name_or_path, allow_download=allow_download)
        self._name = name_or_path
        self._device = device
        self._batch_size = batch_size
        self._loading = threading.Lock()
        self._loaded: CrossEncoder | None = None

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def digest(self) -> str:
        return model_digest(self._directory)

    def score(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        if not passages:
            return np.empty(0, dtype=np.float32)
        scores = self._model().predict(
            [(query, passage) for passage in passages],
            batch_size=self._batch_size,
            show_progress_bar=False,
        )
        scores = np.asarray(scores, dtype=np.float32)
        if scores.shape != (len(passages),):
            raise ModelError(
                f"reranker {self._name!r} gives {scores.shape[1:]} numbers a passage, expected one"
            )
        return scores

    def _model(self) -> "CrossEncoder":
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> "CrossEncoder":
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(
                str(self._directory), device=self._device, local_files_only=True
            )
        except Exception as error:  # whatever the modules of a model raise
            cause = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelError(f"reranker {self._name!r} cannot be loaded: {cause}") from error
        return model
