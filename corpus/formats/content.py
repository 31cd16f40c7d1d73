"""Content: what a reader of a format returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, and its title where the file says one."""

    text: str
    title: str | None = None
