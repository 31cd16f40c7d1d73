"""Answers: whether an accepted string is in them, how much of one, their length and language."""

from collections.abc import Sequence

from assistant.evaluation.metrics.metric import Better, Metric
from assistant.evaluation.row import Row
from assistant.evaluation.statistic import Statistic, mean, ratio

SHORT = 350
"""Characters that an answer should not exceed."""

METRICS = (
    Metric("answer.recall", "share of answerable questions whose answer holds an accepted string"),
    Metric("answer.recall_stemmed", "the same, inflected forms counting as the same word"),
    Metric("answer.exact_match", "share whose whole answer text is an accepted string"),
    Metric("answer.f1", "mean word overlap of the answer text with an accepted string"),
    Metric("answer.f1_stemmed", "the same over stems of content words and numbers"),
    Metric("answer.span_exact_match", "share where a highlighted span is an accepted string"),
    Metric("answer.span_f1", "mean word overlap of the best highlighted span"),
    Metric("answer.length", "mean characters of an answer text", Better.NEITHER, unit="characters"),
    Metric(f"answer.within_{SHORT}", f"share of answers of at most {SHORT} characters"),
    Metric("answer.language", "share of answers in the question's language"),
)


def statistics(rows: Sequence[Row]) -> dict[str, Statistic]:
    """Comparisons count every answerable question, a refusal as 0; form counts the answers."""
    lengths = [len(row.answer) if row.answered else None for row in rows]
    return {
        "answer.recall": mean(row.correct for row in rows),
        "answer.recall_stemmed": mean(row.correct_stemmed for row in rows),
        "answer.exact_match": mean(row.exact_match for row in rows),
        "answer.f1": mean(row.f1 for row in rows),
        "answer.f1_stemmed": mean(row.f1_stemmed for row in rows),
        "answer.span_exact_match": mean(row.span_exact_match for row in rows),
        "answer.span_f1": mean(row.span_f1 for row in rows),
        "answer.length": mean(lengths),
        f"answer.within_{SHORT}": mean(
            None if length is None else length <= SHORT for length in lengths
        ),
        "answer.language": ratio(
            (float(row.answer_language == row.language), 1.0) if row.answered else (0.0, 0.0)
            for row in rows
        ),
    }
