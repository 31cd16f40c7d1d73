"""Tune a written model further: ``python -m index.train.encoder.further --out DIR``.

It reads ``--model`` back (``index.train.encoder.restored``), tunes all layers together with what
compares tokens on the articles and the collections, as the last stage of ``index.train.encoder``
does on articles, and writes both to ``--out`` beside the model's other files.
"""

import argparse
import random
import shutil
from dataclasses import replace
from pathlib import Path

import torch

from index.contextual import HEAD_FILE
from index.loading import BUNDLED_MODEL, MODELS
from index.train.encoder.collections import COLLECTIONS, collection_lessons
from index.train.encoder.export import write_layers
from index.train.encoder.interaction import write_head
from index.train.encoder.joint import STAGES, Joint, tune_together
from index.train.encoder.lessons import ARTICLES, article_lessons
from index.train.encoder.restored import restored
from index.train.encoder.tune import samples


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(prog="index.train.encoder.further", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODELS / BUNDLED_MODEL)
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--collections", type=Path, default=COLLECTIONS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=STAGES[-1].epochs)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    lessons = article_lessons(options.articles) + collection_lessons(options.collections)
    student, head, means, centre = restored(options.model)
    some = samples(lessons, chance)
    joint = Joint(student, head, means, centre)
    tune_together(joint, lessons, replace(STAGES[-1], epochs=options.epochs), chance)
    if options.out != options.model:
        shutil.copytree(options.model, options.out, dirs_exist_ok=True)
    write_layers(student.model, student.tokenizer, some, options.out)
    write_head(head, centre, options.out / HEAD_FILE)


if __name__ == "__main__":
    main()
