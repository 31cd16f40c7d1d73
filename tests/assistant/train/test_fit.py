"""What needs the packages of the ``train`` extra; skipped without them."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("sklearn")

from assistant.confidence import POOL_NAMES
from assistant.features import NAMES, Pool
from assistant.query import analyse_query
from assistant.ranker import Model
from assistant.rarity import Rarity
from assistant.train.background import stem_weights, write_rarity
from assistant.train.fit import (
    Answers,
    fit_confidence,
    fit_curve,
    fit_ranker,
    left_out,
    write_json,
    written_answers,
)
from assistant.train.pools import LabelledPool, Variant
from corpus import Language
from index import FakeEmbedder

COVERAGE = NAMES.index("coverage")
QUERY = analyse_query("мост", Language.RU, FakeEmbedder(), Rarity({}))


def pools(count: int) -> list[LabelledPool]:
    """Pools of four candidates; the one with most coverage holds the answer."""
    rng = np.random.default_rng(1)
    found = []
    for _ in range(count):
        features = rng.random((4, len(NAMES)))
        features[:, [NAMES.index(n) for n in ("is_pair", "marks_definition", "labelled")]] = 0
        holds = np.arange(4) == features[:, COVERAGE].argmax()
        reading = SimpleNamespace(passage=SimpleNamespace(id="p", language=Language.RU))
        candidates = [SimpleNamespace(reading=reading, first=i, last=i) for i in range(4)]
        pool = Pool(cast(Any, tuple(candidates)), features, np.ones(4, dtype=bool))
        found.append(LabelledPool(QUERY, pool, holds, Variant.AS_IS, Language.EN))
    return found


def test_ranker_learns_what_tells_and_is_served_as_trained(tmp_path: Path) -> None:
    data = fit_ranker(pools(300), [], 40)
    write_json(data, tmp_path / "ranker.json")
    model = Model.load(tmp_path / "ranker.json", NAMES)
    right = [p.holds[model.score(p.pool.features).argmax()] for p in pools(400)[300:]]
    assert np.mean(right) > 0.85  # a quarter by chance


def test_each_article_is_ranked_by_a_model_that_did_not_see_it() -> None:
    articles = [pools(20) for _ in range(7)]
    found = written_answers(pools(100), articles, 10)
    assert [len(one.right) for one in found] == [20] * 7
    assert np.mean([one.right.mean() for one in found]) > 0.7
    for article, one in zip(articles, found, strict=True):
        held = [pool.holds[best] for pool, best in zip(article, one.best, strict=True)]
        assert held == one.right.tolist()


def test_confidence_learns_what_tells() -> None:
    rng = np.random.default_rng(1)
    rows = rng.random((400, len(POOL_NAMES)))
    right = (rows[:, COVERAGE] > 0.5).astype(float)
    best = np.zeros(400, dtype=np.int64)
    written = [
        Answers(rows[k : k + 40], right[k : k + 40], right[k : k + 40], best[:40]) for k in (0, 40)
    ]
    public = Answers(rows[80:], right[80:], right[80:], best[80:])
    model = Model.from_json(fit_confidence(public, written), POOL_NAMES)
    scores = model.score(rows)
    assert scores[right == 1].min() > scores[right == 0].mean()
    assert len(left_out(public, written)) == 80


def test_curve_rises() -> None:
    log_odds = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    xs, ys = fit_curve(log_odds, np.array([0.0, 0.0, 1.0, 0.0, 1.0]), np.ones(5))
    assert xs == sorted(xs)
    assert ys == sorted(ys)
    assert 0 < ys[0] < ys[-1] < 1


def test_rarity_is_read_as_written(tmp_path: Path) -> None:
    sentences = ["the museum opened"] * 90 + ["a rare word museum"] * 10
    weights = stem_weights(sentences, Language.EN)
    write_rarity({Language.EN: weights}, tmp_path / "rarity.json")
    rarity = Rarity.load(tmp_path)
    assert rarity.weight("museum", Language.EN) == 0.0
    assert rarity.weight("rare", Language.EN) == 1.0
    assert rarity.weight("unheard", Language.EN) == 1.0
