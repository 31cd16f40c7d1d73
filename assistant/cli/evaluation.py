"""``assistant evaluate``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.terminal import one_line
from corpus import Language

if TYPE_CHECKING:
    from assistant.settings import Settings

HEADER_VARIABLE = "ASSISTANT_EVALUATE_HEADER"


def evaluate(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(metavar="SET", help="JSONL, SQuAD JSON, KazQAD TSV, CSV or BEIR folder."),
    ],
    source: Annotated[
        Path | None, typer.Option(help="Evaluate over these texts, in a temporary index.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(help="Evaluate the deployment at this address.")
    ] = None,
    header: Annotated[
        list[str] | None,
        typer.Option(
            help="'Name: value' sent with every request to --url, such as an API key; also the"
            f" lines of {HEADER_VARIABLE}, which other users of the machine do not see."
        ),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one request.")] = 30.0,
    retries: Annotated[int, typer.Option(min=0, help="Further attempts of a request.")] = 4,
    report: Annotated[
        Path | None, typer.Option(help="Directory for evaluation.json and evaluation.html.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="evaluation.json of another run over the same questions.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=VALUE", help="Status 1 where it is less; also METRIC.GROUP=VALUE."
        ),
    ] = None,
    fail_over: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC=VALUE", help="The same for metrics that should be small."),
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(help="TOML file of such bounds, tables least and greatest.")
    ] = None,
    format: Annotated[  # noqa: A002
        str | None, typer.Option(help="jsonl, squad, kazqad-tsv, beir or table; else told apart.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at what is malformed.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first N.")] = None,
    language: Annotated[
        Language | None, typer.Option(help="Ask only the questions in this language.")
    ] = None,
    top_k: Annotated[int, typer.Option("--top-k", min=1, help="top_k of every question.")] = 5,
    trace: Annotated[bool, typer.Option(help="Ask for the trace of every step.")] = True,
    resamples: Annotated[int, typer.Option(min=100, help="Bootstrap resamples.")] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the resamples.")] = 20260117,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Do not go on with an interrupted run.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Measure answers, citations, retrieval, refusals and confidence on a question set."""
    from assistant.evaluation import floors as bounds
    from assistant.evaluation.answerer import parse_headers
    from assistant.evaluation.bootstrap import Resampling
    from assistant.evaluation.plan import Plan
    from assistant.evaluation.plan import evaluate as carry_out
    from assistant.evaluation.question import SetFormat

    settings: Settings = context.obj
    if url is not None and source is not None:
        raise typer.BadParameter("--source does not go with --url")
    if format is not None and format not in set(SetFormat):
        raise typer.BadParameter(f"--format: got {format!r}, expected {', '.join(SetFormat)}")
    limits = (
        *(bounds.read_floors(floors) if floors else ()),
        *(bounds.parse_floor(text) for text in fail_under or ()),
        *(bounds.parse_floor(text, ceiling=True) for text in fail_over or ()),
    )
    lines = [*os.environ.get(HEADER_VARIABLE, "").splitlines(), *(header or ())]
    plan = Plan(
        set=path,
        format=SetFormat(format) if format else None,
        strict=strict,
        limit=limit,
        language=language,
        source=source,
        url=url,
        headers=parse_headers(lines),
        timeout_s=timeout,
        retries=retries,
        top_k=top_k,
        explain=trace,
        report=report,
        compare=compare,
        floors=limits,
        resampling=Resampling(resamples, seed),
        fresh=fresh,
    )
    from assistant.cli.progress import progress_bar

    with progress_bar() as progress:
        made = carry_out(plan, settings, progress=progress, notify=_notify)
    from assistant.evaluation.report import HTML_NAME, all_metrics, dump

    if as_json:
        typer.echo(dump(made), nl=False)
    else:
        from assistant.evaluation.console import show

        show(made)
        if report is not None:
            typer.echo(str(report / HTML_NAME))
    failed = bounds.broken(limits, all_metrics(made))
    for line in failed:
        _notify(line)
    if failed:
        raise typer.Exit(1)


def _notify(line: str) -> None:
    typer.echo(f"assistant: {one_line(line)}", err=True)
