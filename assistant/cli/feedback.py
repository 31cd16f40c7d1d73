"""``assistant feedback``: export, questions, purge, migrate."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.days import bounded
from assistant.cli.terminal import escaped

if TYPE_CHECKING:
    from assistant.records import Database
    from assistant.settings import Settings

app = typer.Typer(help="What people thought of answers.", no_args_is_help=True)


@app.command("export")
def export(
    context: typer.Context,
    unlabelled: Annotated[
        bool,
        typer.Option(
            "--unlabelled", help="Thumbs down too; `answerable` is for someone to fill in."
        ),
    ] = False,
) -> None:
    """Print rated questions as JSONL that `assistant evaluate` reads."""
    from assistant.records import FeedbackLog
    from assistant.records.export import question_set

    with _database(context) as database:
        kept = FeedbackLog(database).all()
    for line in question_set(kept, unlabelled=unlabelled):
        print(escaped(line))


@app.command("questions")
def questions(context: typer.Context) -> None:
    """Print the question log as JSONL; empty unless ASSISTANT_KEEP_QUESTIONS is set."""
    from assistant.records import QuestionLog

    with _database(context) as database:
        kept = QuestionLog(database).all()
    for one in kept:
        print(escaped(json.dumps(asdict(one), ensure_ascii=False, default=str)))


@app.command("purge")
def purge(
    context: typer.Context,
    days: Annotated[
        float | None,
        typer.Option(
            min=0, callback=bounded, help="Days to keep; by default ASSISTANT_RETENTION_DAYS."
        ),
    ] = None,
) -> None:
    """Delete feedback and questions that are older; a server does so by itself."""
    from assistant.records import FeedbackLog, QuestionLog

    settings: Settings = context.obj
    keep = timedelta(days=settings.retention_days if days is None else days)
    with _database(context) as database:
        ratings, asked = FeedbackLog(database).purge(keep), QuestionLog(database).purge(keep)
    print(f"{ratings} ratings and {asked} questions deleted")


@app.command("migrate")
def migrate(context: typer.Context) -> None:
    """Bring the database to the tables of this version; a server does so by itself."""
    with _database(context) as database:
        print(f"{database.place}: revision {database.migrate()}")


@contextmanager
def _database(context: typer.Context) -> "Iterator[Database]":
    from assistant.records import Database

    database = Database.of(context.obj)
    try:
        yield database
    finally:
        database.close()
