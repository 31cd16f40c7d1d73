"""The report's plots, as SVG to stand inside an HTML page.

Text and axes take the page's colour (``currentColor``), so that they are seen on light and on dark.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

_INK = "#010203"
"""Stands for the page's text colour until the SVG is written."""
COLOURS = ("#3b82c4", "#d9822b", "#2f9e75", "#9b6bc9", "#c2506b")
_STYLE: Any = {  # matplotlib types its keys as one long Literal
    "svg.fonttype": "none",
    "svg.hashsalt": "kz-ai-assistant",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "axes.labelcolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": _INK,
    "grid.alpha": 0.12,
    "legend.frameon": False,
}
_SIZE = (4.4, 3.1)
_BINS = 24


def coverage_error(curves: Mapping[str, Sequence[Sequence[float]]]) -> Markup:
    """Error against coverage, over all questions and by language."""
    with mpl.rc_context(_STYLE):
        figure, axes = _figure("coverage: share of questions answered", "error among the answers")
        names = [name for name in curves if curves[name]]
        if len(names) == 2:
            names = names[:1]
        for place, name in enumerate(names):
            points = curves[name]
            axes.plot(
                [point[0] for point in points],
                [point[1] for point in points],
                drawstyle="steps-post",
                color=_INK if name == "all" else COLOURS[(place - 1) % len(COLOURS)],
                linewidth=2 if name == "all" else 1.3,
                label=name,
            )
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        if len(names) > 1:
            axes.legend()
        return _svg(figure, "coverage", "Error against coverage")


def reliability(bins: Sequence[Mapping[str, Any]]) -> Markup:
    """Accuracy against confidence, with the number of answers in each bin."""
    with mpl.rc_context(_STYLE):
        figure, axes = _figure("confidence of an answer", "share of right answers")
        axes.plot([0, 1], [0, 1], color=_INK, alpha=0.5, linestyle="--", linewidth=1)
        full = [one for one in bins if one["count"]]
        axes.bar(
            [(one["low"] + one["high"]) / 2 for one in full],
            [one["accuracy"] for one in full],
            width=0.09,
            color=COLOURS[0],
        )
        axes.plot(
            [one["confidence"] for one in full],
            [one["accuracy"] for one in full],
            "o",
            color=COLOURS[1],
            markersize=4,
        )
        for one in full:
            axes.annotate(
                str(one["count"]),
                ((one["low"] + one["high"]) / 2, one["accuracy"]),
                textcoords="offset points",
                xytext=(0, 5),
                ha="center",
                fontsize=8,
            )
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1.08)
        return _svg(figure, "reliability", "Share of right answers against confidence")


def latency(times_ms: Sequence[float], marks: Mapping[str, float]) -> Markup:
    """How many questions took how long, on a logarithmic scale where they differ much."""
    with mpl.rc_context(_STYLE):
        figure, axes = _figure("time for a question, ms", "questions")
        low, high = max(min(times_ms), 1e-3), max(times_ms)
        if high > 10 * low:
            step = (high / low) ** (1 / _BINS)
            edges = [low * step**place for place in range(_BINS)] + [high * 1.0001]
            axes.set_xscale("log")
            axes.hist(times_ms, bins=edges, color=COLOURS[0])
        else:
            axes.hist(times_ms, bins=_BINS, color=COLOURS[0])
        top = axes.get_ylim()[1]
        for place, (name, value) in enumerate(marks.items()):
            axes.axvline(value, color=COLOURS[1], linewidth=1, linestyle="--")
            axes.annotate(
                name,
                (value, top),
                textcoords="offset points",
                xytext=(3, -10 - 11 * place),
                fontsize=8,
            )
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        return _svg(figure, "latency", "How many questions took how long")


def bars(metrics: Mapping[str, Mapping[str, Any]], names: Mapping[str, str]) -> Markup:
    """Chosen metrics (by name, with labels) by group, with their intervals."""
    with mpl.rc_context(_STYLE):
        figure, axes = _figure("", "")
        width = 0.8 / max(len(metrics), 1)
        for place, (group, values) in enumerate(metrics.items()):
            known = [(at, values[name]) for at, name in enumerate(names) if values[name]["n"]]
            offset = (place - (len(metrics) - 1) / 2) * width
            axes.bar(
                [at + offset for at, _ in known],
                [one["value"] for _, one in known],
                width=width * 0.92,
                color=COLOURS[place % len(COLOURS)],
                label=group,
            )
            ranged = [(at, one) for at, one in known if one["low"] is not None]
            axes.errorbar(
                [at + offset for at, _ in ranged],
                [one["value"] for _, one in ranged],
                yerr=[
                    [max(0.0, one["value"] - one["low"]) for _, one in ranged],
                    [max(0.0, one["high"] - one["value"]) for _, one in ranged],
                ],
                fmt="none",
                ecolor=_INK,
                elinewidth=0.9,
                capsize=2,
            )
        axes.set_xticks(range(len(names)), list(names.values()))
        axes.grid(visible=False, axis="x")
        axes.set_ylim(0, 1.02)
        figure.legend(ncols=max(len(metrics), 1), loc="outside upper center")
        return _svg(figure, "bars", "Main figures by language")


def _figure(x: str, y: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=_SIZE, layout="constrained")
    FigureCanvasSVG(figure)
    axes = figure.subplots()
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_axisbelow(True)
    return figure, axes


def _svg(figure: Figure, name: str, title: str) -> Markup:
    """The figure as an SVG element, its ids made its own."""
    buffer = io.StringIO()
    figure.patch.set_alpha(0)
    for axes in figure.axes:
        axes.patch.set_alpha(0)
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :].replace(_INK, "currentColor")
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", text)
    text = re.sub(r' (?:width|height)="[\d.]+pt"', "", text, count=2)
    return Markup(text.replace("<svg", f'<svg role="img" aria-label="{title}"', 1))
