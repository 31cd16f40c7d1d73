"""The report as one HTML file: nothing is loaded from elsewhere, nothing runs."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import jinja2
from markupsafe import Markup, escape

from assistant.evaluation import plots
from assistant.evaluation.console import figure, interval
from assistant.evaluation.judging import Failure
from assistant.evaluation.report import all_metrics

_MOST_FAILURES = 60
"""Of one kind; the rest is in the JSON alone."""
_MOST_GROUPS = 40

_CARDS = {
    "abstention.accuracy": "answered right or rightly refused",
    "answer.recall": "answers right",
    "citation.validity": "citations exact",
    "citation.success": "evidence cited",
    "retrieval.success@5": "evidence in the first 5 passages",
    "abstention.recall": "unanswerable refused",
    "calibration.ece": "calibration error",
    "latency.p95": "95th percentile of time",
}
_BARS = {
    "answer.recall": "answer\nrecall",
    "citation.success": "evidence\ncited",
    "retrieval.success@5": "retrieved\nin 5",
    "abstention.recall": "refusal\nrecall",
    "abstention.accuracy": "all\nright",
}
_FAILURES = {
    Failure.INVALID_CITATION: "a citation is not exactly what the document holds there",
    Failure.ERROR: "the question could not be asked",
    Failure.WRONGLY_ANSWERED: "answered, though the sources hold no answer",
    Failure.NOT_RETRIEVED: "wrong or refused, and no passage found proves an answer",
    Failure.WRONGLY_REFUSED: "refused, though a passage found proves the answer (or none was"
    " looked for)",
    Failure.NOT_CHOSEN: "a passage found proves the answer, but another was given (or none was"
    " looked for)",
    Failure.WRONG_CITATION: "the answer is right, but no citation overlaps the evidence",
}


def render(report: Mapping[str, Any]) -> str:
    """The page of a report."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("assistant.evaluation"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "figure": figure,
        "interval": interval,
        "breakable": _breakable,
        "flat": _flat,
        "pretty": _pretty,
    }
    metrics = all_metrics(report)
    return environment.get_template("report.html").render(
        report=report,
        metrics=metrics,
        cards=[
            (name, label, metrics["all"][name])
            for name, label in _CARDS.items()
            if metrics["all"][name]["value"] is not None
        ],
        plots=_plots(report, metrics),
        tables=_tables(metrics),
        failures=_failures(report["rows"]),
    )


def _plots(report: Mapping[str, Any], metrics: Mapping[str, Any]) -> list[tuple[str, Markup]]:
    """Captions and plots, those that have something to show."""
    found = []
    languages = metrics["language"]
    names = {name: label for name, label in _BARS.items() if metrics["all"][name]["n"]}
    if names:
        found.append(("Main figures by language, with intervals.", plots.bars(languages, names)))
    curves = report["curves"]["coverage_error"]
    if curves["all"]:
        caption = "Surest answers first: how many are wrong when so many questions are answered."
        found.append((caption, plots.coverage_error(curves)))
    bins = report["curves"]["reliability"]
    if any(one["count"] for one in bins):
        caption = "Reliability: on the dashed line, confidence is what it says. Counts above."
        found.append((caption, plots.reliability(bins)))
    times = [took for took in report["timings"]["wall_ms"].values() if took is not None]
    if times:
        marks = {f"p{q}": metrics["all"][f"latency.p{q}"]["value"] for q in (50, 95, 99)}
        found.append(("Time for a question, asked one at a time.", plots.latency(times, marks)))
    return found


def _tables(metrics: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each dimension with more than one group: names of metrics, groups, whether cut short."""
    tables = []
    for dimension in ("language", "kind", "document"):
        groups = metrics[dimension]
        if len(groups) < 2:
            continue
        names = [name for name, values in metrics["all"].items() if values["value"] is not None]
        tables.append(
            {
                "dimension": dimension,
                "names": names,
                "groups": dict(list(groups.items())[:_MOST_GROUPS]),
                "left_out": max(0, len(groups) - _MOST_GROUPS),
            }
        )
    return tables


def _failures(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for kind, meaning in _FAILURES.items():
        failed = [row for row in rows if row["failure"] == kind]
        if failed:
            found.append(
                {
                    "kind": kind.replace("_", " "),
                    "meaning": meaning,
                    "count": len(failed),
                    "rows": failed[:_MOST_FAILURES],
                }
            )
    return found


def _flat(mapping: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Nested mappings as dotted names and values."""
    found: list[tuple[str, Any]] = []
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", value))
    return found


def _breakable(name: str) -> Markup:
    """A dotted name that a narrow column may break after a dot or an underscore."""
    return Markup(re.sub(r"([._])", r"\1<wbr>", str(escape(name))))


def _pretty(trace: Mapping[str, Any]) -> str:
    """A line for each key of a trace, and for each item of its lists."""
    lines = []
    for key, value in trace.items():
        if isinstance(value, list):
            lines.append(f"{key}:")
            lines += [f"  {json.dumps(item, ensure_ascii=False)}" for item in value]
        else:
            lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines)
