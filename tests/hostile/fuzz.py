"""``python -m tests.hostile.fuzz --seconds N``: mutate sound files and feed them to every parser.

Targets take turns. What breaks the contract of ``tests.hostile.targets`` is made smaller and kept
under ``--crashes`` as ``<target>/<digest>``; the tests run every file there. With ``--atheris``
(``pip install atheris``, optional) one ``--target`` is fuzzed by libFuzzer, guided by coverage.
"""

import argparse
import hashlib
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from tests.hostile.guard import HangError, bounded
from tests.hostile.mutation import apply, random_edits
from tests.hostile.targets import Target, all_targets

CRASHES = Path(__file__).parent / "crashes"
_INPUT_SECONDS = 20.0
_MEMORY_BYTES = 6_000_000_000
_TURN_SECONDS = 0.5
"""How long one target is fed before the next one's turn."""
_SMALLER_TRIES = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Status 1 where anything broke the contract."""
    options = _parser().parse_args(arguments)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    with tempfile.TemporaryDirectory() as directory:
        targets = all_targets(Path(directory))
        chosen = {
            name: target
            for name, target in targets.items()
            if not options.target or any(name.startswith(each) for each in options.target)
        }
        if not chosen:
            sys.exit(f"no target {options.target}, expected {', '.join(targets)}")
        if options.atheris:
            return _atheris(next(iter(chosen.values())), options.seconds)
        return _mutate(chosen, options.seconds, options.seed, options.crashes)


def failure(check: Callable[[bytes], None], data: bytes) -> str | None:
    """How ``check`` breaks on ``data``: the exception and where; None where it does not."""
    try:
        with bounded(_INPUT_SECONDS):
            check(data)
    except (Exception, HangError) as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = next((each for each in reversed(frames) if "/tests/" not in each.filename), None)
        where = f"{Path(place.filename).name}:{place.lineno}" if place else "the contract"
        return f"{type(error).__name__} at {where}"
    return None


def _mutate(targets: dict[str, Target], seconds: float, seed: int, crashes: Path) -> int:
    random = Random(seed)
    counts = dict.fromkeys(targets, 0)
    slowest = dict.fromkeys(targets, 0.0)
    found: dict[tuple[str, str], Path] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, target in targets.items():
            turn = time.monotonic() + _TURN_SECONDS
            while time.monotonic() < turn:
                data = apply(random.choice(target.seeds), random_edits(random, target.seeds))
                begin = time.process_time()
                how = failure(target.check, data)
                slowest[name] = max(slowest[name], time.process_time() - begin)
                counts[name] += 1
                if how is not None and (name, how) not in found:
                    data = _smaller(target.check, data, how)
                    path = crashes / name / hashlib.sha256(data).hexdigest()[:12]
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
                    found[name, how] = path
                    print(f"{name}: {how}: {path}", flush=True)
            if time.monotonic() >= until:
                break
    for name, count in counts.items():
        print(f"{name}: {count} inputs, the slowest {slowest[name]:.2f} s")
    print(f"{sum(counts.values())} inputs, {len(found)} ways to break the contract, seed {seed}")
    return 1 if found else 0


def _smaller(check: Callable[[bytes], None], data: bytes, how: str) -> bytes:
    """``data`` with pieces left out, as long as it breaks in the same way."""
    if how.startswith("Hang"):
        return data
    size, tries = len(data) // 2, 0
    while size >= 1 and tries < _SMALLER_TRIES:
        start = 0
        while start < len(data) and tries < _SMALLER_TRIES:
            shorter = data[:start] + data[start + size :]
            tries += 1
            if failure(check, shorter) == how:
                data = shorter
            else:
                start += size
        size //= 2
    return data


def _atheris(target: Target, seconds: float) -> int:
    try:
        import atheris
    except ModuleNotFoundError:
        sys.exit("--atheris needs the package: pip install atheris")
    atheris.instrument_all()
    with tempfile.TemporaryDirectory() as seeds:
        for number, seed in enumerate(target.seeds):
            Path(seeds, str(number)).write_bytes(seed)
        atheris.Setup(
            [sys.argv[0], seeds, f"-max_total_time={int(seconds)}", "-rss_limit_mb=6000"],
            target.check,
        )
        atheris.Fuzz()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to go on")
    parser.add_argument("--target", action="append", help="beginning of a name; repeatable")
    parser.add_argument("--seed", type=int, default=0, help="of the mutations")
    parser.add_argument("--crashes", type=Path, default=CRASHES, help="where to keep crashes")
    parser.add_argument("--atheris", action="store_true", help="fuzz with libFuzzer")
    return parser


if __name__ == "__main__":
    sys.exit(main())
