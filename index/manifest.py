"""The manifest: what a build was made from, and the size and digest of each of its files."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from index.changes import Changes
from index.files import FileDigest

SCHEMA_VERSION = 3
"""Changes with the layout; a build of another version is rebuilt, never converted."""


@dataclass(frozen=True, slots=True)
class EmbedderInfo:
    """The embedder that made the vectors."""

    name: str
    digest: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a build holds. A view is a passage's text or a translation of it."""

    documents: int
    passages: int
    views: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One build. ``created`` is in UTC; ``sources`` is ``index.sources_digest`` of its documents;
    ``managed`` has the ids and fingerprints of the sources' documents as they were last given,
    ``changes`` which of them the build holds otherwise or not at all; ``files`` maps paths relative
    to the build, with forward slashes."""

    build_id: str
    created: datetime
    embedder: EmbedderInfo
    splitter: str
    analysis: str
    store: Mapping[str, Any]
    sources: str
    counts: Counts
    files: Mapping[str, FileDigest]
    managed: Mapping[str, str] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> bytes:
        """The manifest as indented UTF-8 JSON."""
        fields = dataclasses.asdict(self)
        fields["created"] = self.created.isoformat()
        return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """Read what ``to_json`` wrote.

        Raises:
            ValueError: ``data`` is not such a manifest.
        """
        try:
            return _MANIFEST.validate_json(data, strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise ValueError(f"not a manifest: {where}: {first['msg']}") from error


_MANIFEST = TypeAdapter(Manifest)


def schema_version_of(data: bytes) -> int | None:
    """The schema version a manifest of any version declares, or None where there is none."""
    try:
        version = json.loads(data)["schema_version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return version if isinstance(version, int) else None
