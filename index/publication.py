"""Builds made current in one step, by one writer at a time.

A build is written in a draft directory that no reader looks at, synced, checked, renamed to its
final name, and only then named in ``current``, which is replaced in one atomic rename. Whatever
stops the writer, ``current`` names a complete build; the next writer removes what was left behind.
"""

import contextlib
import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import (
    IndexDamagedError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
)
from index.files import (
    FileDigest,
    draft_of,
    files_under,
    replace_file,
    sync_directory,
    sync_file,
    writing,
)
from index.layout import REBUILD, BuildLayout, Layout
from index.manifest import SCHEMA_VERSION, Manifest, schema_version_of

_POINTER = re.compile(r"(?P<build>\d{8}-[0-9a-f]{8}) (?P<manifest>[0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True)
class Pointer:
    """The content of ``current``: a build and the SHA-256 of its manifest."""

    build_id: str
    manifest_sha256: str

    def to_bytes(self) -> bytes:
        return f"{self.build_id} {self.manifest_sha256}\n".encode()


def read_pointer(layout: Layout) -> Pointer:
    """Which build is current.

    Raises:
        IndexMissingError: there is none.
        IndexDamagedError: the file does not name one.
    """
    try:
        text = layout.current.read_bytes().decode("ascii", "replace")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissingError(f"there is no index in {layout.directory}; {REBUILD}") from error
    except OSError as error:
        raise IndexDamagedError(f"{layout.current} cannot be read ({error}); {REBUILD}") from error
    match = _POINTER.fullmatch(text)
    if match is None:
        raise IndexDamagedError(f"{layout.current} does not name a build; {REBUILD}")
    return Pointer(match["build"], match["manifest"])


def read_manifest(layout: Layout, pointer: Pointer) -> Manifest:
    """The manifest of the build that ``pointer`` names.

    Raises:
        IndexDamagedError: it is missing, or is not the file that was published.
        IndexMismatchError: another version of this program wrote it.
    """
    path = layout.build(pointer.build_id).manifest
    try:
        data = path.read_bytes()
    except OSError as error:
        cause = error.strerror or error
        raise IndexDamagedError(f"{path} cannot be read ({cause}); {REBUILD}") from error
    if hashlib.sha256(data).hexdigest() != pointer.manifest_sha256:
        raise IndexDamagedError(f"{path} does not match its digest; {REBUILD}")
    version = schema_version_of(data)
    if version != SCHEMA_VERSION:
        raise IndexMismatchError(
            f"{path} has schema version {version}, expected {SCHEMA_VERSION}; {REBUILD}"
        )
    try:
        return Manifest.from_json(data)
    except ValueError as error:
        raise IndexDamagedError(f"{path} cannot be read ({error}); {REBUILD}") from error


def current_manifest(directory: Path) -> Manifest:
    """What the current build of an index was made from; nothing else of it is read.

    Raises:
        IndexMissingError: the directory has no index.
        IndexDamagedError: the pointer or the manifest cannot be read.
        IndexMismatchError: made by another version of the program.
    """
    layout = Layout(directory)
    return read_manifest(layout, read_pointer(layout))


@contextlib.contextmanager
def exclusive(layout: Layout, timeout_s: float) -> Iterator[None]:
    """Hold the writer's lock, waiting at most ``timeout_s`` seconds for it.

    Raises:
        IndexLockedError: another process held it all that time.
        IndexWriteError: the directory cannot be written.
    """
    from filelock import FileLock, Timeout  # slow to import, and readers need no lock

    with writing(layout.directory):
        layout.builds.mkdir(parents=True, exist_ok=True)
        lock = FileLock(layout.lock, timeout=timeout_s)
        try:
            lock.acquire()
        except Timeout as error:
            raise IndexLockedError(
                f"another process is writing the index in {layout.directory};"
                f" it did not finish within {timeout_s:g} s"
            ) from error
    try:
        yield
    finally:
        lock.release()


def new_build_id(layout: Layout) -> str:
    """An id that sorts after those of all builds present."""
    numbers = [int(path.name.split("-")[0]) for path in _builds(layout)]
    return f"{max(numbers, default=0) + 1:08d}-{secrets.token_hex(4)}"


def seal(draft: BuildLayout, known: Mapping[str, FileDigest]) -> dict[str, FileDigest]:
    """Sync every file of a draft to the disk; sizes and digests by relative path.

    ``known`` has those of files that are links to a published build's, which are on the disk.
    """
    digests = {}
    for path in files_under(draft.directory):
        name = path.relative_to(draft.directory).as_posix()
        if name in known:
            digests[name] = known[name]
        else:
            sync_file(path)
            digests[name] = FileDigest.of(path)
    return digests


def publish(layout: Layout, draft: BuildLayout, manifest: Manifest) -> None:
    """Make a sealed draft the current build.

    Raises:
        IndexWriteError: a step failed; the build that was current still is, or this one is.
    """
    data = manifest.to_json()
    build = layout.build(manifest.build_id)
    pointer = Pointer(manifest.build_id, hashlib.sha256(data).hexdigest())
    with writing(layout.directory):
        draft.manifest.write_bytes(data)
        sync_file(draft.manifest)
        for path in draft.directory.rglob("*"):
            if path.is_dir():
                sync_directory(path)
        sync_directory(draft.directory)
        draft.directory.rename(build.directory)
        sync_directory(layout.builds)
        replace_file(layout.current, pointer.to_bytes())


def clean(layout: Layout, keep: int) -> None:
    """Remove drafts, builds that were never made current, and all but the last ``keep`` builds.

    What cannot be removed now (a file that a reader holds, on Windows) is left to the next time.

    Raises:
        IndexWriteError: the directory cannot be read.
    """
    with writing(layout.directory):
        builds = published_ids(layout)
        for path in layout.builds.iterdir():
            if path.name not in builds[-keep:]:
                shutil.rmtree(path, ignore_errors=True)
        draft_of(layout.current).unlink(missing_ok=True)


def published_ids(layout: Layout) -> list[str]:
    """The ids of the builds on disk, oldest first, up to the current one; all of them where that
    cannot be told."""
    builds = [path.name for path in _builds(layout)]
    with contextlib.suppress(IndexMissingError, IndexDamagedError, IndexMismatchError):
        current = read_manifest(layout, read_pointer(layout)).build_id
        builds = [name for name in builds if name <= current]
    return builds


def _builds(layout: Layout) -> list[Path]:
    """The directories of complete builds, oldest first."""
    return sorted(
        path for path in layout.builds.iterdir() if re.fullmatch(r"\d{8}-[0-9a-f]{8}", path.name)
    )
