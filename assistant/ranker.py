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
    """Trees in flat arrays. Node i leads to node ``left[i]`` where ``row[feature[i]]`` is at most
    ``threshold[i]``, else to the node after it; a leaf leads to itself and holds ``value[i]``."""

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: Floats
    left: NDArray[np.intp]
    value: Floats
    depth: int

    @classmethod
    def from_lists(cls, trees: Sequence[Sequence[Sequence[float]]]) -> Self:
        """Trees as lists of nodes ``[feature, threshold, left, right]`` or ``[value]``."""
        roots: list[int] = []
        nodes: list[tuple[int, float, int, float]] = []
        deepest = 0
        for tree in trees:
            roots.append(len(nodes))
            nodes.append((0, 0.0, 0, 0.0))
            waiting = [(0, roots[-1], 0)]
            while waiting:
                number, place, depth = waiting.pop()
                node = tree[number]
                deepest = max(deepest, depth)
                if len(node) == 1:
                    nodes[place] = (0, np.inf, place, float(node[0]))
                    continue
                nodes[place] = (int(node[0]), float(node[1]), len(nodes), 0.0)
                waiting.append((int(node[2]), len(nodes), depth + 1))
                waiting.append((int(node[3]), len(nodes) + 1, depth + 1))
                nodes.extend([(0, 0.0, 0, 0.0)] * 2)
        feature, threshold, left, value = zip(*nodes, strict=True) if nodes else ((), (), (), ())
        return cls(
            np.array(roots, dtype=np.intp),
            np.array(feature, dtype=np.intp),
            np.array(threshold, dtype=float),
            np.array(left, dtype=np.intp),
            np.array(value, dtype=float),
            deepest,
        )

    def sum(self, rows: Floats) -> Floats:
        """The sum of the trees' values for each row."""
        if not len(self.roots) or not len(rows):
            return np.zeros(len(rows))
        values = np.ascontiguousarray(rows).ravel()
        first = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.repeat(self.roots[None, :], len(rows), axis=0)
        for _ in range(self.depth):
            tested = values.take(first + self.feature.take(node))
            node = self.left.take(node) + (tested > self.threshold.take(node))
        total: Floats = self.value.take(node).sum(axis=1)
        return total


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
