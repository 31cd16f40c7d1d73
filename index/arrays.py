"""Named arrays in one file, mapped rather than read: the safetensors format.

The safetensors package copies what it loads; a mapped file costs nothing to open, stays out of a
process's own memory, and is shared by all processes that map it.
"""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_NAMES = {
    np.dtype(kind): name
    for kind, name in (
        (np.int64, "I64"),
        (np.uint64, "U64"),
        (np.int32, "I32"),
        (np.uint32, "U32"),
        (np.uint16, "U16"),
        (np.uint8, "U8"),
        (np.int8, "I8"),
        (np.bool_, "BOOL"),
    )
}
_DTYPES = {name: dtype for dtype, name in _NAMES.items()}
_ALIGNMENT = 8
_LENGTH = np.dtype("<u8")


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write ``arrays``, of one dimension each, to ``path``: equal arrays, equal bytes.

    Raises:
        OSError: the file cannot be written.
    """
    ordered = sorted(arrays.items(), key=lambda item: (-item[1].itemsize, item[0]))
    header: dict[str, Any] = {}
    end = 0
    for name, array in ordered:
        start, end = end, end + array.nbytes
        header[name] = {
            "dtype": _NAMES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [start, end],
        }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    with path.open("wb") as file:
        file.write(np.array(len(text), _LENGTH).tobytes())
        file.write(text)
        for _, array in ordered:
            file.write(np.ascontiguousarray(array).data)


def map_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays that ``write_arrays`` wrote, read-only, on disk until touched.

    Raises:
        OSError, ValueError, KeyError, TypeError: the file cannot be read, or is not such a file.
    """
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int(np.frombuffer(whole, _LENGTH, 1)[0])
    begin = _LENGTH.itemsize + length
    header = json.loads(whole[_LENGTH.itemsize : begin])
    return {
        name: np.frombuffer(
            whole, _DTYPES[entry["dtype"]], entry["shape"][0], begin + entry["data_offsets"][0]
        )
        for name, entry in header.items()
    }
