"""What is known of a metric besides its values."""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which values are better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric's name (as in ``--fail-under``), what it means, and which values are better."""

    name: str
    meaning: str
    better: Better = Better.HIGHER
    unit: str = ""
