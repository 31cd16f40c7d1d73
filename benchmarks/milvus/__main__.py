"""``python -m benchmarks.milvus --uri URI``: what vectors in Milvus cost, beside FAISS.

URI is a server's, or a Milvus Lite file. With ``--pid`` of a server on this machine, which may be
given more than once, its CPU time and memory are told too. Collections are removed at the end.
Markdown goes to standard output. Linux only.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.engine import Engine
from assistant.milvussettings import MilvusSettings as MilvusOptions
from assistant.settings import Settings
from assistant.train.articles import ARTICLES, article_document
from benchmarks.milvus.measure import (
    DIMENSION,
    Search,
    clustered,
    ids_of,
    memory_bytes,
    nearest,
    saved,
    search,
)
from index import (
    WORD_MODEL,
    MilvusSettings,
    StoreKind,
    StoreSettings,
    VectorStore,
    build_index,
    load_embedder,
)
from index.faiss_store import FaissStore
from index.milvus import Milvus
from index.milvus_store import MilvusStore

_PREFIX = "benchmark"
_ADDED = 100
_KINDS = ("flat", "hnsw")
_ASKED = (
    "Какое место занимает Alem.Cloud в TOP-500?",
    "Сколько услуг оказали через цифровые каналы?",
    "How many free school meals were covered?",
    "Қазақстанда қандай суперкомпьютерлер бар?",
)


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    milvus = Milvus(MilvusSettings(uri=options.uri, prefix=_PREFIX, timeout_s=30.0))
    try:
        print(
            "| store | write, s | add 100, s | recall@10 | p50, ms | p95, ms | client CPU, ms |"
            " server CPU, ms | at once | a second | memory, bytes a vector | local bytes |"
        )
        print("| --- " * 12 + "|")
        for kind in (StoreKind(name) for name in options.kinds):
            settings = StoreSettings(kind=kind)
            _row(f"FAISS {kind}", FaissStore(DIMENSION, settings, options.vectors), options, ())
            store = MilvusStore(milvus, f"{_PREFIX}_{kind}", DIMENSION, settings)
            _row(f"Milvus {kind}", store, options, options.pid)
        print()
        _questions(options.uri, options.rounds)
        print()
        _files(options.articles)
    finally:
        for name in milvus.names(f"{_PREFIX}_"):
            milvus.drop(name)


def _row(name: str, store: VectorStore, options: argparse.Namespace, server: Sequence[int]) -> None:
    ids, vectors = ids_of(options.vectors), clustered(options.vectors, 1)
    queries = clustered(options.queries, 2)
    expected = ids[nearest(vectors, queries, 10)]
    before = memory_bytes(server)
    start = time.perf_counter()
    store.add(ids, vectors)
    _, local = saved(store)
    write = time.perf_counter() - start
    found = search(store, queries, expected, options.readers, server)
    held = (memory_bytes(server) - before) / len(ids) if server else None
    start = time.perf_counter()
    store.add(ids[-1] + 1 + ids_of(_ADDED), clustered(_ADDED, 3))
    saved(store)
    print(_line(name, write, time.perf_counter() - start, found, held, local / len(ids)))


def _line(
    name: str, write: float, add: float, found: Search, held: float | None, local: float
) -> str:
    cells = [
        name,
        f"{write:.1f}",
        f"{add:.1f}",
        f"{found.recall:.3f}",
        f"{found.p50:.1f}",
        f"{found.p95:.1f}",
        f"{found.client_cpu:.2f}",
        "" if found.server_cpu is None else f"{found.server_cpu:.1f}",
        str(found.readers),
        f"{found.per_second:.0f}",
        "" if held is None else f"{held:,.0f}",
        f"{local:,.0f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _questions(uri: str, rounds: int) -> None:
    """CPU time of a whole question over the shipped article, with either store."""
    print("| a question | CPU of the assistant, ms | p50, ms |")
    print("| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        for store, milvus in (("files", None), ("Milvus", MilvusOptions(uri=uri, prefix=_PREFIX))):
            engine = Engine.open(Settings(data_dir=Path(name) / store, milvus=milvus))
            cpu, median = _asked(engine.ask, rounds)
            engine.close()
            print(f"| vectors in {store} | {cpu:.2f} | {median:.1f} |")


def _files(articles: int | None) -> None:
    """Bytes a view of what every replica keeps, over so many training articles, all if None, and
    their translations."""
    paths = sorted(ARTICLES.glob("*"))[:articles]
    texts = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    print("| local files | bytes a view |")
    print("| --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        manifest = build_index(map(article_document, texts), Path(name), load_embedder(WORD_MODEL))
        sizes: Counter[str] = Counter()
        for path, file in manifest.files.items():
            sizes[path.split("/")[0]] += file.size
        for part, size in sizes.items():
            print(f"| {part} | {size / manifest.counts.views:,.0f} |")
        print(f"| ({manifest.counts.passages} passages, {manifest.counts.views} views) | |")


def _asked(ask: Callable[..., object], rounds: int) -> tuple[float, float]:
    times = []
    for question in _ASKED:
        ask(question, audience="")
    own = time.process_time()
    for number in range(rounds):
        for question in _ASKED:
            start = time.perf_counter()
            ask(f"{question} {number}", audience="")  # no answer is one that was kept
            times.append(1000 * (time.perf_counter() - start))
    cpu = 1000 * (time.process_time() - own) / len(times)
    return cpu, sorted(times)[len(times) // 2]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.milvus", description=__doc__)
    parser.add_argument("--uri", required=True, help="http://host:19530, or a path ending in .db")
    parser.add_argument("--pid", type=int, action="append", default=[], help="of the server")
    parser.add_argument("--vectors", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--readers", type=int, default=8, help="threads that ask at once")
    parser.add_argument("--rounds", type=int, default=50, help="of four questions each")
    parser.add_argument("--articles", type=int, help="whose local files are measured; unset: all")
    parser.add_argument("--kinds", nargs="+", choices=_KINDS, default=list(_KINDS))
    return parser


if __name__ == "__main__":
    main()
