"""Limits: how much of a file is read before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one source may be; over any of them it is unreadable.

    The last two bound the process that reads HTML, PDF and DOCX, not the text that comes out:
    ``max_seconds`` of wall time and of processor time each, ``max_memory_bytes`` of address space.
    """

    max_bytes: int = 50_000_000
    max_chars: int = 5_000_000
    max_pages: int = 1_000
    """Pages of a PDF."""
    max_unpacked_bytes: int = 200_000_000
    """All files inside a DOCX together."""
    max_seconds: int = 30
    max_memory_bytes: int = 1_500_000_000
