"""``assistant evaluate`` as a command."""

import json
from pathlib import Path

import pytest

from tests.assistant.evaluation.servers import scripted
from tests.conftest import Command

DEV = Path(__file__).parents[2] / "evaluation" / "dev.jsonl"
QUICK = ("--limit", "3", "--resamples", "100")


def test_figures_and_floors_that_hold(command: Command) -> None:
    ran = command("evaluate", str(DEV), *QUICK, "--fail-under", "answer.recall=0")
    assert ran.status == 0
    assert "dev: 3 questions, in-process" in ran.out
    assert "retrieval.success@5" in ran.out
    assert ran.err == ""


def test_a_floor_of_the_document_that_holds_the_evidence(command: Command) -> None:
    floor = "answer.recall.kazinform-2026-01-17=0"
    ran = command("evaluate", str(DEV), *QUICK, "--fail-under", floor)
    assert (ran.status, ran.err) == (0, "")


def test_json_is_all_that_is_printed(command: Command) -> None:
    ran = command("evaluate", str(DEV), *QUICK, "--json")
    report = json.loads(ran.out)
    assert (report["schema"], report["schema_version"]) == ("kz-ai-assistant/evaluation", 1)
    assert len(report["rows"]) == 3


def test_broken_floors_are_listed_with_status_1(command: Command, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[least]\n"answer.exact_match.ru" = 1.5\n', encoding="utf-8")
    ran = command(
        "evaluate", str(DEV), *QUICK, "--floors", str(floors), "--fail-over", "latency.p50=-1"
    )
    assert ran.status == 1
    first, second = ran.err.splitlines()
    assert first.startswith("assistant: answer.exact_match.ru >= 1.5: is ")
    assert second.startswith("assistant: latency.p50 <= -1: is ")


def test_a_report_and_a_comparison(command: Command, tmp_path: Path) -> None:
    report = tmp_path / "report"
    ran = command("evaluate", str(DEV), *QUICK, "--report", str(report))
    assert ran.status == 0
    assert ran.out.splitlines()[-1] == str(report / "evaluation.html")
    assert (report / "evaluation.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    other = str(report / "evaluation.json")
    ran = command("evaluate", str(DEV), *QUICK, "--compare", other)
    assert "Against evaluation.json, 3 questions in both" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such.jsonl"], "no-such.jsonl: no such file or directory"),
        ([str(DEV), "--fail-under", "x=1"], "no metric 'x'; known are answer.recall, "),
        ([str(DEV), "--fail-under", "answer.recall.de=1"], "no group 'de' in this set"),
        ([str(DEV), "--compare", "no.json"], "no.json: cannot be read"),
        ([str(DEV), "--format", "squad"], "key 'context' is missing"),
        ([str(DEV), "--url", "nowhere"], "--url: got 'nowhere'"),
        ([str(DEV), "--url", "http://127.0.0.1:1", "--retries", "0"], "cannot be reached"),
        ([str(DEV), "--header", "secret"], "--header: expected 'Name: value'"),
        ([str(DEV), "--source", "no-such-dir"], "no-such-dir"),
    ],
)
def test_errors_are_one_line(command: Command, arguments: list[str], message: str) -> None:
    ran = command("evaluate", *arguments)
    assert ran.status == 1
    assert ran.out == ""
    [line] = ran.err.splitlines()
    assert line.startswith("assistant: ")
    assert message in line


@pytest.mark.parametrize("options", [["--url", "http://a", "--source", "b"], ["--format", "x"]])
def test_options_that_make_no_sense(command: Command, options: list[str]) -> None:
    assert command("evaluate", str(DEV), *options).status == 2


def test_headers_come_from_the_environment_too(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_EVALUATE_HEADER", "Authorization: Bearer a b\nX-One: 1")
    with scripted(ask=[(401, {}, b"{}")]) as server:
        ran = command("evaluate", str(DEV), "--url", server.url, "--header", "X-Two: 2")
    assert "answered 401" in ran.err
    assert "Bearer" not in ran.err
    headers = server.seen[-1][2]
    assert (headers["Authorization"], headers["X-One"], headers["X-Two"]) == (
        "Bearer a b",
        "1",
        "2",
    )
