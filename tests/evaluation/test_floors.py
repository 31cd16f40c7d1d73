"""The development set, evaluated: no figure may fall under its floor.

The report stays in ``reports/dev``, as ``make evaluate`` leaves it.
"""

from pathlib import Path

import pytest

from assistant.evaluation.floors import broken, read_floors
from assistant.evaluation.plan import Plan, evaluate
from assistant.evaluation.report import all_metrics
from assistant.settings import Settings
from index import Embedder, FakeEmbedder

HERE = Path(__file__).parent
REPORT = HERE.parents[1] / "reports" / "dev"


def test_dev_is_not_under_its_floors(data_dir: Path, shared_embedder: Embedder) -> None:
    if isinstance(shared_embedder, FakeEmbedder):
        pytest.fail("the bundled model is missing: index/models/")
    floors = read_floors(HERE / "floors.toml")
    plan = Plan(HERE / "dev.jsonl", strict=True, report=REPORT, floors=tuple(floors), fresh=True)
    report = evaluate(plan, Settings(data_dir=data_dir))
    assert report["set"]["evidence_not_in_sources"] == []
    assert broken(floors, all_metrics(report)) == [], f"see {REPORT / 'evaluation.html'}"
