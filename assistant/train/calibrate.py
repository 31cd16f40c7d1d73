"""Set how sure answers are by what development sets say of them:
``python -m assistant.train.calibrate reports/dev/evaluation.json …``

The questions that train the models are harder than most that are asked, and only one sentence of an
article counts as right, so that confidence comes out too low. The reports (``assistant evaluate``,
best with thresholds of 0) say how often answers are right; all log-odds are shifted by one number
for them to be so on average (Platt scaling, 1999, of slope one: the order of answers stays).
Thresholds and limits mean the same answers as before when they are set to what is printed.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from assistant.answersettings import AnswerSettings
from assistant.confidence import FILE, lessened
from assistant.evaluation.errors import ReportError
from assistant.evaluation.report import read_report
from assistant.evaluation.row import Row
from assistant.rarity import WEIGHTS
from assistant.train.fit import write_json
from corpus import Language

_FARTHEST = 10.0


def main() -> None:
    """Read, fit, write, report."""
    parser = argparse.ArgumentParser(prog="assistant.train.calibrate", description=__doc__)
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    try:
        sure, right = answered(options.reports)
    except ReportError as error:
        parser.error(str(error))
    if not len(sure):
        parser.error("the reports hold no answer that can be told right from wrong")
    shift = shift_of(sure, right)
    shifted = np.mean([lessened(one, -shift) for one in sure.tolist()])
    print(
        f"{len(sure)} answers, {right.mean():.3f} right, mean confidence {sure.mean():.3f}; "
        f"shifted by {shift:.3f}, {shifted:.3f}"
    )
    path = options.weights / FILE
    model = json.loads(path.read_text(encoding="utf-8"))
    model["probabilities"] = [round(lessened(p, -shift), 4) for p in model["probabilities"]]
    write_json(model, path)
    settings = AnswerSettings()
    limits = {f"threshold_{one}": settings.threshold(one) for one in Language}
    limits["sure_confidence"] = settings.sure_confidence
    for name, value in limits.items():
        print(f"{name} {value} is now {lessened(value, -shift):.3f}")


def answered(reports: Iterable[Path]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Confidence of the answers in ``reports`` that can be told right from wrong, and whether each
    is right.

    Raises:
        ReportError: a file cannot be read, or is no report.
    """
    rows = [Row.model_validate(row) for path in reports for row in read_report(path)["rows"]]
    told = [(row.confidence, row.right) for row in rows if row.right is not None]
    sure, right = np.array(told, dtype=float).reshape(-1, 2).T
    return sure, right


def shift_of(sure: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """What to add to the log-odds of ``sure`` for their mean to be the share that is right, or that
    of all but half of one where all are, or none."""
    odds = np.log(sure / (1 - sure))

    def excess(shift: float) -> float:
        return float((1 / (1 + np.exp(-odds - shift))).mean()) - share

    least = 0.5 / len(odds)
    share = min(max(float(right.mean()), least), 1.0 - least)
    return float(brentq(excess, -_FARTHEST, _FARTHEST))


if __name__ == "__main__":
    main()
