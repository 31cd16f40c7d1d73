"""The report in a terminal."""

import io
import json
from pathlib import Path

from rich.console import Console

from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.console import show
from assistant.evaluation.plan import Plan
from assistant.settings import Settings
from tests.assistant.evaluation.test_plan import LINES, ran


def test_what_the_sources_do_not_hold_and_other_rules(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data")
    ran(Plan(path, resampling=Resampling(100), report=tmp_path / "r"), settings)
    before = tmp_path / "r" / "evaluation.json"
    old = json.loads(before.read_text(encoding="utf-8"))
    old["rules"]["accepted"] = "Another."
    before.write_text(json.dumps(old), encoding="utf-8")
    report = ran(Plan(path, resampling=Resampling(100), compare=before), settings)
    lost = [{"id": "a", "document": "x"}]
    printed = io.StringIO()
    show(
        report | {"set": report["set"] | {"documents_not_in_sources": lost}},
        Console(file=printed, width=120),
    )
    lines = [line.rstrip() for line in printed.getvalue().splitlines()]
    assert "evidence that the sources do not hold: 1" in lines
    assert "documents that the sources do not hold: 1" in lines
    assert "Answers were judged by other rules then: accepted" in lines
