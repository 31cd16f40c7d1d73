"""``assistant index``: build, add, remove, restore, info, verify."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "lakes.md"
    path.write_text("# Озёра\n\nДлина Балхаша 605 км.\n", encoding="utf-8")
    return path


def test_build_info_and_verify(command: Command, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    built = json.loads(command("index", "build", "--json", data_dir=data_dir).out)
    assert built == json.loads(command("index", "info", "--json", data_dir=data_dir).out)
    assert built["counts"]["documents"] == 1
    assert built["build_id"] in command("index", "info", data_dir=data_dir).out
    whole = command("index", "verify", data_dir=data_dir)
    assert (whole.status, "is whole" in whole.out) == (0, True)


def test_add_and_remove(command: Command, own_data_dir: Path, source: Path) -> None:
    added = command("index", "add", str(source), "--json", data_dir=own_data_dir)
    assert json.loads(added.out)["counts"]["documents"] == 2
    removed = command("index", "remove", "lakes", "--json", data_dir=own_data_dir)
    assert json.loads(removed.out)["counts"]["documents"] == 1
    again = command("index", "remove", "lakes", data_dir=own_data_dir)
    assert (again.status, again.out) == (1, "")
    assert again.err == "assistant: no document has the id 'lakes'\n"


ARTICLE = "kazinform-2026-01-17"


def test_what_was_changed_is_told_and_restored(
    command: Command, own_data_dir: Path, source: Path
) -> None:
    replacing = source.rename(source.with_name(f"{ARTICLE}.md"))
    removed = command("index", "remove", ARTICLE, data_dir=own_data_dir)
    assert removed.out.endswith(f"\nkept out: {ARTICLE}\n")
    built = command("index", "build", data_dir=own_data_dir)
    assert "\n0 documents, " in built.out
    assert built.out.endswith(f"\nkept out: {ARTICLE}\n")
    assert command("index", "info", data_dir=own_data_dir).out == built.out
    command("index", "add", str(replacing), data_dir=own_data_dir)
    built = command("index", "build", data_dir=own_data_dir)
    assert built.out.endswith(f"\nreplaced: {ARTICLE}\n")
    told = json.loads(command("index", "info", "--json", data_dir=own_data_dir).out)
    assert told["changes"] == {"replaced": [ARTICLE], "removed": []}
    restored = command("index", "restore", ARTICLE, "--json", data_dir=own_data_dir)
    assert json.loads(restored.out)["changes"] == {"replaced": [], "removed": []}
    info = command("index", "info", data_dir=own_data_dir).out
    assert "kept out" not in info
    assert "replaced" not in info
    found = command("search", "Alem.Cloud TOP-500", "--json", data_dir=own_data_dir)
    assert "Alem.Cloud" in found.out


def test_all_that_was_changed_is_restored(command: Command, own_data_dir: Path) -> None:
    command("index", "remove", ARTICLE, data_dir=own_data_dir)
    restored = command("index", "restore", "--all", "--json", data_dir=own_data_dir)
    assert json.loads(restored.out)["counts"]["documents"] == 1


@pytest.mark.parametrize("given", [[], [ARTICLE, "--all"]])
def test_restoring_takes_ids_or_all(command: Command, tmp_path: Path, given: list[str]) -> None:
    ran = command("index", "restore", *given, data_dir=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "expected ids of documents or --all" in ran.err


def test_what_no_source_has_is_not_restored(command: Command, own_data_dir: Path) -> None:
    ran = command("index", "restore", "lakes", data_dir=own_data_dir)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "assistant: no source has the id 'lakes'\n"


def test_a_line_names_twenty_ids(command: Command, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    names = [f"text-{number:02}" for number in range(23)]
    for name in names:
        (sources / f"{name}.txt").write_text("Озеро.", encoding="utf-8")
    given = ("--sources", str(sources), "index")
    command(*given, "build", data_dir=tmp_path / "data")
    removed = command(*given, "remove", *names[1:], data_dir=tmp_path / "data")
    assert removed.out.splitlines()[-1] == f"kept out: {', '.join(names[1:21])} and 2 more"


def test_damage_is_found(command: Command, own_data_dir: Path) -> None:
    [catalog] = own_data_dir.glob("index/builds/*/catalog.sqlite")
    data = bytearray(catalog.read_bytes())
    data[-1] ^= 1
    catalog.write_bytes(bytes(data))
    ran = command("index", "verify", data_dir=own_data_dir)
    assert ran.status == 1
    assert "catalog.sqlite" in ran.out
    assert ran.err == ""
    assert json.loads(command("index", "verify", "--json", data_dir=own_data_dir).out)["problems"]


@pytest.mark.parametrize("name", ["info", "verify"])
def test_no_index_is_one_line(command: Command, tmp_path: Path, name: str) -> None:
    ran = command("index", name, data_dir=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert "there is no index" in ran.err
    assert ran.err.count("\n") == 1


def test_a_source_that_is_no_text(command: Command, own_data_dir: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00\x01")
    ran = command("index", "add", str(bad), data_dir=own_data_dir)
    assert (ran.status, ran.out) == (1, "")
    assert str(bad) in ran.err
    assert ran.err.count("\n") == 1
