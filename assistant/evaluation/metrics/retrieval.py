"""Retrieval: recall; success, reciprocal rank and nDCG, computed by ir-measures.

A passage counts where it proves a piece of gold that no better ranked passage proves: for recall
as often as there are such pieces, for the others once.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assistant.evaluation.metrics.metric import Metric
from assistant.evaluation.row import Ranking, Row
from assistant.evaluation.statistic import Ratio, Statistic

CUTOFFS = (1, 3, 5, 10)
_DEEPEST = max(CUTOFFS)

METRICS = (
    *(
        Metric(
            f"retrieval.recall@{k}",
            f"mean share of the gold pieces found in the first {k} passages",
        )
        for k in CUTOFFS
    ),
    *(
        Metric(
            f"retrieval.success@{k}",
            f"share of questions with a gold piece in the first {k} passages",
        )
        for k in CUTOFFS
    ),
    Metric("retrieval.mrr", f"mean of 1 / rank of the first gold piece, to rank {_DEEPEST}"),
    Metric("retrieval.ndcg@10", "normalised discounted cumulative gain to rank 10"),
)


def statistics(rows: Sequence[Row]) -> dict[str, Statistic]:
    """The mean of each measure over the rows that have gold."""
    scores = score([row.ranking for row in rows])
    measured = np.array([row.ranking is not None for row in rows], dtype=np.float64)
    return {name: Ratio(np.array(scores[name]), measured) for name in scores}


def score(rankings: Sequence[Ranking | None]) -> Mapping[str, list[float]]:
    """Each measure of each ranking; 0 where there is none."""
    qrels: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    for number, ranking in enumerate(rankings):
        if ranking is None:
            continue
        places = {f"rank-{place}": gain for place, gain in enumerate(ranking.gains) if gain > 0}
        missed = {f"missed-{place}": gain for place, gain in enumerate(ranking.missed)}
        qrels[str(number)] = places | missed
        run[str(number)] = {
            f"rank-{place}": float(len(ranking.gains) - place)
            for place in range(len(ranking.gains))
        }
    measures = _measures()
    values = {name: [0.0] * len(rankings) for name in measures}
    for k in CUTOFFS:
        recalls = [ranking.recall(k) if ranking else 0.0 for ranking in rankings]
        values[f"retrieval.recall@{k}"] = recalls
    if qrels:
        import ir_measures

        names = {measure: name for name, measure in measures.items()}
        for found in ir_measures.iter_calc(list(names), qrels, run):
            values[names[found.measure]][int(found.query_id)] = float(found.value)
    return values


def _measures() -> Mapping[str, Any]:
    """The measures by name; ir-measures is optional, so that it is imported here."""
    from ir_measures import RR, Success, nDCG

    return {
        **{f"retrieval.success@{k}": Success @ k for k in CUTOFFS},
        "retrieval.mrr": RR @ _DEEPEST,
        "retrieval.ndcg@10": nDCG @ 10,
    }
