"""The report in a terminal: one table of metrics, overall and by language, then what failed."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.evaluation.report import all_metrics


def show(report: Mapping[str, Any], console: Console | None = None) -> None:
    """Print the metrics that have a value, the failures by kind, and a comparison."""
    console = console or Console(highlight=False)
    about = report["set"]
    console.print(
        Text(f"{about['name']}: {about['evaluated']} questions, {report['system']['mode']}")
    )
    for name in ("evidence", "documents"):
        lost = about[f"{name}_not_in_sources"]
        if lost:
            console.print(Text(f"{name} that the sources do not hold: {len(lost)}"))
    metrics = all_metrics(report)
    languages = metrics["language"] if len(metrics["language"]) > 1 else {}
    table = Table("metric", "value", "95 % interval", "n", *languages, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, values in metrics["all"].items():
        if values["value"] is None:
            continue
        table.add_row(
            name,
            figure(values["value"]),
            interval(values),
            str(values["n"]),
            *(figure(of[name]["value"]) for of in languages.values()),
        )
    console.print(table)
    for kind, count in report["failures"].items():
        console.print(Text(f"{kind.replace('_', ' ')}: {count}"))
    if report["comparison"] is not None:
        _show_comparison(report["comparison"], console)


def figure(value: float | None) -> str:
    """Three decimals, fewer for large numbers, a dash for none."""
    if value is None:
        return "–"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def interval(values: Mapping[str, Any]) -> str:
    """The two ends, or nothing."""
    if values["low"] is None or values["high"] is None:
        return ""
    return f"{figure(values['low'])} … {figure(values['high'])}"


def _show_comparison(comparison: Mapping[str, Any], console: Console) -> None:
    console.print()
    console.print(
        Text(f"Against {comparison['with']}, {comparison['questions']} questions in both")
    )
    if comparison["rules_changed"]:
        rules = ", ".join(comparison["rules_changed"])
        console.print(Text(f"Answers were judged by other rules then: {rules}"))
    table = Table("metric", "before", "now", "difference", "95 % interval", "p", box=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, one in comparison["differences"]["all"].items():
        if one["difference"] is not None:
            table.add_row(
                name,
                figure(one["before"]),
                figure(one["now"]),
                f"{one['difference']:+.3f}",
                interval(one),
                figure(one["p"]),
            )
    console.print(table)
    for better, sign in ((True, "+"), (False, "−")):
        for flip in comparison["flips"]:
            if flip["better"] is better:
                kind = flip["failure_before"] if better else flip["failure_now"]
                line = f"{sign} {flip['id']} ({kind}): {flip['question']}"
                console.print(Text(line), soft_wrap=True)
