"""One run: every system indexes, starts and answers in turn, so that noise hits all alike."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.client import Worker
from benchmarks.peers.environment import Environment
from benchmarks.retrieval.sets import RetrievalSet

DEPTH = 10
_RESAMPLES = 2_000
_SEED = 17


@dataclass(slots=True)
class Figures:
    """What one system came to on one set with one model."""

    index_s: list[float] = field(default_factory=list)
    index_mib: float = 0.0
    start_s: list[float] = field(default_factory=list)
    query_ms: list[float] = field(default_factory=list)
    query_mib: float = 0.0
    ranks: list[float] = field(default_factory=list)
    """The rank of the right text of each question, infinite where it is not among the first."""

    @property
    def right_first(self) -> NDArray[np.float64]:
        """recall@1 of each question."""
        first: NDArray[np.float64] = (np.array(self.ranks) == 1).astype(np.float64)
        return first

    @property
    def reciprocal(self) -> NDArray[np.float64]:
        """Reciprocal rank of each question, 0 beyond ``DEPTH``."""
        reciprocal: NDArray[np.float64] = 1.0 / np.array(self.ranks)
        return reciprocal

    def quantile(self, share: float) -> float:
        """Milliseconds of a query at that share of all."""
        return float(np.quantile(self.query_ms, share))


def measure(
    data: RetrievalSet,
    environments: Mapping[str, Environment],
    models: Mapping[str, str],
    directory: Path,
    *,
    repeats: int,
    rounds: int,
) -> dict[str, Figures]:
    """Figures by system. ``models[system]`` is the model's path in that system's words.

    Each of ``repeats`` times every system indexes the texts and starts anew; then each of
    ``rounds`` times every system answers the next share of the questions, and the first to begin
    is another one in each round.
    """

    def started(name: str, repeat: int, *, build: bool = False) -> Worker:
        where = directory / f"{name.replace(' ', '-')}-{repeat}"
        return Worker(environments[name], name, models[name], where, build=build)

    found = {name: Figures() for name in environments}
    for repeat in range(repeats):
        for name, figures in found.items():
            with started(name, repeat, build=True) as worker:
                figures.index_s.append(worker.build(data.texts))
                figures.index_mib = max(figures.index_mib, worker.peak_mib())
        for name, figures in found.items():
            with started(name, repeat) as worker:
                figures.start_s.append(worker.first_answer(data.queries[0], DEPTH))
    with ExitStack() as running:
        workers = {name: running.enter_context(started(name, 0)) for name in found}
        for worker in workers.values():
            worker.search(data.queries[0], DEPTH)
        order = list(found)
        for share in np.array_split(np.arange(len(data.queries)), rounds):
            for name in order:
                _ask(data, share.tolist(), workers[name], found[name])
            order.append(order.pop(0))
        for name, worker in workers.items():
            found[name].query_mib = worker.peak_mib()
    return found


def _ask(data: RetrievalSet, questions: Sequence[int], worker: Worker, figures: Figures) -> None:
    for number in questions:
        answered = worker.search(data.queries[number], DEPTH)
        figures.query_ms.append(answered.milliseconds)
        right = data.relevant[number]
        ranks = (rank for rank, row in enumerate(answered.rows[:DEPTH], 1) if row in right)
        figures.ranks.append(next(ranks, np.inf))


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean of paired differences, and its 95 % bootstrap interval, questions drawn by group."""

    mean: float
    low: float
    high: float


def difference(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], groups: Sequence[int]
) -> Difference:
    """Of ``ours[i] - theirs[i]``, the values of question i, which is of ``groups[i]``."""
    _, members = np.unique(np.array(groups), return_inverse=True)
    sums, sizes = np.bincount(members, ours - theirs), np.bincount(members)
    drawn = np.random.default_rng(_SEED).integers(len(sums), size=(_RESAMPLES, len(sums)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Difference(float((ours - theirs).mean()), float(low), float(high))
