"""Damage to the files of a build."""

from pathlib import Path

FILES = sorted(
    {
        "current",
        "manifest.json",
        "catalog.sqlite",
        "dense/index.faiss",
        "dense/ids.npy",
        "dense/store.json",
        "lexical/segments.json",
        "lexical/removed.safetensors",
        "lexical/0*.safetensors",
    }
)


def one_file(directory: Path, pattern: str) -> Path:
    if pattern == "current":
        return directory / "current"
    build_id = (directory / "current").read_text().split()[0]
    return sorted((directory / "builds" / build_id).glob(pattern))[0]


def flip_first(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


def flip_middle(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 16]) + content[middle + 1 :]


def flip_last(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 128])


def truncate(content: bytes) -> bytes:
    return content[:-1]


def halve(content: bytes) -> bytes:
    return content[: len(content) // 2]


def empty(content: bytes) -> bytes:
    return content[:0]


def grow(content: bytes) -> bytes:
    return content + b"\0"
