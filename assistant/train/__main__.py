"""Train the answer models: ``python -m assistant.train --data DIR [--text DIR]``.

``--data`` holds ``*.jsonl`` question sets (``assistant.train.questions``). Paragraphs are split
into three parts by collection: one trains the ranker, one the confidence model, one calibrates it
and gives the report. Background frequencies are counted over ``--text``, a folder of ``ru.txt``,
``kk.txt`` and ``en.txt`` with a sentence a line; without it those shipped are kept.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.confidence import POOL_NAMES
from assistant.features import NAMES
from assistant.ranker import Model, probability
from assistant.rarity import WEIGHTS, Rarity
from assistant.train.background import stem_weights, write_rarity
from assistant.train.fit import answer_rows, fit_confidence, fit_curve, fit_ranker, write_json
from assistant.train.pools import Collection, LabelledPool, Variant
from assistant.train.questions import Paragraph, TrainingQuestion, blocks, read_paragraphs
from corpus import Language
from index import Embedder, load_embedder

_BLOCK = 60
_DEPTH = 16


def main() -> None:
    """Read, fit, calibrate, write, report."""
    parser = argparse.ArgumentParser(prog="assistant.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--model", help="embedding model; unset: the bundled one")
    parser.add_argument("--per-paragraph", type=int, default=3)
    parser.add_argument("--max-paragraphs", type=int, default=1_600, help="of each set")
    parser.add_argument("--rounds", type=int, default=120)
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
    parts = _pools(sets, load_embedder(options.model), options, rng)
    ranker_json = fit_ranker(parts[0], options.rounds)
    ranker = Model.from_json(ranker_json, NAMES)
    confidence_json = fit_confidence(*answer_rows(parts[1], ranker), options.rounds)
    rows, right = answer_rows(parts[2], ranker)
    log_odds = Model.from_json(confidence_json, POOL_NAMES).score(rows)
    xs, ys = fit_curve(log_odds, right)
    write_json(ranker_json, options.out / "ranker.json")
    (options.out / "confidence.json").write_text(
        json.dumps({"model": confidence_json, "log_odds": xs, "probabilities": ys}) + "\n",
        encoding="utf-8",
    )
    _report(parts[2], ranker, np.interp(log_odds, xs, ys), right)


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
    pools: Sequence[LabelledPool], ranker: Model, confident: np.ndarray, right: np.ndarray
) -> None:
    """Accuracy of the best candidate, calibration error and the coverage/error curve."""
    used = [pool for pool in pools if pool.pool.candidates]
    as_is = np.array([pool.variant is Variant.AS_IS for pool in used])
    found = np.array([pool.holds.any() for pool in used])
    print(f"as is: {as_is.sum()}, evidence retrieved {found[as_is].mean():.3f}, "
          f"best candidate holds it {right[as_is].mean():.3f}")  # fmt: skip
    bins = np.minimum((confident * 10).astype(int), 9)
    error = sum(
        abs(confident[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    print(f"expected calibration error {error:.3f}")
    for threshold in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = confident >= threshold
        by_variant = " ".join(
            f"{variant} {kept[[p.variant is variant for p in used]].mean():.3f}"
            for variant in Variant
        )
        share = right[kept & as_is].mean()
        print(
            f"{threshold:.2f}: answered of {by_variant}; of the as-is answered, right {share:.3f}"
        )
    scores = probability(ranker.score(used[0].pool.features))
    print("first pool:", np.round(np.sort(scores)[::-1][:5], 3))


if __name__ == "__main__":
    main()
