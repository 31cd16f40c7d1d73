"""``assistant doctor``."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look over model, index, disk, database and settings; status 1 where something is wrong."""
    import json

    from assistant.doctor import report

    settings: Settings = context.obj
    assert context.parent is not None
    given = [name for name, value in context.parent.params.items() if value is not None]
    found = report(settings, given)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for check in found["checks"]:
            print(f"{'good ' if check['good'] else 'WRONG'}  {check['name']}: {check['detail']}")
        print()
        for name, setting in found["settings"].items():
            print(f"{name} = {setting['value']}  ({setting['origin']})")
        print()
        for name, number in found["versions"].items():
            print(f"{name} {number}")
    if not found["good"]:
        raise typer.Exit(1)
