"""Options that are a number of days."""

import typer


def bounded(days: float | None) -> float | None:
    """``days``, as the callback of an option; more than dates can be reckoned with is a wrong
    call."""
    from assistant.settings import MOST_DAYS

    if days is not None and days > MOST_DAYS:
        raise typer.BadParameter(f"{days:.15g} is over the limit of {MOST_DAYS} days")
    return days
