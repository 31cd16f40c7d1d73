"""``assistant keys``: create, list, revoke."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.days import bounded
from assistant.cli.terminal import one_line

if TYPE_CHECKING:
    from assistant.records import Key, Keys

app = typer.Typer(help="Make and revoke keys of the HTTP API.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("create")
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Whose key it is, to tell it from others.")],
    scope: Annotated[
        list[str] | None,
        typer.Option(help="read (the default), write or admin; may be given more than once."),
    ] = None,
    expires_days: Annotated[
        float | None,
        typer.Option(min=0, callback=bounded, help="Days it is good for; by default for ever."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key. Its secret is shown now and never again: only a digest is kept."""
    from assistant.records import Scope

    unknown = set(scope or ()) - set(Scope)
    if unknown:
        raise typer.BadParameter(
            f"got {', '.join(sorted(unknown))}, expected {', '.join(Scope)}", param_hint="'--scope'"
        )
    scopes = [Scope(one) for one in scope or [Scope.READ]]
    lifetime = timedelta(days=expires_days) if expires_days is not None else None
    with _keys(context) as keys:
        made = keys.create(name, scopes, lifetime)
    if as_json:
        print(json.dumps({**_record(made.key), "secret": made.secret}, ensure_ascii=False))
        return
    typer.echo(f"{_line(made.key)}\nThe secret, shown this once:", err=True)
    typer.echo(made.secret)


@app.command("list")
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """List the keys, without their secrets."""
    with _keys(context) as keys:
        found = keys.list()
    if as_json:
        print(json.dumps([_record(key) for key in found], ensure_ascii=False, indent=2))
        return
    for key in found:
        print(_line(key))


@app.command("revoke")
def revoke(
    context: typer.Context, key_id: Annotated[str, typer.Argument(help="The id in the list.")]
) -> None:
    """Make a key worthless at once, for good."""
    with _keys(context) as keys:
        keys.revoke(key_id)


@contextmanager
def _keys(context: typer.Context) -> "Iterator[Keys]":
    from assistant.records import Database, Keys

    database = Database.of(context.obj)
    try:
        yield Keys(database)
    finally:
        database.close()


def _line(key: "Key") -> str:
    state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else "valid"
    if key.expires and not key.revoked:
        state = f"until {key.expires:%Y-%m-%d %H:%M} UTC"
    return one_line(f"{key.id}  {','.join(sorted(key.scopes))}  {state}  {key.name}")


def _record(key: "Key") -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "created": key.created.isoformat(),
        "expires": key.expires.isoformat() if key.expires else None,
        "revoked": key.revoked.isoformat() if key.revoked else None,
    }
