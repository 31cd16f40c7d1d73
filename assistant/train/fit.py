"""Fitting the ranker and the confidence model, and writing them as plain JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from assistant.confidence import POOL_NAMES, pool_row
from assistant.features import NAMES
from assistant.ranker import Model
from assistant.train.pools import LabelledPool

Floats = NDArray[np.float64]


class Answers(NamedTuple):
    """The best candidate of each pool that has candidates: its features and those of its pool,
    whether it holds an answer, whether any candidate does, and its place in the pool."""

    rows: Floats
    right: Floats
    answerable: Floats
    best: NDArray[np.int64]

    @property
    def worth(self) -> Floats:
        """What it is worth to answer so: all if that is right, a part if the answer is nearby."""
        part: Floats = np.maximum(self.right, _NEARBY * self.answerable)
        return part


_COMMON: Mapping[str, Any] = {
    "learning_rate": 0.06,
    "max_depth": 5,
    "num_leaves": 20,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "num_threads": 2,
    "seed": 7,
    "verbose": -1,
}
_PRIOR: Mapping[str, float] = {"marks_definition": 2.0, "labelled": 0.7}
"""What a score starts from: kinds of questions that public sets hardly hold."""
_OWN_RANKING = 3.0
_RANKERS = 6
"""Of different seeds, averaged: one alone changes by two or three points from run to run."""
_FOLDS = 5
_OWN_WEIGHT, _ROUNDS = 5.0, 450
_MODELS = 4
"""Of different seeds, averaged: of one alone, the confidence of a question in doubt is a matter of
chance."""
_FOLLOW_UPS = 2.0
"""Of follow-ups, beside others: one written question in ten is one. Of those in the portals that
have no answer 0.51 are refused with it, 0.48 without, where 0.08 of the others are (one seed)."""
_CONFIDENCE: Mapping[str, Any] = {
    **_COMMON,
    "objective": "cross_entropy",
    "learning_rate": 0.08,
    "max_depth": 7,
    "num_leaves": 40,
    "feature_fraction": 0.4,
    "extra_trees": True,
}
_NEARBY = 0.5
"""Worth of another sentence where the sources hold the answer. Told right from wrong alone, the
model takes that for the same as a near miss, and does not learn to refuse what is not answered."""
_HIDDEN = frozenset({"mean_of_five", "candidates", "terms", "length", "position"})
"""Features that the confidence model does without: they tell one collection from another."""


def fit_ranker(
    public: Sequence[LabelledPool],
    written: Sequence[LabelledPool],
    rounds: int,
    seeds: int = _RANKERS,
) -> dict[str, Any]:
    """A model that ranks the candidates of one pool (LambdaMART, Burges 2010).

    A sentence that holds an answer is better than a pair of sentences that does, and both are
    better than the rest. Questions written for this project weigh more than public ones: they are
    asked in other words than the text's, and in other languages.
    """
    used = [p for p in (*public, *written) if p.holds.any() and not p.holds.all()]
    own = {id(p) for p in written}
    weights = np.concatenate(
        [np.full(len(p.holds), _OWN_RANKING if id(p) in own else 1.0) for p in used]
    )
    rows = np.concatenate([p.pool.features for p in used])
    gains = np.concatenate([_gains(p) for p in used])
    prior = rows @ np.array([_PRIOR.get(name, 0.0) for name in NAMES])
    groups = [len(p.holds) for p in used]
    data = lightgbm.Dataset(rows, gains, weight=weights, group=groups, init_score=prior)
    parameters = {**_COMMON, "objective": "lambdarank", "label_gain": [0, 2, 3],
                  "lambdarank_truncation_level": 5}  # fmt: skip
    models = [
        _plain(lightgbm.train({**parameters, "seed": seed}, data, rounds), NAMES)
        for seed in range(seeds)
    ]
    return {**_mean(models), "linear": dict(_PRIOR)}


def written_answers(
    public: Sequence[LabelledPool], written: Sequence[Sequence[LabelledPool]], rounds: int
) -> list[Answers]:
    """``answers`` of each article, by a ranker that saw the articles of other folds only."""
    rankers = _fold_rankers(public, written, rounds)
    return [answers(pools, rankers[i % _FOLDS]) for i, pools in enumerate(written)]


def _fold_rankers(
    public: Sequence[LabelledPool], written: Sequence[Sequence[LabelledPool]], rounds: int
) -> list[Model]:
    """For each fold a ranker of the articles of the others."""
    rankers = []
    for fold in range(_FOLDS):
        others = [p for i, pools in enumerate(written) if i % _FOLDS != fold for p in pools]
        rankers.append(Model.from_json(fit_ranker(public, others, rounds, 1), NAMES))
    return rankers


def _gains(pool: LabelledPool) -> Floats:
    pair = pool.pool.column("is_pair") > 0
    gains: Floats = np.where(pool.holds, np.where(pair, 1.0, 2.0), 0.0)
    return gains


def answers(pools: Sequence[LabelledPool], ranker: Model) -> Answers:
    """What ``ranker`` has as the best candidate of each pool."""
    used = [pool for pool in pools if pool.pool.candidates]
    rows, places = [], []
    for pool in used:
        scores = ranker.score(pool.pool.features)
        best = int(np.where(pool.pool.allowed, scores, -np.inf).argmax())
        rows.append(pool_row(pool.pool, scores, best))
        places.append(best)
    return Answers(
        np.array(rows),
        np.array([float(p.holds[best]) for p, best in zip(used, places, strict=True)]),
        np.array([float(p.holds.any()) for p in used]),
        np.array(places, dtype=np.int64),
    )


def fit_confidence(public: Answers, written: Sequence[Answers]) -> dict[str, Any]:
    """A model of what the best candidate is worth as an answer: boosted trees that split at random
    places (as those of Geurts, Ernst and Wehenkel 2006).

    Questions written for this project weigh more than public ones, of which the embedding model has
    seen some.
    """
    seen = np.array([name not in _HIDDEN for name in POOL_NAMES], dtype=float)
    rows = np.concatenate([public.rows, *(one.rows for one in written)]) * seen
    worth = np.concatenate([public.worth, *(one.worth for one in written)])
    weights = np.full(len(worth), _OWN_WEIGHT)
    weights[: len(public.right)] = 1.0
    weights[rows[:, POOL_NAMES.index("follow_up")] > 0] *= _FOLLOW_UPS
    data = lightgbm.Dataset(rows, worth, weight=weights)
    return _mean(
        [
            _plain(lightgbm.train({**_CONFIDENCE, "seed": seed}, data, _ROUNDS), POOL_NAMES)
            for seed in range(_MODELS)
        ]
    )


def left_out(public: Answers, written: Sequence[Answers]) -> Floats:
    """Scores of the written questions, each article's by a model that did not see its fold."""
    models = []
    for fold in range(_FOLDS):
        others = [one for i, one in enumerate(written) if i % _FOLDS != fold]
        models.append(Model.from_json(fit_confidence(public, others), POOL_NAMES))
    return np.concatenate([models[i % _FOLDS].score(one.rows) for i, one in enumerate(written)])


def _mean(models: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The model whose score is the mean of those of ``models``."""
    trees = [_scaled(tree, 1 / len(models)) for model in models for tree in model["trees"]]
    return {**models[0], "trees": trees}


def _scaled(tree: list[list[float]], scale: float) -> list[list[float]]:
    return [[round(node[0] * scale, 6)] if len(node) == 1 else node for node in tree]


def fit_curve(scores: Floats, right: Floats, weights: Floats) -> tuple[list[float], list[float]]:
    """Points of the isotonic map from scores to probabilities, kept within [0.01, 0.99].

    The map is drawn through the middles of its steps, so that it rises everywhere and no two
    answers of different scores share a probability.
    """
    isotonic = IsotonicRegression(y_min=0.01, y_max=0.99, out_of_bounds="clip")
    fitted = isotonic.fit(scores, right, sample_weight=weights).predict(scores)
    levels = np.unique(fitted)
    middles = [float(np.median(scores[fitted == level])) for level in levels]
    xs = [float(scores.min()) - 1.0, *middles, float(scores.max()) + 1.0]
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
