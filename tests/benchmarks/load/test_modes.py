"""Short runs of the modes against a real server: what they hold without a look at the clock."""

import math
import shutil
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from benchmarks.load import server
from benchmarks.load.levels import levels
from benchmarks.load.overload import overload
from benchmarks.load.soak import soak
from benchmarks.load.startup import heavy
from benchmarks.load.swaps import swaps

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from Linux's /proc"
)


@pytest.fixture(autouse=True)
def _built(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No server of these tests builds the index of the shipped sources once more."""
    launched = server.launched

    def with_index(
        workers: int, settings: Mapping[str, str] | None, given: Path | None
    ) -> AbstractContextManager[server.Server]:
        data = given or Path(shutil.copytree(data_dir, tmp_path / "data"))
        return launched(workers, settings, data)

    monkeypatch.setattr(server, "launched", with_index)


def test_no_request_fails_while_builds_are_swapped() -> None:
    found = swaps(2)
    assert found.problems == []
    [row] = found.rows
    assert (row["errors"], row["swaps"]) == (0, 2)
    assert row["requests"] > 0


def test_what_is_too_much_is_shed_and_then_all_is_answered_again() -> None:
    found = overload(seconds=1.5, slower=math.inf)
    assert found.problems == []
    before, during, after = found.rows
    assert during["shed"] > 0
    assert (before["shed"], after["shed"]) == (0, 0)


def test_documents_come_and_go_while_questions_are_asked() -> None:
    found = soak(3, slope=math.inf)
    assert found.problems == []
    [row] = found.rows
    assert row["uploads, deletions, swaps"] > 0


def test_several_workers_answer_many_clients() -> None:
    found = levels([2], [4], 0.5)
    assert found.problems == []
    assert [row["asked"] for row in found.rows] == ["distinct", "mixed", "/healthz"]
    assert found.rows[0]["kept"] == 0.0
    assert found.rows[0]["memory, MB"] > 0


def test_information_on_the_index_needs_nothing_heavy(data_dir: Path) -> None:
    assert heavy(data_dir) == []
