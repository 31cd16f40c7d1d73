"""Scoring rows of features by a plain-file model: a linear part and a sum of regression trees.

The file is JSON written by ``assistant.train``; serving needs numpy alone. Trees are gradient
boosted (Friedman 2001; Ke et al., "LightGBM", NIPS 2017), flattened to arrays and walked for all
rows and trees at once.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class WeightsError(ValueError):
    """A weights file does not fit the features that this code makes."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Flattened trees, a row each: node i tests ``values[feature] <= threshold``; a leaf leads to
    itself and holds ``value``."""

    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: Floats
    depth: int

    @classmethod
    def from_lists(cls, trees: Sequence[Sequence[Sequence[float]]]) -> Self:
        """Trees as lists of nodes ``[feature, threshold, left, right]`` or ``[value]``."""
        width = max((len(tree) for tree in trees), default=1)
        shape = (len(trees), width)
        feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
        threshold, value = np.zeros(shape), np.zeros(shape)
        for t, tree in enumerate(trees):
            for n, node in enumerate(tree):
                if len(node) == 1:
                    value[t, n], left[t, n], right[t, n] = node[0], n, n
                else:
                    feature[t, n], threshold[t, n] = int(node[0]), node[1]
                    left[t, n], right[t, n] = int(node[2]), int(node[3])
        return cls(feature, threshold, left, right, value, max(map(_depth, trees), default=0))

    def sum(self, rows: Floats) -> Floats:
        """The sum of the trees' values for each row."""
        count = len(self.feature)
        if count == 0 or not len(rows):
            return np.zeros(len(rows))
        tree = np.arange(count)[None, :]
        row = np.arange(len(rows))[:, None]
        node = np.zeros((len(rows), count), dtype=np.int32)
        for _ in range(self.depth):
            goes_left = rows[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(goes_left, self.left[tree, node], self.right[tree, node])
        total: Floats = self.value[tree, node].sum(axis=1)
        return total


def _depth(tree: Sequence[Sequence[float]], node: int = 0) -> int:
    if len(tree[node]) == 1:
        return 0
    return 1 + max(_depth(tree, int(tree[node][2])), _depth(tree, int(tree[node][3])))


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds of a row: ``bias + linear · row + trees(row)``."""

    bias: float
    linear: Floats
    trees: Trees

    @classmethod
    def from_json(cls, data: Mapping[str, Any], names: Sequence[str]) -> Self:
        """A model over the features ``names``.

        Raises:
            WeightsError: it was trained with other features.
        """
        if list(data["features"]) != list(names):
            raise WeightsError("the weights were trained with other features, train them again")
        linear = np.array([float(data["linear"].get(name, 0.0)) for name in names])
        return cls(float(data["bias"]), linear, Trees.from_lists(data["trees"]))

    @classmethod
    def load(cls, path: Path, names: Sequence[str]) -> Self:
        """Read a weights file."""
        return cls.from_json(json.loads(path.read_text(encoding="utf-8")), names)

    def score(self, rows: Floats) -> Floats:
        """Log-odds, one a row."""
        scores: Floats = self.bias + rows @ self.linear + self.trees.sum(rows)
        return scores


def probability(log_odds: Floats) -> Floats:
    """The logistic function."""
    odds: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0)))
    return odds
