"""Errors of the command: one line on standard error, a status, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Command, Ran


def _fails(ran: Ran, *parts: str) -> None:
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("assistant: ")
    assert ran.err.count("\n") == 1
    for part in parts:
        assert part in ran.err


def test_help_names_every_command(command: Command) -> None:
    ran = command("--help")
    assert ran.status == 0
    for name in ("ask", "chat", "search", "serve", "index"):
        assert name in ran.out


@pytest.mark.parametrize("arguments", [["nothing"], ["ask"], ["ask", "x", "--language", "de"]])
def test_a_wrong_call_is_status_2(command: Command, arguments: list[str]) -> None:
    ran = command(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err


def test_a_wrong_setting_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "many")
    _fails(command("ask", "Что?"), "ASSISTANT_PORT", "'many'")


def test_a_missing_index_says_what_to_run(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_AUTO_BUILD", "false")
    ran = command("ask", "Что?", data_dir=tmp_path)
    _fails(ran, str(tmp_path), "assistant index build")


def test_a_damaged_index_is_named(command: Command, own_data_dir: Path) -> None:
    [catalog] = own_data_dir.glob("index/builds/*/catalog.sqlite")
    catalog.write_bytes(b"")
    _fails(command("ask", "Что?", data_dir=own_data_dir), str(catalog))
    _fails(command("search", "Что?", data_dir=own_data_dir), str(catalog))


def test_a_data_directory_that_cannot_be_written(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = command("ask", "Что?", data_dir=tmp_path / "file" / "data")
    _fails(ran, str(tmp_path / "file"))


def test_missing_sources_are_named(command: Command, tmp_path: Path) -> None:
    _fails(command("--sources", str(tmp_path / "none"), "ask", "Что?"), str(tmp_path / "none"))


def test_a_missing_model_is_named(command: Command) -> None:
    _fails(command("--model", "/nowhere/model", "ask", "Что?"), "/nowhere/model")


def test_no_traceback_from_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()",
         "--data-dir", str(tmp_path / "file"), "index", "info"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    _fails(Ran(ran.returncode, ran.stdout, ran.stderr), str(tmp_path / "file"))
