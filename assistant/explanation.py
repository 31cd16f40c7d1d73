"""Explanations: every step from a question to its answer, as ``explain`` shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.attempt import Attempt
from assistant.composer import Composition


def explained(
    composition: Composition,
    told: Sequence[Attempt],
    rest: Sequence[Attempt],
    timings: Mapping[str, float],
) -> dict[str, Any]:
    """The steps of the first attempt that is ``told``, to its ``composition``; of those, and of the
    ``rest``, what was asked and how sure they are."""
    attempt = told[0]
    query = attempt.material.query
    kept = {hit.passage.id for hit in attempt.material.hits}
    return {
        "language": query.language,
        "question": query.text,
        "follow_up": attempt.interpretation.rule,
        "readings": [
            {
                "question": tried.material.query.text,
                "confidence": round(tried.composition.confidence, 4),
                "told": is_told,
            }
            for attempts, is_told in ((told, True), (rest, False))
            for tried in attempts
        ],
        "about": list(attempt.interpretation.about),
        "expected": {"type": query.expected.type, "focus": query.expected.focus},
        "terms": [
            {
                "word": term.word,
                "weight": round(term.weight, 3),
                "stems": sorted(term.stems[query.language]),
                "name": term.is_name,
                "number": term.is_number,
            }
            for term in query.terms
        ],
        "passages": [
            {
                "passage_id": hit.passage.id,
                "kept": hit.passage.id in kept,
                "rank": hit.rank,
                "score": hit.score,
                "view": hit.view,
                "dense_rank": hit.dense_rank,
                "dense_score": hit.dense_score,
                "lexical_rank": hit.lexical_rank,
                "lexical_score": hit.lexical_score,
            }
            for hit in attempt.hits
        ],
        **composition.trace,
        "timings_ms": dict(timings),
    }
