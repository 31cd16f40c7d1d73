"""What ``assistant.train`` prints of the models it made, over questions that did not train them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.doubt import doubts
from assistant.evaluation.metrics.calibration import Ece
from assistant.train.pools import LabelledPool, Variant

_THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
_LEAST_DOUBTED = 0.22
"""Below it an answer is refused without a doubt."""


def report_answers(
    pools: Sequence[LabelledPool], confident: NDArray[np.float64], right: NDArray[np.float64]
) -> None:
    """Accuracy of the best candidate, calibration error and the coverage/error curve."""
    used = [pool for pool in pools if pool.pool.candidates]
    as_is = np.array([pool.variant is Variant.AS_IS for pool in used])
    found = np.array([pool.holds.any() for pool in used])
    print(
        f"  {as_is.sum()} answerable: evidence retrieved {found[as_is].mean():.3f}, "
        f"best candidate holds it {right[as_is].mean():.3f}"
    )
    [error] = Ece(confident, right).of(np.ones((1, len(right))))
    print(f"  expected calibration error {error:.3f}")
    variants = {pool.variant for pool in used}
    for threshold in _THRESHOLDS:
        kept = confident >= threshold
        shares = [
            f"{variant} {kept[[p.variant is variant for p in used]].mean():.3f}"
            for variant in Variant
            if variant in variants
        ]
        share = right[kept & as_is].mean()
        print(f"  {threshold:.2f}: answered of {' '.join(shares)}; right of as_is {share:.3f}")
    for language in sorted({pool.language for pool in used}):
        here = np.array([pool.language is language for pool in used])
        refused = [
            (
                float((confident[here & ~as_is] < t).mean()),
                float((confident[here & as_is] < t).mean()),
            )
            for t in _THRESHOLDS
        ]
        print(f"  {language}: refused of unanswerable, answerable", np.round(refused, 2).tolist())


def report_doubts(
    pools: Sequence[LabelledPool],
    best: NDArray[np.int64],
    confident: NDArray[np.float64],
    right: NDArray[np.float64],
) -> None:
    """For each cause of doubt and how much it takes off the log-odds: how many best candidates
    are doubted for it, how sure they are without that, and how many of them are right."""
    used = [pool for pool in pools if pool.pool.candidates]
    found: dict[tuple[str, float], list[int]] = {}
    for row, (pool, place) in enumerate(zip(used, best.tolist(), strict=True)):
        if confident[row] >= _LEAST_DOUBTED:
            for doubt in doubts(pool.query, pool.pool, place).items():
                found.setdefault(doubt, []).append(row)
    for (cause, amount), rows in sorted(found.items()):
        print(
            f"  doubt {cause} {amount}: {len(rows)} answers, "
            f"confidence {confident[rows].mean():.2f}, right {right[rows].mean():.2f}"
        )
