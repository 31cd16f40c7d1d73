"""A static embedding trained so that the two texts of a pair are nearest to one another.

A text is the mean of its tokens' rows, made unit length; the length of a row is how much its token
counts. The loss is the symmetric in-batch softmax of van den Oord et al., "Representation Learning
with Contrastive Predictive Coding", 2018, in the form of Yang et al., "Improving Multilingual
Sentence Embedding using Bi-directional Dual Encoder with Additive Margin Softmax", IJCAI 2019,
without the margin: gradients are sparse, so a step costs what its tokens cost.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from index.train.tokenizer import Ids, Offsets

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Texts:
    """Tokenised texts end to end: ``ids`` int32[total], ``offsets`` int64[n + 1]."""

    ids: Ids
    offsets: Offsets

    def mean(self) -> float:
        """Tokens of a text, on average."""
        return max(1.0, len(self.ids) / max(1, len(self.offsets) - 1))

    def gather(self, rows: Rows) -> tuple[Ids, Offsets]:
        """The tokens of the given texts, end to end, and where each of them begins: int64[n]."""
        lengths = self.offsets[rows + 1] - self.offsets[rows]
        begins = np.cumsum(lengths) - lengths
        where = np.arange(int(lengths.sum())) + np.repeat(self.offsets[rows] - begins, lengths)
        return self.ids[where], begins


@dataclass(frozen=True)
class Task:
    """Pairs of one source, and its share of the batches.

    Pair i is the texts ``left_rows[i]`` and ``right_rows[i]``, int64[pairs], of the distinct texts
    of its two sides; views are the same texts cut into other pieces.
    """

    name: str
    weight: float
    left: tuple[Texts, ...]
    right: tuple[Texts, ...]
    left_rows: Rows
    right_rows: Rows

    def __len__(self) -> int:
        return len(self.left_rows)

    def batch(self, schedule: "Schedule") -> int:
        """Pairs of a batch: fewer where texts are long, as a step costs what its tokens cost."""
        tokens = self.left[0].mean() + self.right[0].mean()
        return int(max(64, min(schedule.batch, len(self), schedule.tokens / tokens)))


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train."""

    steps: int = 6000
    batch: int = 1024
    tokens: int = 100_000
    rate: float = 0.01
    scale: float = 20.0
    keep: float = 0.9
    seed: int = 13


def start(pieces: int, dimension: int, seed: int) -> torch.Tensor:
    """Random rows of about unit length: float32[pieces, dimension]."""
    generator = torch.Generator().manual_seed(seed)
    rows: torch.Tensor = torch.randn(pieces, dimension, generator=generator)
    return rows / math.sqrt(dimension)


def embed(weights: torch.Tensor, ids: Ids, begins: Offsets, keep: float = 1.0) -> torch.Tensor:
    """Unit vectors of texts, float32[n, dimension]; each token is kept with the given chance."""
    shares = torch.ones(len(ids))
    if keep < 1.0:
        shares = (torch.rand(len(ids)) < keep).float()
    summed = embedding_bag(
        torch.from_numpy(ids.astype(np.int64)),
        weights,
        torch.from_numpy(begins),
        mode="sum",
        sparse=True,
        per_sample_weights=shares,
    )
    unit: torch.Tensor = normalize(summed, dim=1)
    return unit


def loss(left: torch.Tensor, right: torch.Tensor, same: torch.Tensor, scale: float) -> torch.Tensor:
    """Mean of the two cross entropies. ``same``, bool[n, n], marks pairs that are no negatives."""
    scores = (scale * left @ right.T).masked_fill(same, -1e4)
    gold = torch.arange(len(left))
    both: torch.Tensor = cross_entropy(scores, gold) + cross_entropy(scores.T, gold)
    return both / 2


def train(
    weights: torch.Tensor,
    tasks: list[Task],
    schedule: Schedule,
    report: Callable[[int, float, torch.Tensor], None] = lambda *_: None,
    every: int = 1000,
) -> torch.Tensor:
    """The weights after ``schedule.steps`` batches, each of one task; the rate falls to a tenth."""
    torch.manual_seed(schedule.seed)
    chance = np.random.default_rng(schedule.seed)
    shares = np.array([task.weight for task in tasks])
    shares = shares / shares.sum()
    weights = weights.clone().requires_grad_()
    optimiser = torch.optim.SparseAdam([weights], lr=schedule.rate)
    total = 0.0
    for step in range(1, schedule.steps + 1):
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate * (1 - 0.95 * step / schedule.steps)
        task = tasks[int(chance.choice(len(tasks), p=shares))]
        rows = chance.integers(len(task), size=task.batch(schedule))
        left = task.left[int(chance.integers(len(task.left)))].gather(task.left_rows[rows])
        right = task.right[int(chance.integers(len(task.right)))].gather(task.right_rows[rows])
        found = loss(
            embed(weights, *left, schedule.keep),
            embed(weights, *right, schedule.keep),
            _same(task, rows),
            schedule.scale,
        )
        optimiser.zero_grad()
        found.backward()  # type: ignore[no-untyped-call]
        optimiser.step()  # type: ignore[no-untyped-call]
        total += found.item()
        if step % every == 0:
            report(step, total / every, weights.detach())
            total = 0.0
    return weights.detach()


def _same(task: Task, rows: Rows) -> torch.Tensor:
    left, right = task.left_rows[rows], task.right_rows[rows]
    same = (left[:, None] == left[None, :]) | (right[:, None] == right[None, :])
    np.fill_diagonal(same, False)
    return torch.from_numpy(same)
