"""``python -m benchmarks.scale --sizes 10000,100000,1000000``: one machine, and how far it goes.

Vectors are drawn as ``benchmarks.scale.vectors`` says, texts as ``benchmarks.scale.texts`` does.
Markdown goes to standard output, each row as soon as it is there to standard error.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.scale.dense import DenseRow, measure_dense
from benchmarks.scale.growth import GrowthRow, measure_growth
from benchmarks.scale.texts import questions, real_sentences
from benchmarks.scale.vectors import Cloud, nearest
from benchmarks.scale.words import WordsRow, measure_words
from corpus import Language
from index import WORD_MODEL, Embedder, StoreKind, load_embedder

Row = TypeVar("Row", DenseRow, WordsRow, GrowthRow)
_QUERIES = 200
_QUANTILES = (5, 25, 50, 75, 95)


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    embedder = load_embedder(WORD_MODEL)
    with tempfile.TemporaryDirectory(dir=options.scratch) as name:
        scratch = Path(name)
        if options.sizes:
            cloud = Cloud.of(embedder)
            print(_likeness(cloud, embedder) + "\n")
            print(_dense_table(_dense(options.sizes, options.kinds, cloud, embedder, scratch)))
        if options.texts:
            rows = [_told(measure_words(size, scratch)) for size in options.texts]
            print("\n" + _words_table(rows))
        if options.growth:
            grown = [_told(measure_growth(size, embedder, scratch)) for size in options.growth]
            print("\n" + _growth_table(grown))


def _dense(
    sizes: Sequence[int],
    kinds: Sequence[StoreKind],
    cloud: Cloud,
    embedder: Embedder,
    scratch: Path,
) -> list[DenseRow]:
    queries = embedder.encode_queries([question for question, _ in questions(_QUERIES)])
    rows = []
    for size in sizes:
        vectors, more = cloud.draw(size, seed=1), cloud.draw(max(1, size // 100), seed=2)
        rows += [_told(row) for row in measure_dense(vectors, more, queries, kinds, scratch)]
    return rows


def _told(row: Row) -> Row:
    print(row, file=sys.stderr, flush=True)
    return row


def _likeness(cloud: Cloud, embedder: Embedder) -> str:
    """How similar vectors are to their nearest neighbours: real ones, and as many drawn ones."""
    parts = [embedder.encode_passages(real_sentences(language)) for language in Language]
    real = np.concatenate([nearest(part, len(part)) for part in parts])
    drawn = nearest(cloud.draw(len(parts[0]), seed=3), len(parts[0]))
    return _table(
        ["similarity to the nearest", *(f"{each} %" for each in _QUANTILES)],
        [
            [name, *(f"{each:.2f}" for each in np.percentile(values, _QUANTILES))]
            for name, values in (("real sentences", real), ("drawn", drawn))
        ],
    )


def _dense_table(rows: Iterable[DenseRow]) -> str:
    return _table(
        ["vectors", "kind", "build, CPU s", "+1 %, CPU s", "MiB", "p50 ms", "p95 ms", "recall@10"],
        [
            [
                f"{row.size:,}",
                str(row.kind),
                f"{row.build:.1f}",
                f"{row.grow:.2f}",
                f"{row.mib:.0f}",
                f"{row.p50_ms:.2f}",
                f"{row.p95_ms:.2f}",
                f"{row.recall:.3f}",
            ]
            for row in rows
        ],
    )


def _words_table(rows: Iterable[WordsRow]) -> str:
    return _table(
        ["passages", "segments", "build, CPU s", "MiB", "open ms", "own MiB", "p50 ms", "p95 ms"],
        [
            [
                f"{row.rows:,}",
                str(row.segments),
                f"{row.build:.1f}",
                f"{row.mib:.0f}",
                f"{row.open_ms:.0f}",
                f"{row.own_mib:.0f}",
                f"{row.p50_ms:.2f}",
                f"{row.p95_ms:.2f}",
            ]
            for row in rows
        ],
    )


def _growth_table(rows: Iterable[GrowthRow]) -> str:
    return _table(
        ["passages", "build, CPU s", "+1 %, CPU s", "share", "of which by the clock, s"],
        [
            [
                f"{row.passages:,}",
                f"{row.build:.1f}",
                f"{row.add:.2f}",
                f"{100 * row.share:.1f} %",
                ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in row.stages.items()),
            ]
            for row in rows
        ],
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description="Measure one machine at several sizes."
    )
    parser.add_argument("--sizes", type=_numbers, default=[], help="numbers of vectors: 10000,…")
    parser.add_argument(
        "--kinds",
        type=lambda text: [StoreKind(kind) for kind in text.split(",")],
        default=list(StoreKind),
        help="kinds of vector stores",
    )
    parser.add_argument("--texts", type=_numbers, default=[], help="numbers of passages, by words")
    parser.add_argument("--growth", type=_numbers, default=[], help="numbers of passages to grow")
    parser.add_argument("--scratch", type=Path, help="where to write, and clean up")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


if __name__ == "__main__":
    main()
