"""Layers of a transformer as ONNX files, run a text at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LONGEST = 512
"""Tokens that are read at once."""
_OVERLAP = 64


def load_layers(path: Path) -> "InferenceSession":
    """The layers of an ONNX file, to be run in one thread.

    Raises:
        ModelError: it is missing or damaged.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Questions are answered side by side, and passages read so: each needs one thread.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has an exception a status, of no common base
        cause = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"{path} cannot be loaded: {cause}") from error


def windows(length: int) -> Iterator[tuple[int, int, int]]:
    """[start, end) of each window over that many tokens, and how many of its first tokens are the
    window's before it."""
    start, own = 0, 0
    while True:
        end = min(start + LONGEST, length)
        yield start, end, own
        if end == length:
            return
        start, own = end - _OVERLAP, _OVERLAP // 2
