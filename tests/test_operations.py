"""docs/operations.md and docs/scale-out.md name settings, commands and metrics that there are."""

import re
from pathlib import Path

from fastapi.testclient import TestClient
from typer.main import get_command

from assistant.cli.app import app
from assistant.milvussettings import MilvusSettings
from assistant.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")


def test_its_settings() -> None:
    named = set(re.findall(r"ASSISTANT_([A-Z_]+)", PAGE))
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_settings_of_many_machines() -> None:
    page = (DOCS / "scale-out.md").read_text(encoding="utf-8")
    named = set(re.findall(r"ASSISTANT_([A-Z_]+)", page))
    assert {"MILVUS__URI", "AUTO_BUILD"} <= named
    for name in named:
        group, _, field = name.lower().partition("__")
        assert group in Settings.model_fields
        assert not field or field in MilvusSettings.model_fields


def test_its_commands() -> None:
    named = re.findall(r"^assistant (\w+) (\w+)", PAGE, re.MULTILINE)
    assert named
    groups = get_command(app).commands  # type: ignore[attr-defined]
    for group, command in named:
        assert command in getattr(groups[group], "commands", {command: None})


def test_its_metrics(client: TestClient) -> None:
    named = set(re.findall(r"assistant_[a-z_]+", PAGE))
    client.post("/v1/ask", json={"question": "Что такое Alem.Cloud?"})
    told = client.get("/metrics").text
    assert named
    for name in named:
        assert f"\n# TYPE {name} " in f"\n{told}"
