"""What vectors in Milvus cost: to write, to search, to hold."""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.embedder import Vectors
from index.vectors import VectorStore
from index.view import Ids

DIMENSION = 256
DEPTH = 100
"""How many views the assistant asks its store for."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Search:
    """Of one query at a time, but for ``per_second``, which is of ``readers`` at once.

    Times are in milliseconds; CPU time of the client (this process) and of the server is by query.
    """

    recall: float
    p50: float
    p95: float
    client_cpu: float
    server_cpu: float | None
    readers: int
    per_second: float


def clustered(count: int, seed: int) -> Vectors:
    """Unit vectors around one centre for each hundred of them."""
    centres = np.random.default_rng(0).standard_normal((1000, DIMENSION)).astype(np.float32)
    random = np.random.default_rng(seed)
    vectors = centres[random.integers(0, len(centres), count)]
    vectors += 0.7 * random.standard_normal((count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def nearest(vectors: Vectors, queries: Vectors, k: int) -> Ids:
    """The places of the ``k`` nearest of each query, by brute force."""
    return np.stack([np.argsort(-(vectors @ query), kind="stable")[:k] for query in queries])


def timed(call: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def saved(store: VectorStore) -> tuple[float, int]:
    """Seconds that saving takes, and the bytes of local files that it leaves."""
    with TemporaryDirectory() as name:
        seconds = timed(lambda: store.save(Path(name)))
        return seconds, sum(path.stat().st_size for path in Path(name).iterdir())


def search(
    store: VectorStore,
    queries: Vectors,
    expected: Ids,
    readers: int,
    server: Sequence[int],
) -> Search:
    """Ask for each query; ``expected`` has the ids of the nearest ten of each."""
    store.search(queries[:1], DEPTH)
    own, theirs = time.process_time(), cpu_s(server)
    times, hits = [], 0
    for query, wanted in zip(queries, expected, strict=True):
        start = time.perf_counter()
        _, [ids] = store.search(query[None], DEPTH)
        times.append(1000 * (time.perf_counter() - start))
        hits += len(np.intersect1d(ids[:10], wanted))
    count = len(queries)
    client_cpu = 1000 * (time.process_time() - own) / count
    server_cpu = 1000 * (cpu_s(server) - theirs) / count if server else None
    with ThreadPoolExecutor(readers) as pool:
        seconds = timed(
            lambda: list(pool.map(lambda query: store.search(query[None], DEPTH), queries))
        )
    p50, p95 = np.percentile(times, [50, 95])
    recall = hits / (10 * count)
    return Search(recall, float(p50), float(p95), client_cpu, server_cpu, readers, count / seconds)


def cpu_s(processes: Sequence[int]) -> float:
    """CPU time that processes have had, in seconds. Linux."""
    fields = [
        Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split() for each in processes
    ]
    return sum(int(field[11]) + int(field[12]) for field in fields) / _TICK


def memory_bytes(processes: Sequence[int]) -> int:
    """Resident memory of processes, in bytes. Linux."""
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in processes]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def ids_of(count: int) -> NDArray[np.int64]:
    """Ids as a catalog gives them: eight a passage."""
    return np.arange(count, dtype=np.int64) * 8
