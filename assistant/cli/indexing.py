"""``assistant index``: build, add, remove, restore, verify, info."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index import Manifest

app = typer.Typer(help="Build, change and check the index.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_LISTED = 20
"""How many ids a line names; ``--json`` has all."""


@app.command("build")
def build(context: typer.Context, as_json: AsJson = False) -> None:
    """Build the index of the sources anew and publish it; the one in service stays until then.

    What was added, replaced or removed by hand stays so; `restore` takes that back.
    """
    from assistant.cli.progress import progress_bar
    from assistant.engine import build as build_sources
    from assistant.engine import open_embedder

    settings: Settings = context.obj
    with progress_bar() as progress:
        manifest = build_sources(settings, open_embedder(settings), progress)
    _print_manifest(manifest, settings, as_json=as_json)


@app.command("add")
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, directories or globs.")],
    as_json: AsJson = False,
) -> None:
    """Add documents to the index, or replace those of the same id; only new text is embedded."""
    from assistant.cli.progress import progress_bar
    from assistant.engine import index_settings, open_embedder
    from corpus import load_sources
    from index import add_documents

    settings: Settings = context.obj
    documents = [document for path in paths for document in load_sources(path)]
    with progress_bar() as progress:
        manifest = add_documents(
            documents,
            settings.index_dir,
            open_embedder(settings),
            settings=index_settings(settings),
            progress=progress,
        )
    _print_manifest(manifest, settings, as_json=as_json)


@app.command("remove")
def remove(
    context: typer.Context,
    document_ids: Annotated[list[str], typer.Argument(help="Ids of documents.")],
    as_json: AsJson = False,
) -> None:
    """Remove documents from the index; those of the sources stay out until they are restored."""
    from assistant.cli.progress import progress_bar
    from assistant.engine import index_settings, open_embedder
    from index import remove_documents

    settings: Settings = context.obj
    with progress_bar() as progress:
        manifest = remove_documents(
            document_ids,
            settings.index_dir,
            open_embedder(settings),
            settings=index_settings(settings),
            progress=progress,
        )
    _print_manifest(manifest, settings, as_json=as_json)


@app.command("restore")
def restore(
    context: typer.Context,
    document_ids: Annotated[
        list[str] | None, typer.Argument(help="Ids of documents of the sources.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="All that were replaced or removed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Index documents as the sources have them again, though they were replaced or removed."""
    from assistant.cli.progress import progress_bar
    from assistant.engine import SHIPPED_SOURCES, index_settings, open_embedder
    from corpus import load_sources
    from index import restore_documents

    if every == bool(document_ids):
        raise typer.BadParameter("expected ids of documents or --all")
    settings: Settings = context.obj
    sources = load_sources(settings.sources or SHIPPED_SOURCES)
    with progress_bar() as progress:
        manifest = restore_documents(
            None if every else document_ids,
            sources,
            settings.index_dir,
            open_embedder(settings),
            settings=index_settings(settings),
            progress=progress,
        )
    _print_manifest(manifest, settings, as_json=as_json)


@app.command("info")
def info(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what the index in service was made from."""
    from index import current_manifest

    settings: Settings = context.obj
    _print_manifest(current_manifest(settings.index_dir), settings, as_json=as_json)


@app.command("verify")
def verify(context: typer.Context, as_json: AsJson = False) -> None:
    """Check every digest, count and offset of the index; status 1 where anything is wrong."""
    import json

    from assistant.engine import index_settings
    from index import verify as verify_index

    settings: Settings = context.obj
    report = verify_index(settings.index_dir, milvus=index_settings(settings).milvus)
    if as_json:
        print(json.dumps({"problems": list(report.problems)}, ensure_ascii=False, indent=2))
    else:
        for problem in report.problems:
            print(problem)
        if not report.problems:
            print(f"The index in {settings.index_dir} is whole.")
    if report.problems:
        raise typer.Exit(1)


def _print_manifest(manifest: "Manifest", settings: "Settings", *, as_json: bool) -> None:
    if as_json:
        print(manifest.to_json().decode())
        return
    counts = manifest.counts
    print(
        f"{settings.index_dir}: build {manifest.build_id} of {manifest.created:%Y-%m-%d %H:%M} UTC"
    )
    print(f"{counts.documents} documents, {counts.passages} passages, {counts.views} views")
    print(f"model {manifest.embedder.name}, {manifest.embedder.dimension} numbers a vector")
    for what, ids in (
        ("kept out", manifest.changes.removed),
        ("replaced", manifest.changes.replaced),
    ):
        if ids:
            more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
            print(f"{what}: {', '.join(ids[:_LISTED])}{more}")
