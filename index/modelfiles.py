"""The files of a model: which of them shape a vector, and their digest."""

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelError
from index.files import FileDigest, files_under

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_HUB_NAME = re.compile(r"([\w.-]+/)?[\w.-]+")
_SUFFIXES = frozenset({".json", ".txt", ".model", ".bpe", ".safetensors", ".bin", ".onnx", ".py"})
_IGNORED = frozenset({"onnx", "openvino", "coreml"})
"""Folders of other forms of the same weights, which are not loaded here."""
_PROMPTS = "config_sentence_transformers.json"
"""Library versions and prompts; the prompts in use are among the settings of the digest."""


def model_digest(directory: Path, *settings: str) -> str:
    """Hexadecimal SHA-256 over the names and bytes of a model's files, and over ``settings``.

    Raises:
        ModelError: a file cannot be read, or there is none.
    """
    total = sha256(json.dumps(settings, ensure_ascii=False).encode())
    files = [path for path in files_under(directory) if _counts(path.relative_to(directory))]
    if not files:
        raise ModelError(f"{directory} holds no model: there are no weights or settings in it")
    for path in files:
        try:
            digest = FileDigest.of(path).sha256
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror or error}") from error
        total.update(f"\n{path.relative_to(directory).as_posix()} {digest}".encode())
    return total.hexdigest()


def locate_model(name_or_path: str, *, allow_download: bool) -> Path:
    """The directory of a model: the path itself, or the hub's files kept on this machine.

    Only where ``allow_download`` and they are not there are they fetched. A hub name without an
    owner is one of sentence-transformers', as in that library.

    Raises:
        ModelError: there is no such directory or hub name, or it is not here and may not, or
            cannot, be fetched.
    """
    path = Path(name_or_path).expanduser()
    if path.is_dir():
        return path
    if not _HUB_NAME.fullmatch(name_or_path):
        raise ModelError(f"model {name_or_path!r}: no such directory, and not a name on the hub")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import (
        HfHubHTTPError,
        IncompleteSnapshotError,
        LocalEntryNotFoundError,
    )

    hub_name = name_or_path if "/" in name_or_path else f"sentence-transformers/{name_or_path}"
    unused = [f"{folder}/*" for folder in _IGNORED]
    try:
        return Path(snapshot_download(hub_name, ignore_patterns=unused, local_files_only=True))
    except LocalEntryNotFoundError as error:
        if not allow_download:
            if isinstance(error, IncompleteSnapshotError) and error.snapshot_path:
                return Path(error.snapshot_path)  # often enough to load: loading will tell
            raise ModelError(
                f"model {name_or_path!r} is not on this machine: allow downloads, give the path of"
                " a directory, or use the bundled model"
            ) from error
    try:
        return Path(snapshot_download(hub_name, ignore_patterns=unused))
    except (OSError, HfHubHTTPError, ValueError) as error:
        cause = str(error).strip().splitlines()[0]
        raise ModelError(f"model {name_or_path!r} cannot be fetched: {cause}") from error


def load_tokenizer(path: Path) -> "Tokenizer":
    """The tokenizer in a file of the tokenizers library.

    Raises:
        ModelError: it cannot be read.
    """
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises plain Exception
        raise ModelError(f"{path} cannot be read: {error}") from error


def module_types(directory: Path) -> Sequence[tuple[str, str]]:
    """(class name without its package, folder) of each module in ``modules.json``; empty if none.

    Raises:
        ModelError: the file is not JSON of the expected form.
    """
    path = directory / "modules.json"
    if not path.is_file():
        return []
    try:
        modules: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return [(str(m["type"]).rsplit(".", 1)[-1], str(m["path"])) for m in modules]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} is not a list of modules: {error!r}") from error


def _counts(path: Path) -> bool:
    return (
        path.suffix in _SUFFIXES and path.name != _PROMPTS and not _IGNORED.intersection(path.parts)
    )
