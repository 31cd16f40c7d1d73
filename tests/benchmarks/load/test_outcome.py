import json
from pathlib import Path

import pytest

from benchmarks.load import __main__ as command
from benchmarks.load.outcome import Outcome, table
from benchmarks.load.soak import growth


def test_a_table() -> None:
    rows = [
        {"clients": 1, "p50, ms": 4.64, "kept": 0.0},
        {"clients": 32, "p50, ms": 1234.5, "kept": 1},
    ]
    assert table(rows).splitlines() == [
        "| clients | p50, ms | kept |",
        "| --- | ---: | ---: |",
        "| 1 | 4.6 | 0 |",
        "| 32 | 1,234 | 1 |",
    ]


@pytest.mark.parametrize(("problems", "status"), [([], 0), (["it broke"], 1)])
def test_a_problem_is_the_status(
    problems: list[str],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "_run", lambda _: Outcome("swaps", [{"swaps": 1}], problems))
    assert command.main(["--swaps", "1", "--json", str(tmp_path / "out")]) == status
    assert ("FAILED: it broke" in capsys.readouterr().out) == bool(problems)
    told = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert (told["mode"], told["problems"]) == ("swaps", problems)
    assert told["machine"]["cores"] > 0


def test_growth_is_that_of_the_second_half() -> None:
    # Falls at first; then 2 MB in 30 s, 4 MB a minute.
    samples = [(0.0, 900.0), (10.0, 500.0), (20.0, 100.0), (50.0, 102.0), (80.0, 104.0)]
    assert growth(samples) == pytest.approx(4.0)
    assert growth([(0.0, 5.0)]) == 0.0
