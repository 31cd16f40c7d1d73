"""Train the answer models: ``python -m assistant.train --data DIR [--text DIR]``.

``--data`` holds ``*.jsonl`` question sets (``assistant.train.questions``). Paragraphs are split
into three parts by collection: one trains the ranker, one the confidence model, one calibrates it
and gives the report. The articles and portals of this package (``assistant.train.articles``,
``assistant.train.portals``) train the ranker and the confidence model too; they calibrate it with
what a model says of one it did not see. Each is asked a few questions about anything too, of
``articles.FAR`` and of the file ``--far`` of the same form.
Background frequencies are counted over ``--text``, a folder of ``ru.txt``,
``kk.txt`` and ``en.txt`` with a sentence a line; without it those shipped are kept.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.confidence import FILE, POOL_NAMES
from assistant.features import NAMES
from assistant.ranker import Model
from assistant.rarity import WEIGHTS, Rarity
from assistant.train.articles import ARTICLES, FAR, article_pools, read_far
from assistant.train.background import stem_weights, write_rarity
from assistant.train.fit import (
    answers,
    fit_confidence,
    fit_curve,
    fit_ranker,
    left_out,
    write_json,
    written_answers,
)
from assistant.train.pools import Collection, LabelledPool
from assistant.train.portals import PORTALS, portal_pools
from assistant.train.questions import Paragraph, TrainingQuestion, blocks, read_paragraphs
from assistant.train.report import report_answers, report_doubts
from corpus import Language
from index import Embedder, load_embedder

_BLOCK = 60
_DEPTH = 16


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
    parser.add_argument("--rounds", type=int, default=320)
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
    far = [read_far(path) for path in (FAR, options.far) if path]
    rarity = Rarity.load(options.out)
    groups = article_pools(ARTICLES, embedder, rarity, _DEPTH, far=far)
    groups += portal_pools(PORTALS, embedder, rarity, _DEPTH, far=far)
    own = [pool for pools in groups for pool in pools]
    parts = _pools(sets, embedder, options, rng)
    ranker_json = fit_ranker(parts[0], own, options.rounds)
    ranker = Model.from_json(ranker_json, NAMES)
    public = answers(parts[1], ranker)
    written = written_answers(parts[0], groups, options.rounds)
    confidence_json = fit_confidence(public, written)
    held = answers(parts[2], ranker)
    own_right = np.concatenate([one.right for one in written])
    scores = np.concatenate(
        [
            Model.from_json(confidence_json, POOL_NAMES).score(held.rows),
            left_out(public, written),
        ]
    )
    given, found = len(held.right), len(own_right)
    weights = np.concatenate([np.full(given, 1 / given), np.full(found, 1 / found)])
    xs, ys = fit_curve(scores, np.concatenate([held.right, own_right]), weights)
    write_json(ranker_json, options.out / "ranker.json")
    curve = {"scores": xs, "probabilities": ys}
    write_json(confidence_json | curve, options.out / FILE)
    confident = np.interp(scores, xs, ys)
    print("public questions, held out")
    report_answers(parts[2], confident[:given], held.right)
    print("questions written for this project, of each text by a model that did not see it")
    report_answers(own, confident[given:], own_right)
    report_doubts(own, np.concatenate([one.best for one in written]), confident[given:], own_right)


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


if __name__ == "__main__":
    main()
