"""Fitting the ranker and the confidence model with LightGBM, and writing them as plain JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

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
_SMALL: Mapping[str, Any] = {"min_data_in_leaf": 10, "max_depth": 3, "num_leaves": 6}
_PRIOR: Mapping[str, float] = {"marks_definition": 2.0, "labelled": 0.7}
"""What a score starts from: kinds of questions that public sets hardly hold."""
_OWN_WEIGHT = 20.0
_STRENGTH = 0.02
_HIDDEN = frozenset(
    {
        *("dense", "dense_passage", "dense_below_best", "hit_score", "hit_below_best", "hit_rank"),
        *("mean_of_five", "candidates", "terms", "length", "position"),
    }
)
"""Features that the boosted confidence models do without."""


def fit_ranker(pools: Sequence[LabelledPool], rounds: int) -> dict[str, Any]:
    """A model that ranks the candidates of one pool (LambdaMART, Burges 2010).

    A sentence that holds an answer is better than a pair of sentences that does, and both are
    better than the rest.
    """
    used = [p for p in pools if p.holds.any() and not p.holds.all()]
    rows = np.concatenate([p.pool.features for p in used])
    gains = np.concatenate([_gains(p) for p in used])
    prior = rows @ np.array([_PRIOR.get(name, 0.0) for name in NAMES])
    groups = [len(p.holds) for p in used]
    data = lightgbm.Dataset(rows, gains, group=groups, init_score=prior)
    parameters = {**_COMMON, "objective": "lambdarank", "label_gain": [0, 2, 3],
                  "lambdarank_truncation_level": 5}  # fmt: skip
    return {**_plain(lightgbm.train(parameters, data, rounds), NAMES), "linear": dict(_PRIOR)}


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
            best = int(np.where(pool.pool.allowed, scores, -np.inf).argmax())
            rows.append(pool_row(pool.pool, scores, best))
            right.append(float(pool.holds[best]))
    return np.array(rows), np.array(right)


def fit_confidence(
    public: tuple[Floats, Floats], written: Sequence[tuple[Floats, Floats]], rounds: int
) -> dict[str, Any]:
    """A model of whether the best candidate holds an answer: the mean of three.

    One is boosted over the public questions with those written for this project, which weigh more;
    one over the latter alone; one is their logistic regression. The boosted ones do not see
    similarities as such: the embedding model was trained on the public questions too, so that these
    are higher there than on any other text.
    """
    own_rows = np.concatenate([rows for rows, _ in written])
    own_right = np.concatenate([right for _, right in written])
    rows = np.concatenate([public[0], own_rows])
    right = np.concatenate([public[1], own_right])
    weights = np.concatenate([np.ones(len(public[1])), np.full(len(own_right), _OWN_WEIGHT)])
    seen = np.array([name not in _HIDDEN for name in POOL_NAMES], dtype=float)
    boosted = [
        _boost(rows * seen, right, weights, rounds, {}),
        _boost(own_rows * seen, own_right, None, rounds, _SMALL),
    ]
    bias, linear = _regress(own_rows, own_right)
    trees = [_scaled(tree, 1 / 3) for model in boosted for tree in model["trees"]]
    return {
        "features": list(POOL_NAMES),
        "bias": bias / 3,
        "linear": {name: value / 3 for name, value in zip(POOL_NAMES, linear, strict=True)},
        "trees": trees,
    }


def left_out(
    public: tuple[Floats, Floats], written: Sequence[tuple[Floats, Floats]], rounds: int
) -> Floats:
    """Log-odds of the written questions, each article's by a model that did not see it."""
    found = []
    for i, (rows, _) in enumerate(written):
        others = [*written[:i], *written[i + 1 :]]
        model = Model.from_json(fit_confidence(public, others, rounds), POOL_NAMES)
        found.append(model.score(rows))
    return np.concatenate(found)


def _boost(
    rows: Floats, right: Floats, weights: Floats | None, rounds: int, changes: Mapping[str, Any]
) -> dict[str, Any]:
    data = lightgbm.Dataset(rows, right, weight=weights)
    parameters = {**_COMMON, "objective": "binary", **changes}
    return _plain(lightgbm.train(parameters, data, rounds), POOL_NAMES)


def _regress(rows: Floats, right: Floats) -> tuple[float, Floats]:
    """Bias and coefficients of a logistic regression, for rows as they are."""
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    fitted = LogisticRegression(max_iter=2000, C=_STRENGTH).fit((rows - mean) / deviation, right)
    linear: Floats = np.where(deviation > 1e-5, fitted.coef_[0] / deviation, 0.0)
    return float(fitted.intercept_[0] - linear @ mean), linear


def _scaled(tree: list[list[float]], scale: float) -> list[list[float]]:
    return [[node[0] * scale] if len(node) == 1 else node for node in tree]


def fit_curve(log_odds: Floats, right: Floats, weights: Floats) -> tuple[list[float], list[float]]:
    """Points of the isotonic map from log-odds to probabilities, kept within [0.01, 0.99].

    The map is drawn through the middles of its steps, so that it rises everywhere and no two
    answers of different log-odds share a probability.
    """
    isotonic = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    fitted = isotonic.fit(log_odds, right, sample_weight=weights).predict(log_odds)
    levels = np.unique(fitted)
    middles = [float(np.median(log_odds[fitted == level])) for level in levels]
    xs = [float(log_odds.min()) - 1.0, *middles, float(log_odds.max()) + 1.0]
    ys = [float(levels[0]) / 2, *map(float, levels), (1 + float(levels[-1])) / 2]
    return [round(x, 4) for x in xs], [round(y, 4) for y in ys]


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
        nodes[place] = [round(float(node["leaf_value"]), 6)]
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
