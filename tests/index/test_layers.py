from itertools import pairwise
from pathlib import Path

import pytest

from index.errors import ModelError
from index.layers import load_layers, windows


@pytest.mark.parametrize("length", [1, 511, 512, 513, 960, 961, 5000])
def test_windows_cover_every_token_once(length: int) -> None:
    found = list(windows(length))
    own = [range(start + skipped, end) for start, end, skipped in found]
    covered = [token for tokens in reversed(own) for token in tokens]
    assert set(covered) == set(range(length))
    assert all(end - start <= 512 for start, end, _ in found)
    assert all(later.start <= earlier.stop for earlier, later in pairwise(own))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.onnx cannot be loaded"):
        load_layers(tmp_path / "none.onnx")
