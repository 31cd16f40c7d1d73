"""Fitting the ranker and the confidence model with LightGBM, and writing them as plain JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from assistant.confidence import POOL_NAMES, pool_row
from assistant.features import NAMES
from assistant.ranker import Model
from assistant.train.pools import LabelledPool

Floats = NDArray[np.float64]

_COMMON: Mapping[str, Any] = {
    "learning_rate": 0.06,
    "max_depth": 5,
    "num_leaves": 20,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 1,
    "seed": 7,
    "verbose": -1,
}


def fit_ranker(pools: Sequence[LabelledPool], rounds: int) -> dict[str, Any]:
    """A model that ranks the candidates of one pool (LambdaMART, Burges 2010).

    A sentence that holds an answer is better than a pair of sentences that does, and both are
    better than the rest.
    """
    used = [p for p in pools if p.holds.any() and not p.holds.all()]
    rows = np.concatenate([p.pool.features for p in used])
    gains = np.concatenate([_gains(p) for p in used])
    data = lightgbm.Dataset(rows, gains, group=[len(p.holds) for p in used])
    parameters = {**_COMMON, "objective": "lambdarank", "label_gain": [0, 2, 3],
                  "lambdarank_truncation_level": 5}  # fmt: skip
    return _plain(lightgbm.train(parameters, data, rounds), NAMES)


def _gains(pool: LabelledPool) -> Floats:
    pair = pool.pool.column("is_pair") > 0
    gains: Floats = np.where(pool.holds, np.where(pair, 1.0, 2.0), 0.0)
    return gains


def answer_rows(pools: Sequence[LabelledPool], ranker: Model) -> tuple[Floats, Floats]:
    """For each pool the features of the best candidate, and whether it holds an answer."""
    rows, right = [], []
    for pool in pools:
        if pool.pool.candidates:
            scores = ranker.score(pool.pool.features)
            best = int(scores.argmax())
            rows.append(pool_row(pool.pool, scores, best))
            right.append(float(pool.holds[best]))
    return np.array(rows), np.array(right)


def fit_confidence(rows: Floats, right: Floats, rounds: int) -> dict[str, Any]:
    """A model of whether the best candidate holds an answer."""
    data = lightgbm.Dataset(rows, right)
    parameters = {**_COMMON, "objective": "binary"}
    return _plain(lightgbm.train(parameters, data, rounds), POOL_NAMES)


def fit_curve(log_odds: Floats, right: Floats) -> tuple[list[float], list[float]]:
    """Points of the isotonic map from log-odds to probabilities, kept within [0.01, 0.99]."""
    isotonic = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    isotonic.fit(log_odds, right)
    xs = np.asarray(isotonic.X_thresholds_, dtype=float)
    ys = np.asarray(isotonic.y_thresholds_, dtype=float)
    kept = np.unique(np.linspace(0, len(xs) - 1, min(len(xs), 60)).astype(int))
    return [round(x, 4) for x in xs[kept]], [round(y, 4) for y in ys[kept]]


def _plain(booster: Any, names: Sequence[str]) -> dict[str, Any]:
    trees: list[list[list[float]]] = []
    for tree in booster.dump_model()["tree_info"]:
        nodes: list[list[float]] = []
        _flatten(tree["tree_structure"], nodes)
        trees.append(nodes)
    return {"features": list(names), "bias": 0.0, "linear": {}, "trees": trees}


def _flatten(node: Mapping[str, Any], nodes: list[list[float]]) -> int:
    place = len(nodes)
    nodes.append([])
    if "leaf_value" in node:
        nodes[place] = [round(float(node["leaf_value"]), 5)]
        return place
    left = _flatten(node["left_child"], nodes)
    right = _flatten(node["right_child"], nodes)
    nodes[place] = [node["split_feature"], float(f"{node['threshold']:.6g}"), left, right]
    return place


def write_json(data: Mapping[str, Any], path: Path) -> None:
    """Write a weights file, a tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in data["trees"])
    head = {key: value for key, value in data.items() if key != "trees"}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "trees": [\n' + trees + "\n]}\n"
    path.write_text(text, encoding="utf-8")
