"""What stands for tokens, by hand."""

import math
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from index import ModelError
from index.tokenhead import TokenHead

LOWER = np.array([[3.0, 4.0], [0.0, 2.0]], dtype=np.float32)
UPPER = np.array([[0.0, 5.0], [1.0, 0.0]], dtype=np.float32)
CENTRE = np.array([0.0, 0.5], dtype=np.float32)
PROJECTION = np.array([[1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], dtype=np.float16)


def write(path: Path, **changed: np.ndarray) -> Path:
    tensors: dict[str, np.ndarray] = {
        "projection": PROJECTION,
        "weigher": np.array([0, 5, 0, 0], dtype=np.float32),
        "bias": np.array([-4], dtype=np.float32),
        "centre": CENTRE,
    }
    save_file({**tensors, **changed}, path)
    return path


def test_vectors_by_hand(tmp_path: Path) -> None:
    head = TokenHead.load(write(tmp_path / "head"), 2)
    assert head.width == 3
    # Half way (0.6, 0.8) and (0, 1); at the end (0, 1) - (0, 0.5) -> (0, 1), and
    # (1, 0) - (0, 0.5) = (1, -0.5) -> (2, -1) / sqrt 5.
    found = head.vectors(LOWER, UPPER)
    first = np.array([0.6, 1.0, 0.0]) / math.hypot(0.6, 1.0)
    second = np.array([0.0, -1.0, 2.0]) / math.sqrt(5)
    assert found == pytest.approx(np.stack([first, second]), abs=1e-6)
    assert found.dtype == np.float32


def test_weights_by_hand(tmp_path: Path) -> None:
    head = TokenHead.load(write(tmp_path / "head"), 2)
    asked = head.question(LOWER, UPPER)
    # 5 * 0.8 - 4 = 0 and 5 * 1 - 4 = 1, through log(1 + e^x).
    one, other = math.log(2), math.log(1 + math.e)
    assert asked.weights == pytest.approx([one / (one + other), other / (one + other)])
    assert asked.vectors == pytest.approx(head.vectors(LOWER, UPPER))


@pytest.mark.parametrize(
    "changed",
    [
        {"projection": PROJECTION[:, :3]},
        {"weigher": np.zeros(3, dtype=np.float32)},
        {"bias": np.zeros(2, dtype=np.float32)},
        {"centre": np.zeros(3, dtype=np.float32)},
    ],
)
def test_a_head_for_other_states_is_refused(tmp_path: Path, changed: dict[str, np.ndarray]) -> None:
    with pytest.raises(ModelError, match="is not for states of 2 numbers"):
        TokenHead.load(write(tmp_path / "head", **changed), 2)


def test_what_is_no_head_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        TokenHead.load(tmp_path / "head", 2)
    (tmp_path / "head").write_bytes(b"no tensors")
    with pytest.raises(ModelError, match="cannot be read"):
        TokenHead.load(tmp_path / "head", 2)
    save_file({"projection": PROJECTION}, tmp_path / "head")
    with pytest.raises(ModelError, match="cannot be read: 'weigher'"):
        TokenHead.load(tmp_path / "head", 2)
