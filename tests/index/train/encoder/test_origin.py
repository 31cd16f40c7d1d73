from pathlib import Path

import numpy as np
import pytest

from index.states import token_vectors
from index.train.encoder.origin import read_origin
from tests.index.encoders import HEADS, HIDDEN, INNER, LAYERS, origin_bytes, tiny_origin


def test_four_bits_by_hand() -> None:
    codes = np.zeros((1, 16), dtype=np.uint8)
    codes[0, 0] = 0x9F  # number 0 is 15 - 8, number 16 is 9 - 8
    found = token_vectors(codes, np.array([[0.5]], dtype=np.float16))
    assert found.shape == (1, 32)
    assert found[0, 0] == 3.5
    assert found[0, 16] == 0.5
    assert found[0, 1] == -4.0


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    origin = tiny_origin()
    for name, values in origin.weights.items():
        if values.ndim == 2 and name.startswith("encoder."):
            whole = np.clip(np.rint(values * 64), -8, 7)
            origin.weights[name] = (whole / 64).astype(np.float32)
    path = tmp_path / "model.bin"
    path.write_bytes(origin_bytes(origin))
    read = read_origin(path)
    assert (read.hidden, read.layers, read.heads, read.inner) == (HIDDEN, LAYERS, HEADS, INNER)
    assert read.pieces == origin.pieces
    assert np.array_equal(read.scores, origin.scores)
    assert np.array_equal(read.codes, origin.codes)
    assert np.array_equal(read.scales, origin.scales)
    assert read.weights.keys() == origin.weights.keys()
    for name, values in origin.weights.items():
        assert np.array_equal(read.weights[name], values.astype(np.float32)), name


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"GGUF and so on")
    with pytest.raises(ValueError, match=r"begins with b'GGUF', expected b'E5S1'"):
        read_origin(tmp_path / "x")
