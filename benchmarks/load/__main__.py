"""``python -m benchmarks.load``: a real server on loopback under load, measured.

Without a mode: rising concurrency. Status 1 where the condition of a mode does not hold.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.load.levels import levels
from benchmarks.load.outcome import Outcome
from benchmarks.load.overload import overload
from benchmarks.load.soak import soak
from benchmarks.load.startup import startup
from benchmarks.load.swaps import swaps


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    found = _run(options)
    print(found.as_text())
    if options.json:
        options.json.write_text(found.as_json() + "\n", encoding="utf-8")
    return 1 if found.problems else 0


def _run(options: argparse.Namespace) -> Outcome:
    if options.startup:
        return startup(options.runs)
    if options.overload:
        return overload(options.seconds, options.slower)
    if options.swaps is not None:
        return swaps(options.swaps)
    if options.soak is not None:
        return soak(options.soak, options.slope)
    return levels(options.workers, options.clients, options.seconds, options.runs)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load", description="Measure a server under load (Linux)."
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--startup", action="store_true", help="commands, readiness, memory")
    mode.add_argument("--overload", action="store_true", help="more clients than there is room for")
    mode.add_argument(
        "--swaps", type=int, nargs="?", const=50, metavar="N", help="index swaps under load"
    )
    mode.add_argument(
        "--soak", type=float, nargs="?", const=600.0, metavar="S", help="seconds of a soak"
    )
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 16, 32, 64])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, default=3, help="of each level, of each start")
    parser.add_argument(
        "--slower", type=float, default=2.0, help="greatest ratio of medians after an overload"
    )
    parser.add_argument(
        "--slope", type=float, default=1.0, help="greatest growth in a soak, MB a minute"
    )
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
