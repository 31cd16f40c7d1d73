"""The results as Markdown tables, for the README, and as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from benchmarks.retrieval.article import ArticleResult
from benchmarks.retrieval.measure import Estimate


@dataclass(frozen=True, slots=True)
class Row:
    """One system on one set."""

    dataset: str
    questions: int
    texts: int
    system: str
    estimates: Mapping[str, Estimate]
    queries_per_second: float
    peak_mib: float


def table(rows: Sequence[Row]) -> str:
    """A row for each set and system; recall@1 with its 95 % interval."""
    lines = [
        "| set | system | recall@1 | recall@3 | recall@10 | MRR@10 | nDCG@10 | queries/s | MiB |",
        "|---|---|---|---|---|---|---|---:|---:|",
    ]
    for row in rows:
        first = row.estimates["recall@1"]
        others = (row.estimates[name] for name in ("recall@3", "recall@10", "mrr@10", "ndcg@10"))
        cells = [
            f"{row.dataset} ({row.questions:,} / {row.texts:,})",
            row.system,
            _interval(first),
            *(f"{each.mean:.3f}" for each in others),
            f"{row.queries_per_second:,.0f}",
            f"{row.peak_mib:,.0f}",
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def sensitivity_table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """recall@1 of the fused ranking: a row for each set, a column for each way to fuse."""
    columns = next(iter(rows.values()))
    lines = ["| set | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {name} | " + " | ".join(f"{value:.3f}" for value in values.values()) + " |"
        for name, values in rows.items()
    ]
    return "\n".join(lines)


def article_table(results: Iterable[ArticleResult]) -> str:
    """Recall of the evidence in the article, a row for each language."""
    lines = [
        "| article, questions in | questions | recall@1 | recall@3 | recall@10 | queries/s |",
        "|---|---:|---|---|---|---:|",
    ]
    lines += [
        f"| {each.language} | {each.questions} | "
        + " | ".join(_interval(each.recall[k]) for k in (1, 3, 10))
        + f" | {each.queries_per_second:,.0f} |"
        for each in results
    ]
    return "\n".join(lines)


def as_json(
    rows: Sequence[Row],
    weights: Mapping[str, Mapping[str, float]],
    articles: Sequence[ArticleResult],
) -> dict[str, object]:
    """Everything the tables hold, and the questions the article search missed."""
    return {
        "rows": [asdict(row) for row in rows],
        "dense_weight": {name: dict(values) for name, values in weights.items()},
        "article": [asdict(each) for each in articles],
    }


def _interval(estimate: Estimate) -> str:
    return f"{estimate.mean:.3f} ({estimate.low:.3f}–{estimate.high:.3f})"
