from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from assistant.confidence import POOL_NAMES, Confidence, lessened, pool_row
from assistant.features import NAMES, Pool
from assistant.ranker import Model


def candidate(passage: str, first: int, last: int) -> Any:
    reading = SimpleNamespace(passage=SimpleNamespace(id=passage))
    return SimpleNamespace(reading=reading, first=first, last=last)


def test_row_of_the_best_by_hand() -> None:
    candidates = (
        candidate("a", 0, 0),  # the best
        candidate("a", 0, 1),  # shares a sentence with it: not a rival
        candidate("a", 2, 2),  # a rival of the same passage
        candidate("b", 0, 0),  # a rival elsewhere
    )
    features = np.arange(4 * len(NAMES), dtype=float).reshape(4, len(NAMES))
    pool = Pool(cast(Any, candidates), features, np.ones(4, dtype=bool))
    row = pool_row(pool, np.array([3.0, 2.9, 1.0, 0.5]), 0)
    assert row[: len(NAMES)] == pytest.approx(features[0])
    extra = dict(zip(POOL_NAMES[len(NAMES) :], row[len(NAMES) :], strict=True))
    assert extra == pytest.approx(
        {
            "best": 3.0,
            "margin": 2.0,
            "margin_passage": 2.5,
            "mean_of_five": 7.4 / 4,
            "candidates": np.log(5),
        }
    )


def test_probability_is_read_off_the_curve() -> None:
    data = {"features": POOL_NAMES, "bias": 0.0, "linear": {"best": 1.0}, "trees": []}
    model = Model.from_json(data, POOL_NAMES)
    confidence = Confidence(model, np.array([-1.0, 1.0, 3.0]), np.array([0.1, 0.5, 0.9]))
    row = np.zeros(len(POOL_NAMES))
    for score, expected in ((-9.0, 0.1), (0.0, 0.3), (2.0, 0.7), (9.0, 0.9)):
        row[POOL_NAMES.index("best")] = score
        assert confidence.of(row) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("confidence", "doubt", "expected"),
    # odds 1:1, 4:1 and 1:9, each divided by e to the power of the doubt
    [(0.5, 1.0, 0.268941), (0.8, 2.0, 0.351214), (0.1, 0.0, 0.1), (0.0, 2.0, 0.0), (1.0, 2.0, 1.0)],
)
def test_doubt_is_taken_off_the_log_odds(confidence: float, doubt: float, expected: float) -> None:
    assert lessened(confidence, doubt) == pytest.approx(expected, abs=1e-6)
