"""The harness beside a tiny fake system, in processes of their own; quality by hand."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.peers.client import Worker, WorkerError
from benchmarks.peers.environment import Environment
from benchmarks.peers.measure import Figures, difference, measure
from benchmarks.peers.report import as_json, cost_table, quality_table, rows
from benchmarks.retrieval.sets import RetrievalSet
from corpus import Language

HERE = Environment(Path(sys.executable))
EN = Language.EN
DATA = RetrievalSet(
    "toy",
    ("red fox?", "blue whale?", "green whale?", "nothing?"),
    EN,
    ("a blue fox", "a blue whale", "a red fox"),
    (EN,) * 3,
    (frozenset({2}), frozenset({1}), frozenset({0}), frozenset({2})),
    (0, 0, 1, 1),
)


def test_systems_index_start_and_answer_in_turn(tmp_path: Path) -> None:
    found = measure(DATA, {"fake": HERE}, {"fake": "m"}, tmp_path, repeats=2, rounds=3)
    [figures] = found.values()
    # "green whale" finds the whale, then rows 0 and 2; "nothing" finds rows 0, 1, 2 in order.
    assert figures.ranks == [1, 1, 2, 3]
    assert figures.right_first.mean() == 0.5
    assert figures.reciprocal.mean() == pytest.approx((1 + 1 + 1 / 2 + 1 / 3) / 4)
    assert (len(figures.index_s), len(figures.start_s), len(figures.query_ms)) == (2, 2, 4)
    assert min(figures.index_mib, figures.query_mib) > 1


def test_a_process_that_ends_says_why(tmp_path: Path) -> None:
    with (
        Worker(HERE, "fake", "m", tmp_path / "missing") as worker,
        pytest.raises(WorkerError, match="No such file"),
    ):
        worker.search("red", 1)


def test_differences_are_paired() -> None:
    ours, theirs = np.array([1.0, 1.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0, 1.0])
    found = difference(ours, theirs, [0, 1, 2, 3])
    assert found.mean == 0.25
    assert found.low == 0.0
    assert 0.25 < found.high <= 1.0
    same = difference(ours, ours, [0, 0, 1, 1])
    assert (same.mean, same.low, same.high) == (0.0, 0.0, 0.0)


def test_tables_and_json_hold_every_system() -> None:
    ours = Figures([2.0, 1.0], 90.0, [0.5], [1.0, 3.0], 80.0, [1.0, 2.0])
    theirs = Figures([9.0], 500.0, [7.0], [20.0, 30.0], 400.0, [1.0, np.inf])
    made = rows("toy", "m", {"this project": ours, "peer": theirs}, [0, 1])
    assert quality_table(made).splitlines()[2:] == [
        "| toy | m | this project | 0.500 |  | 0.750 |  |",
        "| toy | m | peer | 0.500 | +0.000 (+0.000 … +0.000) | 0.500 | +0.250 (+0.000 … +0.500) |",
    ]
    assert cost_table(made).splitlines()[2:] == [
        "| toy | m | this project | 1.0 | 0.5 | 2.0 | 2.9 | 90 | 80 |",
        "| toy | m | peer | 9.0 | 7.0 | 25.0 | 29.5 | 500 | 400 |",
    ]
    report = json.loads(json.dumps(as_json(made, {"peer": {"a": "1"}}, {"peer": 5.0}, {})))
    assert [row["system"] for row in report["rows"]] == ["this project", "peer"]
