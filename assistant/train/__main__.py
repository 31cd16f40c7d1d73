"""Train the answer models: ``python -m assistant.train --data DIR [--text DIR]``.

``--data`` holds ``*.jsonl`` question sets (``assistant.train.questions``). Paragraphs are split
into three parts by collection: one trains the ranker, one the confidence model, one calibrates it
and gives the report. The articles of this package (``assistant.train.articles``) train the
confidence model too; they calibrate it with what a model says of an article it did not see. Their
questions are learned from twice, as the ranker first sees them and with the best passages judged.
``--far`` is a file of questions about anything (``articles.read_far``), of which each article is
asked a few.
Background frequencies are counted over ``--text``, a folder of ``ru.txt``,
``kk.txt`` and ``en.txt`` with a sentence a line; without it those shipped are kept.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answersettings import AnswerSettings
from assistant.confidence import POOL_NAMES
from assistant.features import NAMES
from assistant.ranker import Model
from assistant.rarity import WEIGHTS, Rarity
from assistant.train.articles import ARTICLES, article_pools, read_far
from assistant.train.background import stem_weights, write_rarity
from assistant.train.fit import (
    answer_rows,
    fit_confidence,
    fit_curve,
    fit_ranker,
    judged_pools,
    left_out,
    write_json,
    written_rows,
)
from assistant.train.pools import Collection, LabelledPool, Variant
from assistant.train.questions import Paragraph, TrainingQuestion, blocks, read_paragraphs
from corpus import Language
from index import Embedder, load_embedder

_BLOCK = 60
_DEPTH = 16
_THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def main() -> None:
    """Read, fit, calibrate, write, report."""
    parser = argparse.ArgumentParser(prog="assistant.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--far", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--model", help="embedding model; unset: the bundled one")
    parser.add_argument("--per-paragraph", type=int, default=3)
    parser.add_argument("--max-paragraphs", type=int, default=1_600, help="of each set")
    parser.add_argument("--rounds", type=int, default=160)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.text:
        write_rarity(
            {
                language: stem_weights(
                    (options.text / f"{language}.txt").read_text(encoding="utf-8").splitlines(),
                    language,
                )
                for language in Language
            },
            options.out / "rarity.json",
        )
    rng = random.Random(options.seed)
    sets = [read_paragraphs(path) for path in sorted(options.data.glob("*.jsonl"))]
    sets = [paragraphs[: options.max_paragraphs] for paragraphs in sets]
    embedder = load_embedder(options.model)
    far = read_far(options.far) if options.far else {}
    read = article_pools(ARTICLES, embedder, Rarity.load(options.out), _DEPTH, far=far)
    parts = _pools(sets, embedder, options, rng)
    judged = judged_pools(parts[0], read, options.rounds, AnswerSettings().judged_passages)
    articles = [before + after for before, after in zip(read, judged, strict=True)]
    ranker_json = fit_ranker(parts[0], [p for pools in articles for p in pools], options.rounds)
    ranker = Model.from_json(ranker_json, NAMES)
    public = answer_rows(parts[1], ranker)
    written = written_rows(parts[0], articles, options.rounds)
    confidence_json = fit_confidence(public, written, options.seed)
    rows, right = answer_rows(parts[2], ranker)
    own = [pool for pools in articles for pool in pools]
    own_right = np.concatenate([answers for _, answers in written])
    scores = np.concatenate(
        [
            Model.from_json(confidence_json, POOL_NAMES).score(rows),
            left_out(public, written, options.seed),
        ]
    )
    weights = np.concatenate(
        [np.full(len(right), 1 / len(right)), np.full(len(own_right), 1 / len(own_right))]
    )
    xs, ys = fit_curve(scores, np.concatenate([right, own_right]), weights)
    write_json(ranker_json, options.out / "ranker.json")
    curve = {"scores": xs, "probabilities": ys}
    write_json(confidence_json | curve, options.out / "confidence.json")
    confident = np.interp(scores, xs, ys)
    print("public questions, held out")
    _report(parts[2], confident[: len(right)], right)
    print("questions written for this project, each article's by a model that did not see it")
    _report(own, confident[len(right) :], own_right)


def _pools(
    sets: Sequence[Sequence[Paragraph]],
    embedder: Embedder,
    options: argparse.Namespace,
    rng: random.Random,
) -> tuple[list[LabelledPool], list[LabelledPool], list[LabelledPool]]:
    """Pools of three disjoint parts of the collections: 50, 30 and 20 per cent."""
    parts: tuple[list[LabelledPool], list[LabelledPool], list[LabelledPool]] = ([], [], [])
    rarity = Rarity.load(options.out)
    for paragraphs in sets:
        strangers: list[TrainingQuestion] = []
        for number, block in enumerate(blocks(paragraphs, _BLOCK)):
            part = parts[(0, 1, 0, 2, 0, 1, 0, 1, 0, 2)[number % 10]]
            collection = Collection(block, embedder, rarity, _DEPTH)
            asked = rng.sample(strangers, min(len(strangers), _BLOCK // 3))
            part.extend(collection.pools(options.per_paragraph, asked, rng))
            collection.close()
            strangers = [q for p in block for q in p.questions]
        print(len(paragraphs), "paragraphs,", [len(part) for part in parts], "pools", flush=True)
    return parts


def _report(
    pools: Sequence[LabelledPool], confident: NDArray[np.float64], right: NDArray[np.float64]
) -> None:
    """Accuracy of the best candidate, calibration error and the coverage/error curve."""
    used = [pool for pool in pools if pool.pool.candidates]
    as_is = np.array([pool.variant is Variant.AS_IS for pool in used])
    found = np.array([pool.holds.any() for pool in used])
    print(
        f"  {as_is.sum()} answerable: evidence retrieved {found[as_is].mean():.3f}, "
        f"best candidate holds it {right[as_is].mean():.3f}"
    )
    bins = np.minimum((confident * 10).astype(int), 9)
    error = sum(
        abs(confident[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    print(f"  expected calibration error {error:.3f}")
    variants = {pool.variant for pool in used}
    for threshold in _THRESHOLDS:
        kept = confident >= threshold
        shares = [
            f"{variant} {kept[[p.variant is variant for p in used]].mean():.3f}"
            for variant in Variant
            if variant in variants
        ]
        share = right[kept & as_is].mean()
        print(f"  {threshold:.2f}: answered of {' '.join(shares)}; right of as_is {share:.3f}")
    for language in {pool.language for pool in used}:
        here = np.array([pool.language is language for pool in used])
        refused = [
            (
                float((confident[here & ~as_is] < t).mean()),
                float((confident[here & as_is] < t).mean()),
            )
            for t in _THRESHOLDS
        ]
        print(f"  {language}: refused of unanswerable, answerable", np.round(refused, 2).tolist())


if __name__ == "__main__":
    main()
