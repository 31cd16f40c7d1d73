"""Floors: the least values of metrics, and the greatest, under which a run fails."""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import FloorError
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.summary import DIMENSIONS


@dataclass(frozen=True, slots=True)
class Floor:
    """A bound of a metric, over all questions or those of one ``group`` (language, kind, document).

    ``ceiling`` makes it the greatest value rather than the least.
    """

    metric: str
    group: str | None
    bound: float
    ceiling: bool = False

    @property
    def name(self) -> str:
        return self.metric if self.group is None else f"{self.metric}.{self.group}"

    def __str__(self) -> str:
        return f"{self.name} {'<=' if self.ceiling else '>='} {self.bound:g}"


def parse_floor(text: str, *, ceiling: bool = False) -> Floor:
    """A floor of ``metric=value`` or ``metric.group=value``.

    Raises:
        FloorError: there is no such metric, or the value is no number.
    """
    name, equals, value = text.partition("=")
    try:
        bound = float(value)
    except ValueError as error:
        raise FloorError(f"{text!r}: expected metric=number") from error
    if not equals or math.isnan(bound):
        raise FloorError(f"{text!r}: expected metric=number")
    return _floor(name.strip(), bound, ceiling)


def read_floors(path: Path) -> list[Floor]:
    """The floors of a TOML file: tables ``least`` and ``greatest`` of metric names and numbers.

    Raises:
        FloorError: it cannot be read, or holds anything else.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FloorError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FloorError(f"{path}: not TOML ({error})") from error
    found = []
    for table, bounds in tables.items():
        if table not in ("least", "greatest") or not isinstance(bounds, dict):
            raise FloorError(f"{path}: unknown key {table!r}, expected [least] or [greatest]")
        for name, bound in bounds.items():
            if isinstance(bound, bool) or not isinstance(bound, int | float):
                raise FloorError(f"{path}: {name}: got {bound!r}, expected a number")
            found.append(_floor(name, float(bound), ceiling=table == "greatest"))
    return found


def check_groups(floors: Iterable[Floor], known: Iterable[str]) -> None:
    """Complain before anything is asked of a group that the set does not have.

    Raises:
        FloorError: names it and the groups there are.
    """
    names = sorted(set(known))
    for floor in floors:
        if floor.group is not None and floor.group not in names:
            shown = ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
            raise FloorError(f"{floor.name}: no group {floor.group!r} in this set, it has {shown}")


def broken(floors: Sequence[Floor], metrics: Mapping[str, Any]) -> list[str]:
    """A line for each floor that ``metrics`` (as in a report) is under; no value is under any."""
    lines = []
    for floor in floors:
        value = _value(floor, metrics)
        if value is None:
            lines.append(f"{floor}: has no value")
        elif value > floor.bound if floor.ceiling else value < floor.bound:
            lines.append(f"{floor}: is {value:.4f}")
    return lines


def _floor(name: str, bound: float, ceiling: bool) -> Floor:
    if name in METRICS:
        return Floor(name, None, bound, ceiling)
    metric = max((known for known in METRICS if name.startswith(known + ".")), key=len, default="")
    if not metric:
        raise FloorError(f"no metric {name!r}; known are {', '.join(METRICS)}")
    return Floor(metric, name[len(metric) + 1 :], bound, ceiling)


def _value(floor: Floor, metrics: Mapping[str, Any]) -> float | None:
    if floor.group is None:
        values = metrics["all"]
    else:
        values = next(
            (metrics[name][floor.group] for name in DIMENSIONS if floor.group in metrics[name]), {}
        )
    found = values.get(floor.metric, {}).get("value")
    return None if found is None else float(found)
