"""The manifest survives writing and reading, and nothing else passes for one."""

from datetime import UTC, datetime

import pytest

from index.files import FileDigest
from index.manifest import SCHEMA_VERSION, Counts, EmbedderInfo, Manifest, schema_version_of

MANIFEST = Manifest(
    build_id="00000001-00000000",
    created=datetime(2026, 1, 17, 12, 30, tzinfo=UTC),
    embedder=EmbedderInfo("модель", "ab", 3),
    splitter="cd",
    analysis="1",
    store={"kind": "flat"},
    sources="ef",
    counts=Counts(1, 2, 3),
    files={"dense/ids.npy": FileDigest(5, "00")},
)


def test_round_trip() -> None:
    assert Manifest.from_json(MANIFEST.to_json()) == MANIFEST
    assert "модель" in MANIFEST.to_json().decode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        MANIFEST.to_json().replace(b'"counts"', b'"count"'),
        MANIFEST.to_json().replace(b'"size"', b'"sise"'),
        MANIFEST.to_json().replace(b"2026-01-17", b"2026-01-99"),
        MANIFEST.to_json().replace(b'"size": 5', b'"size": "5"'),
        b"[" * 100_000,
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Manifest.from_json(data)


@pytest.mark.parametrize(
    ("data", "version"),
    [
        (MANIFEST.to_json(), SCHEMA_VERSION),
        (b'{"schema_version": 9}', 9),
        (b"{}", None),
        (b"[", None),
        (b"[" * 100_000, None),
    ],
)
def test_the_schema_version_is_read_from_any_manifest(data: bytes, version: int | None) -> None:
    assert schema_version_of(data) == version
