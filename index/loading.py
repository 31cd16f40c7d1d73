"""Choosing an embedder for a model's name or path."""

from pathlib import Path

from index.contextual import ContextualEmbedder, is_contextual
from index.embedder import Embedder
from index.errors import ModelError
from index.modelfiles import locate_model
from index.prompts import Prompts
from index.static import StaticEmbedder, is_static
from index.transformer import SentenceTransformerEmbedder

BUNDLED_MODEL = "e5-ru-kk-en"
"""The model that comes with the package; its name is also that of its directory."""

WORD_MODEL = "static-ru-kk-en"
"""Comes with the package too: vectors of words alone, and a model for large collections, far faster
and less good."""

MODELS = Path(__file__).parent / "models"
"""Where the bundled models are."""


def load_embedder(
    name_or_path: str | Path | None = None,
    *,
    prompts: Prompts | None = None,
    allow_download: bool = False,
    device: str = "cpu",
) -> Embedder:
    """The embedder of a model: a bundled one (None, or its name), a directory, or a hub name.

    A static embedding model, or one of the bundled one's kind, is read without torch, any other one
    by sentence-transformers.
    ``prompts`` None takes those of the model's own configuration, or known ones.

    Raises:
        ModelError: the model is not on this machine and may not, or cannot, be fetched; or its
            files are damaged.
    """
    name = str(name_or_path) if name_or_path is not None else BUNDLED_MODEL
    if name in (BUNDLED_MODEL, WORD_MODEL) and not Path(name).is_dir():
        directory = MODELS / name
        if not directory.is_dir():
            raise ModelError(f"the bundled model is not in {directory}: install the package again")
    else:
        directory = locate_model(name, allow_download=allow_download)
    if is_contextual(directory):
        words = StaticEmbedder(MODELS / WORD_MODEL)
        return ContextualEmbedder(directory, words, name=name, prompts=prompts)
    if is_static(directory):
        return StaticEmbedder(directory, name=name, prompts=prompts)
    return SentenceTransformerEmbedder(
        name, prompts=prompts, allow_download=allow_download, device=device
    )
