"""Citations: whether they are exact spans, and whether they overlap the evidence."""

from collections.abc import Sequence

from assistant.evaluation.metrics.metric import Metric
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Statistic, mean, ratio

METRICS = (
    Metric(
        "citation.validity",
        "share of citations whose quote is exactly the document's text at their span",
    ),
    Metric(
        "citation.precision", "share of the citations to answerable questions that overlap evidence"
    ),
    Metric(
        "citation.recall",
        "mean share of the evidence pieces that a citation overlaps; a refusal has none",
    ),
    Metric("citation.success", "share of answerable questions with such a citation"),
)


def statistics(rows: Sequence[Row]) -> dict[str, Statistic]:
    """Validity over all citations; the rest over questions with evidence to compare with."""
    return {
        "citation.validity": ratio(
            (sum(citation.valid for citation in row.citations), len(row.citations)) for row in rows
        ),
        "citation.precision": ratio(
            (
                sum(citation.right is True for citation in row.citations),
                sum(citation.right is not None for citation in row.citations),
            )
            for row in rows
        ),
        "citation.recall": mean(
            row.evidence_cited / row.evidence_pieces if row.evidence_pieces else None
            for row in rows
        ),
        "citation.success": mean(
            row.evidence_cited > 0 if row.evidence_pieces else None for row in rows
        ),
    }
