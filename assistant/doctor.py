"""What a deployment stands on, looked over: model, index, disk, database, settings, versions."""

import platform
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from assistant.engine import index_settings, open_embedder
from assistant.records import Database
from assistant.settings import ENV_PREFIX, Settings
from corpus import ProjectError
from index import IndexMismatchError, current_manifest, verify

_PACKAGES = (
    "kz-ai-assistant",
    "numpy",
    "faiss-cpu",
    "pymilvus",
    "fastapi",
    "uvicorn",
    "pydantic",
    "SQLAlchemy",
    "sentence-transformers",
    "torch",
)
_ROOM_FOR_BUILDS = 3  # the build in service, the last good one, and the one being made
_LEAST_ROOM_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """Something looked at: ``detail`` is what was found, or what is wrong with it."""

    name: str
    good: bool
    detail: str


@dataclass(frozen=True, slots=True)
class SettingOrigin:
    """A setting's value, secrets hidden, and where it comes from."""

    name: str
    value: str
    origin: str


def checks(settings: Settings) -> list[Check]:
    """Look everything over; nothing is changed but for tables that are not there yet."""
    looked_at: dict[str, Callable[[Settings], str]] = {
        "model": _model,
        "index": _index,
        "disk": _disk,
        "database": _database,
    }
    return [_check(name, look, settings) for name, look in looked_at.items()]


def origins(settings: Settings, given: Collection[str] = ()) -> list[SettingOrigin]:
    """Every setting; ``given`` are the names of those that the command line set."""
    environment = EnvSettingsSource(Settings)()
    env_file = DotEnvSettingsSource(Settings)()

    def origin(name: str) -> str:
        if name in given:
            return "command line"
        if name in environment:
            return f"environment, {ENV_PREFIX}{name.upper()}"
        return ".env" if name in env_file else "default"

    return [
        SettingOrigin(name, str(getattr(settings, name)), origin(name))
        for name in Settings.model_fields
    ]


def versions() -> dict[str, str]:
    """Python and the packages that matter; "not installed" where one is not."""
    found = {"python": platform.python_version(), "platform": platform.platform()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


def report(settings: Settings, given: Collection[str] = ()) -> dict[str, Any]:
    """All of it as plain values, for JSON."""
    looked_at = checks(settings)
    return {
        "good": all(check.good for check in looked_at),
        "checks": [
            {"name": check.name, "good": check.good, "detail": check.detail} for check in looked_at
        ],
        "settings": {
            one.name: {"value": one.value, "origin": one.origin} for one in origins(settings, given)
        },
        "versions": versions(),
    }


def _check(name: str, look: Callable[[Settings], str], settings: Settings) -> Check:
    try:
        return Check(name, True, look(settings))
    except (ProjectError, OSError) as error:
        return Check(name, False, str(error))


def _model(settings: Settings) -> str:
    embedder = open_embedder(settings)
    return f"{embedder.name}, {embedder.dimension} numbers a vector, digest {embedder.digest[:12]}"


def _index(settings: Settings) -> str:
    manifest = current_manifest(settings.index_dir)
    problems = verify(settings.index_dir, milvus=index_settings(settings).milvus).problems
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ProjectError(f"{problems[0]}{more}")
    if manifest.embedder.digest != open_embedder(settings).digest:
        raise IndexMismatchError("the index was built with another model; assistant index build")
    counts = manifest.counts
    return (
        f"build {manifest.build_id} of {manifest.created:%Y-%m-%d %H:%M} UTC,"
        f" {counts.documents} documents, {counts.passages} passages"
    )


def _disk(settings: Settings) -> str:
    existing = settings.data_dir
    while not existing.exists():
        existing = existing.parent
    built = sum(path.stat().st_size for path in _files(settings.index_dir))
    needed = max(_ROOM_FOR_BUILDS * built, _LEAST_ROOM_BYTES)
    free = shutil.disk_usage(existing).free
    found = f"{free / 1e9:.1f} GB free at {existing}"
    if free < needed:
        raise ProjectError(f"{found}, expected at least {needed / 1e9:.1f} GB")
    return found


def _files(directory: Path) -> list[Path]:
    return [path for path in directory.rglob("*") if path.is_file()]


def _database(settings: Settings) -> str:
    database = Database.of(settings)
    try:
        return f"{database.place}, revision {database.migrate()}"
    finally:
        database.close()
