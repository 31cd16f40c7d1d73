"""The doctor says what is wrong, where a setting comes from, and nothing secret."""

import json
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant import doctor
from assistant.settings import Settings
from tests.conftest import Command


def _wrong(settings: Settings) -> dict[str, str]:
    return {check.name: check.detail for check in doctor.checks(settings) if not check.good}


def test_all_is_well(data_dir: Path) -> None:
    looked_at = doctor.checks(Settings(data_dir=data_dir))
    assert [check.name for check in looked_at] == ["model", "index", "disk", "database"]
    assert all(check.good for check in looked_at)


def test_a_missing_and_a_damaged_index(own_data_dir: Path, tmp_path: Path) -> None:
    assert "there is no index" in _wrong(Settings(data_dir=tmp_path / "none"))["index"]
    [catalog] = own_data_dir.glob("index/builds/*/catalog.sqlite")
    catalog.write_bytes(b"")
    found = _wrong(Settings(data_dir=own_data_dir))
    assert list(found) == ["index"]
    assert "catalog.sqlite" in found["index"]


def test_a_missing_model(data_dir: Path) -> None:
    found = _wrong(Settings(data_dir=data_dir, model="/nowhere/model"))
    assert "/nowhere/model" in found["model"]


def test_a_full_disk(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_ROOM_BYTES", 10**18)
    assert "expected at least 1000000000.0 GB" in _wrong(Settings(data_dir=data_dir))["disk"]


def test_a_database_that_cannot_be_reached(data_dir: Path) -> None:
    url = SecretStr("postgresql+none://user:secret@host/name")
    found = _wrong(Settings(data_dir=data_dir, database_url=url))
    assert list(found) == ["database"]
    assert "secret" not in found["database"]


def test_where_settings_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("ASSISTANT_PORT=9000\nASSISTANT_HOST=::1\n")
    monkeypatch.setitem(Settings.model_config, "env_file", str(tmp_path / ".env"))
    monkeypatch.setenv("ASSISTANT_HOST", "127.0.0.2")
    monkeypatch.setenv("ASSISTANT_DATABASE_URL", "postgresql+psycopg://user:secret@host/name")
    settings = Settings.load(data_dir=tmp_path)
    found = {one.name: one for one in doctor.origins(settings, ["data_dir"])}
    assert found.keys() == Settings.model_fields.keys()
    assert found["data_dir"].origin == "command line"
    assert (found["host"].value, found["host"].origin) == (
        "127.0.0.2",
        "environment, ASSISTANT_HOST",
    )
    assert (found["port"].value, found["port"].origin) == ("9000", ".env")
    assert found["max_top_k"].origin == "default"
    assert "secret" not in repr(found)


def test_the_command(command: Command, tmp_path: Path) -> None:
    ran = command("doctor")
    assert ran.status == 0
    assert ran.out.startswith("good   model: ")
    ran = command("doctor", "--json", data_dir=tmp_path)
    found = json.loads(ran.out)
    assert (ran.status, found["good"]) == (1, False)
    assert found["settings"]["data_dir"] == {"value": str(tmp_path), "origin": "command line"}
    assert found["versions"]["fastapi"]
