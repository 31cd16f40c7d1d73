"""Two runs over the same questions: what differs, how surely, and which answers turned."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.evaluation import metrics
from assistant.evaluation.bootstrap import Clusters, Resampling, clustered, differences
from assistant.evaluation.errors import ReportError
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Statistic
from assistant.evaluation.summary import groups, number

_JUDGING = ("accepted", "stemmed", "exact", "retrieval", "confidence")
"""The rules of a report by which its rows were judged; figures are computed from rows anew."""


def compare(
    before: Mapping[str, Any], name: str, now: Mapping[str, Any], resampling: Resampling
) -> dict[str, Any]:
    """How the report ``now`` differs from the report ``before``, over the questions both have.

    Raises:
        ReportError: they have no question in common.
    """
    old = {one.id: one for one in map(Row.model_validate, before["rows"])}
    rows = [Row.model_validate(row) for row in now["rows"]]
    pairs = [
        (old[row.id], row) for row in rows if row.id in old and old[row.id].question == row.question
    ]
    if not pairs:
        raise ReportError(f"{name}: has no question in common with this set")
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    asked = [row.asked for row in second]
    places = groups(second)["language"]
    old_figures, figures = metrics.statistics(first), metrics.statistics(second)
    return {
        "with": name,
        "created": before["created"],
        "set_sha256": before["set"]["sha256"],
        "rules_changed": [
            name
            for name in _JUDGING
            if before.get("rules", {}).get(name) != now.get("rules", {}).get(name)
        ],
        "questions": len(pairs),
        "only_before": len(old) - len(pairs),
        "only_now": len(rows) - len(pairs),
        "differences": {
            "all": _differences(
                old_figures, figures, range(len(pairs)), clustered(asked), resampling
            ),
            "language": {
                language: _differences(
                    old_figures,
                    figures,
                    found,
                    clustered([asked[place] for place in found]),
                    resampling,
                )
                for language, found in places.items()
            },
        },
        "flips": [
            _flip(one, other)
            for one, other in pairs
            if (one.failure is None) is not (other.failure is None)
        ],
    }


def _differences(
    before: Mapping[str, Statistic],
    now: Mapping[str, Statistic],
    places: Sequence[int],
    clusters: Clusters,
    resampling: Resampling,
) -> dict[str, dict[str, Any]]:
    found = differences(
        {name: one.at(places) for name, one in before.items()},
        {name: one.at(places) for name, one in now.items()},
        len(places),
        resampling,
        clusters,
    )
    return {
        name: {
            "before": number(one.first),
            "now": number(one.second),
            "difference": number(one.value),
            "low": number(one.interval.low),
            "high": number(one.interval.high),
            "p": number(one.p),
        }
        for name, one in found.items()
    }


def _flip(before: Row, now: Row) -> dict[str, Any]:
    return {
        "id": now.id,
        "language": now.language,
        "kind": now.kind,
        "question": now.question,
        "better": now.failure is None,
        "failure_before": before.failure,
        "failure_now": now.failure,
        "answer_before": before.answer,
        "answer_now": now.answer,
    }
