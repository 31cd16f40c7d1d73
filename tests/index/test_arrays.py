"""Files of arrays: what the safetensors package reads, and what is refused."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from index.arrays import map_arrays, write_arrays

ARRAYS = {
    "small": np.array([1, 2, 3], np.uint8),
    "large": np.array([-(2**60), 2**60]),
    "none": np.empty(0, np.uint64),
    "слово": np.array([7], np.int32),
    "flags": np.array([True, False]),
}


def test_arrays_come_back(tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", ARRAYS)
    mapped = map_arrays(tmp_path / "file")
    assert mapped.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert mapped[name].dtype == array.dtype
        assert mapped[name].tolist() == array.tolist()
        assert mapped[name].flags.aligned
        assert not mapped[name].flags.writeable


def test_the_format_is_that_of_safetensors(tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", ARRAYS)
    read = load_file(tmp_path / "file")
    assert {name: read[name].tolist() for name in read} == {
        name: array.tolist() for name, array in ARRAYS.items()
    }


def test_equal_arrays_make_equal_files(tmp_path: Path) -> None:
    write_arrays(tmp_path / "one", ARRAYS)
    write_arrays(tmp_path / "two", dict(reversed(ARRAYS.items())))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_no_arrays_make_a_file_too(tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", {})
    assert map_arrays(tmp_path / "file") == {}


@pytest.mark.parametrize("size", [0, 4, 20, 300, -1])
def test_a_file_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "file"
    write_arrays(path, ARRAYS)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(ValueError, match=r"empty file|buffer|Expecting|Unterminated"):
        map_arrays(path)
