"""The figures as Markdown tables and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from benchmarks.peers.measure import Difference, Figures, difference


@dataclass(frozen=True, slots=True)
class Row:
    """One system on one set with one model; differences are ours less this system's."""

    dataset: str
    model: str
    system: str
    recall_at_1: float
    mrr_at_10: float
    recall_difference: Difference | None
    mrr_difference: Difference | None
    index_s: float
    start_s: float
    p50_ms: float
    p95_ms: float
    index_mib: float
    query_mib: float


def rows(
    dataset: str, model: str, found: Mapping[str, Figures], groups: Sequence[int]
) -> list[Row]:
    """A row for each system; the first is ours, and the others are compared with it."""
    ours = next(iter(found.values()))
    made = []
    for name, figures in found.items():
        peer = figures is not ours
        made.append(
            Row(
                dataset,
                model,
                name,
                float(figures.right_first.mean()),
                float(figures.reciprocal.mean()),
                difference(ours.right_first, figures.right_first, groups) if peer else None,
                difference(ours.reciprocal, figures.reciprocal, groups) if peer else None,
                min(figures.index_s),
                min(figures.start_s),
                figures.quantile(0.5),
                figures.quantile(0.95),
                figures.index_mib,
                figures.query_mib,
            )
        )
    return made


def quality_table(made: Sequence[Row]) -> str:
    """recall@1 and MRR@10, and how far ours is ahead."""
    lines = [
        "| set | model | system | recall@1 | ours less theirs | MRR@10 | ours less theirs |",
        "|---|---|---|---:|---|---:|---|",
    ]
    lines += [
        f"| {row.dataset} | {row.model} | {row.system} | {row.recall_at_1:.3f} "
        f"| {_interval(row.recall_difference)} | {row.mrr_at_10:.3f} "
        f"| {_interval(row.mrr_difference)} |"
        for row in made
    ]
    return "\n".join(lines)


def cost_table(made: Sequence[Row]) -> str:
    """Seconds, milliseconds and memory."""
    lines = [
        "| set | model | system | index s | start s | p50 ms | p95 ms | MiB indexing | answering |",
        "|---|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.dataset} | {row.model} | {row.system} | {row.index_s:.1f} | {row.start_s:.1f} "
        f"| {row.p50_ms:.1f} | {row.p95_ms:.1f} | {row.index_mib:.0f} | {row.query_mib:.0f} |"
        for row in made
    ]
    return "\n".join(lines)


def environment_table(versions: Mapping[str, Mapping[str, str]], sizes: Mapping[str, float]) -> str:
    """What is installed for each system."""
    shown = ("torch", "sentence-transformers", "transformers", "numpy")
    own = {"this project": "kz-ai-assistant", "txtai": "txtai", "Haystack": "haystack-ai"}
    lines = ["| system | packages | installed, MiB |", "|---|---|---:|"]
    for name, found in versions.items():
        wanted = (own.get(name, name), *shown)
        text = ", ".join(f"{each} {found[each]}" for each in wanted if each in found)
        lines.append(f"| {name} | {text}; {len(found)} in all | {sizes[name]:,.0f} |")
    return "\n".join(lines)


def as_json(
    made: Sequence[Row],
    versions: Mapping[str, Mapping[str, str]],
    sizes: Mapping[str, float],
    machine: Mapping[str, object],
) -> dict[str, object]:
    """Everything the tables hold."""
    return {
        "machine": dict(machine),
        "rows": [asdict(row) for row in made],
        "versions": {name: dict(found) for name, found in versions.items()},
        "installed_mib": dict(sizes),
    }


def _interval(found: Difference | None) -> str:
    if found is None:
        return ""
    return f"{found.mean:+.3f} ({found.low:+.3f} … {found.high:+.3f})"
