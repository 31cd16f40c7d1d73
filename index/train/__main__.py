"""``python -m index.train --data DIR --out DIR``: trains the bundled model and writes it."""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from index.train import data, files, model, tokenizer
from index.train.evaluate import figures
from index.train.guard import Guard, evaluation_texts
from index.train.inherit import count, inherit
from index.train.tasks import build, sample


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m index.train", description=data.__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--guard", type=Path, action="append", default=[], help="evaluation sets")
    parser.add_argument("--sets", type=Path, action="append", default=[], help="sets to report on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json to use")
    parser.add_argument("--start", type=Path, help="earlier model to start the rows from")
    parser.add_argument("--pieces", type=int, default=96_000)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=1024)
    parser.add_argument("--tokens", type=int, default=100_000, help="most tokens of a batch")
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--scale", type=float, default=20.0)
    parser.add_argument("--keep", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {text}", flush=True)

    guard = Guard(text for directory in chosen.guard for text in evaluation_texts(directory))
    say(f"{len(guard)} evaluation texts kept out")
    sources = data.load(chosen.data, guard, chosen.seed)
    say(f"{sum(len(source.pairs) for source in sources)} pairs of {len(sources)} sources")
    fitted = (
        Tokenizer.from_file(str(chosen.tokenizer))
        if chosen.tokenizer
        else tokenizer.fit(sample(sources, chosen.seed), chosen.pieces)
    )
    say(f"{fitted.get_vocab_size()} pieces")
    tasks = build(sources, fitted)
    for task in tasks:
        say(f"  {task.name:36} {len(task):8} pairs, weight {task.weight:.1f}")

    def report(step: int, loss: float, weights: torch.Tensor) -> None:
        def encode(texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            ids, offsets = tokenizer.encode(fitted, texts, 512)
            with torch.no_grad():
                return model.embed(weights, ids, offsets[:-1]).numpy()

        found = " ".join(f"{name} {value:.3f};" for name, value in figures(encode, chosen.sets))
        say(f"step {step}: loss {loss:.3f}; {found}")

    schedule = model.Schedule(
        steps=chosen.steps,
        batch=chosen.batch,
        tokens=chosen.tokens,
        rate=chosen.rate,
        scale=chosen.scale,
        keep=chosen.keep,
        seed=chosen.seed,
    )
    weights = model.start(fitted.get_vocab_size(), chosen.dimension, chosen.seed)
    if chosen.start:
        words = count(sample(sources, chosen.seed))
        weights = inherit(weights, fitted, chosen.start, words)
        say(f"rows started from {chosen.start}")
    weights = model.train(weights, tasks, schedule, report)
    files.write(chosen.out, fitted, weights)
    say(f"written to {chosen.out}")


if __name__ == "__main__":
    main()
