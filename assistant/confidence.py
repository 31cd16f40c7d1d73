"""How sure an answer is: calibrated probability that it is right, and what is sure enough.

A second model sees the best candidate beside the rest of its pool; its scores are mapped to
probabilities by isotonic regression (Zadrozny and Elkan, KDD 2002) fitted on questions that
trained neither model.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.features import NAMES, Pool
from assistant.ranker import Model

POOL_NAMES: tuple[str, ...] = (
    *NAMES, "best", "margin", "margin_passage", "mean_of_five", "candidates",
)  # fmt: skip
FILE = "confidence.json"
_DIGITS = 6
"""Beyond them sums of single precision depend on the number of threads."""


def pool_row(pool: Pool, scores: NDArray[np.float64], best: int) -> NDArray[np.float64]:
    """The features of an answer: the best candidate's, and how far it is from the others.

    Candidates that share a sentence with the best one do not count as others.
    """
    chosen = pool.candidates[best]
    others, elsewhere = [], []
    for i, candidate in enumerate(pool.candidates):
        same = candidate.reading.passage.id == chosen.reading.passage.id
        if not same:
            elsewhere.append(scores[i])
        if not (same and candidate.first <= chosen.last and chosen.first <= candidate.last):
            others.append(scores[i])
    top = float(scores[best])
    other = max(others, default=top - 10.0)
    other_passage = max(elsewhere, default=top - 10.0)
    five = np.sort(scores)[-5:]
    extra = (top, top - other, top - other_passage, float(five.mean()), np.log1p(len(scores)))
    return np.concatenate([pool.features[best], np.array(extra, dtype=float)])


@dataclass(frozen=True, slots=True)
class Confidence:
    """A model of whether an answer is right, with its calibration curve."""

    model: Model
    scores: NDArray[np.float64]
    probabilities: NDArray[np.float64]

    @classmethod
    def load(cls, directory: Path) -> Self:
        """Read what ``assistant.train`` wrote."""
        data = json.loads((directory / FILE).read_text(encoding="utf-8"))
        model = Model.from_json(data, POOL_NAMES)
        return cls(model, _floats(data["scores"]), _floats(data["probabilities"]))

    def of(self, row: NDArray[np.float64]) -> float:
        """The probability that the answer described by ``row`` is right, to six digits."""
        score = self.model.score(row[None, :])
        return round(float(np.interp(score, self.scores, self.probabilities)[0]), _DIGITS)


def lessened(confidence: float, doubt: float) -> float:
    """``confidence`` with ``doubt`` taken off its log-odds, to six digits."""
    odds = confidence * math.exp(-doubt)
    return round(odds / (odds + 1.0 - confidence), _DIGITS)


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=float)
