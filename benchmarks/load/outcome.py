"""What a mode found: figures for the reader and for machines, and what is wrong."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Outcome:
    """``problems`` is empty where the mode's own conditions hold."""

    mode: str
    rows: list[Mapping[str, Any]]
    problems: list[str] = field(default_factory=list)
    details: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> str:
        """Everything, with the machine it was measured on."""
        found = {
            "mode": self.mode,
            "machine": machine(),
            "problems": self.problems,
            "rows": self.rows,
            **self.details,
        }
        return json.dumps(found, ensure_ascii=False, indent=1)

    def as_text(self) -> str:
        """A Markdown table, then a line for each problem."""
        return "\n".join([table(self.rows), *(f"\nFAILED: {each}" for each in self.problems)])


def machine() -> dict[str, Any]:
    """What figures depend on; the load average tells whether others worked there too."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_average": [round(each, 2) for each in os.getloadavg()],
    }


def _cpu() -> str:
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """A Markdown table; the columns are those of the first row."""
    if not rows:
        return ""
    names = list(rows[0])
    lines = [names, ["---"] + ["---:"] * (len(names) - 1)]
    lines += [[_cell(row[name]) for name in names] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return (
            f"{value:,.0f}"
            if abs(value) >= 100
            else f"{value:.2g}"
            if abs(value) < 1
            else (f"{value:.1f}")
        )
    return str(value)
