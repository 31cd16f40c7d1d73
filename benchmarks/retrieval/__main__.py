"""``python -m benchmarks.retrieval --data DIR``: BM25, dense and fused retrieval, measured.

DIR holds the public sets (see ``benchmarks.retrieval.sets``). Each ``--model`` (a directory or a
hub name) is measured alone and fused, beside the bundled one; ``--questions`` files are asked to an
index of the shipped article. Markdown goes to standard output, everything to ``--json``.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.retrieval import systems
from benchmarks.retrieval.article import article_results
from benchmarks.retrieval.measure import measure
from benchmarks.retrieval.report import Row, article_table, as_json, sensitivity_table, table
from benchmarks.retrieval.sets import RetrievalSet, load_sets
from benchmarks.retrieval.systems import Combine, Outcome, Search
from index import BUNDLED_MODEL, WORD_MODEL, Embedder, SentenceEmbedder, load_embedder
from index.fusion import CROSS_WEIGHT, OWN_WEIGHT, fuse, reciprocal_ranks
from index.interaction import WordEmbedder, WordInteraction

_WEIGHTS = sorted({0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, OWN_WEIGHT, CROSS_WEIGHT})
_SOURCES = Path(__file__).resolve().parents[2] / "corpus" / "sources"


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    embedders = {
        _short(name): load_embedder(name) for name in options.model or [BUNDLED_MODEL, WORD_MODEL]
    }
    rows: list[Row] = []
    sensitivity: dict[str, dict[str, float]] = {}
    for data in load_sets(options.data):
        if not options.only or any(each in data.name for each in options.only):
            rows += _rows(data, embedders, sensitivity)
    first = next(iter(embedders.values()))
    articles = [
        result
        for questions in options.questions
        for result in article_results(_SOURCES, questions, first)
    ]
    if rows:
        print(table(rows))
        print("\nrecall@1 of the fused ranking by the weight of the dense part:\n")
        print(sensitivity_table(sensitivity))
    if articles:
        print("\n" + article_table(articles))
    if options.json:
        report = as_json(rows, sensitivity, articles)
        text = json.dumps(report, ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")


def _rows(
    data: RetrievalSet, embedders: dict[str, Embedder], sensitivity: dict[str, dict[str, float]]
) -> list[Row]:
    """Each system on one set; adds the sensitivity of each embedder's fusion."""
    size = len(data.texts)
    words = _run(data, "lexical", systems.lexical(data))
    outcomes = {"BM25, Snowball": _run(data, "BM25", systems.snowball(data)), "lexical": words}
    for name, embedder in embedders.items():
        vectors = _run(data, name, systems.dense(data, embedder))
        ways: dict[str, Combine] = {"RRF": lambda *parts: reciprocal_ranks(parts)} | {
            f"{weight:g}": partial(fuse, size=size, weight=weight) for weight in _WEIGHTS
        }
        mixed = {way: systems.fused(vectors, words, combine) for way, combine in ways.items()}
        outcomes[f"dense, {name}"] = vectors
        outcomes[f"fused, {name}"] = systems.searched(
            data,
            vectors,
            words,
            words=WordInteraction(embedder) if isinstance(embedder, WordEmbedder) else None,
            tokens=systems.comparing(data, embedder)
            if isinstance(embedder, SentenceEmbedder)
            else None,
        )
        sensitivity[f"{data.name}, {name}"] = {
            way: _first_right(data, outcome.rankings) for way, outcome in mixed.items()
        }
    return [
        Row(
            data.name,
            len(data.queries),
            size,
            system,
            measure(data, [[row for row, _ in ranking] for ranking in outcome.rankings]),
            outcome.queries_per_second,
            outcome.peak_mib,
        )
        for system, outcome in outcomes.items()
    ]


def _run(data: RetrievalSet, system: str, search: Search) -> Outcome:
    print(f"{data.name}: {system}", file=sys.stderr)
    return systems.run(data.queries, search)


def _first_right(data: RetrievalSet, ranked: Sequence[Sequence[tuple[int, float]]]) -> float:
    """recall@1."""
    right = sum(
        bool(ranking) and ranking[0][0] in rows
        for ranking, rows in zip(ranked, data.relevant, strict=True)
    )
    return right / len(ranked)


def _short(name: str) -> str:
    return Path(name).name


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.retrieval", description="Measure retrieval on public sets."
    )
    parser.add_argument("--data", type=Path, required=True, help="directory of the public sets")
    parser.add_argument("--model", action="append", help="model directory or hub name; repeatable")
    parser.add_argument(
        "--questions", type=Path, action="append", default=[], help="JSON lines over the article"
    )
    parser.add_argument("--only", action="append", help="sets whose name holds this; repeatable")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser


if __name__ == "__main__":
    main()
