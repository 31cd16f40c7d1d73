"""Prompts: the words a model was trained to see before a query and before a passage."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelError

_CONFIG = "config_sentence_transformers.json"
_KNOWN: Mapping[str, tuple[str, str]] = {
    # As the model cards of intfloat say: the files of these models do not hold the prompts.
    "multilingual-e5-small": ("query: ", "passage: "),
    "multilingual-e5-base": ("query: ", "passage: "),
    "multilingual-e5-large": ("query: ", "passage: "),
}


@dataclass(frozen=True, slots=True)
class Prompts:
    """What is put before each text; empty strings for nothing."""

    query: str = ""
    passage: str = ""


def prompts_of(name: str, directory: Path) -> Prompts:
    """The prompts of the model ``name`` whose files are in ``directory``.

    The model's own configuration says which (under the names sentence-transformers uses: query;
    document, passage or corpus), else a list of known models by the last part of the name.

    Raises:
        ModelError: the configuration is not JSON of the expected form.
    """
    path = directory / _CONFIG
    own: Mapping[str, str | None] = {}
    if path.is_file():
        try:
            own = json.loads(path.read_text(encoding="utf-8")).get("prompts") or {}
            query = own.get("query") or ""
            passage = next(
                (own[key] for key in ("document", "passage", "corpus") if own.get(key)), ""
            )
        except (OSError, ValueError, AttributeError) as error:
            raise ModelError(f"{path} is not a model's configuration: {error}") from error
        if query or passage:
            return Prompts(query, passage or "")
    return Prompts(*_KNOWN.get(name.rstrip("/").rsplit("/", 1)[-1], ("", "")))
