"""``python -m benchmarks.typed SET …``: what questions of the sets (``tests/evaluation/*.jsonl``)
are answered when they are typed as people type them, over the sources of the settings.

Small talk is left out. Markdown goes to standard output.
"""

import argparse
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.evaluation import Plan, evaluate
from assistant.settings import Settings
from benchmarks.typed.variants import VARIANTS, Variant
from corpus import Language

_SEED = 5
_NO_QUESTION = "smalltalk"


def typed(lines: Sequence[str], variant: Variant) -> Iterator[Mapping[str, Any]]:
    """The rows of a set with their questions typed; those that the variant is not for are left
    out."""
    chance = random.Random(_SEED)
    for line in lines:
        row = json.loads(line)
        question = variant(row["question"], Language(row["lang"]), chance)
        if question is not None and row["kind"] != _NO_QUESTION:
            yield {**row, "question": question}


def table(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    """Markdown of judged rows by variant: right of the answerable and refused of the others, by
    language."""
    yield "| typed | right, ru | kk | en | refused, ru | kk | en |"
    yield "| --- " * 7 + "|"
    for name, judged in rows.items():
        cells: dict[bool, list[str]] = defaultdict(list)
        for answerable in (True, False):
            for language in Language:
                some = [
                    row["correct"] if answerable else row["status"] != "answered"
                    for row in judged
                    if row["language"] == language and row["answerable"] is answerable
                ]
                cells[answerable].append(f"{sum(some)}/{len(some)}" if some else "")
        yield "| " + " | ".join((name, *cells[True], *cells[False])) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.typed", description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    sets: list[Path] = parser.parse_args(arguments).sets
    judged: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(data_dir=Path(name) / "data")
        for path in sets:
            lines = path.read_text(encoding="utf-8").splitlines()
            for variant, function in VARIANTS.items():
                rows = [json.dumps(row, ensure_ascii=False) for row in typed(lines, function)]
                written = Path(name) / path.name
                written.write_text("\n".join([*rows, ""]), encoding="utf-8")
                plan = Plan(written, fresh=True)
                judged[variant] += evaluate(plan, settings, notify=lambda _: None)["rows"]
    print("\n".join(table(judged)))


if __name__ == "__main__":
    main()
