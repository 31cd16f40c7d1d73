"""What is asked: questions never asked before, or a mix in which some come again and again.

Both are made of the questions of ``tests/evaluation/dev.jsonl``. A question never asked before has
the words of one of them, some neighbours exchanged: as long and as costly, and no cache knows it.
"""

import json
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

_SET = Path(__file__).resolve().parents[2] / "tests" / "evaluation" / "dev.jsonl"
NEW_SHARE = 0.3
"""The share of the mix that was never asked before."""


def bundled() -> list[str]:
    """The questions of the development set: Russian, Kazakh and English."""
    with _SET.open(encoding="utf-8") as lines:
        return [json.loads(line)["question"] for line in lines]


def distinct(questions: Sequence[str], seed: int = 0) -> Iterator[str]:
    """Questions without end, no two of them equal, none of them among ``questions``."""
    dice = random.Random(seed)
    told = set(questions)
    swaps = 1
    while True:
        before = len(told)
        for question in dice.sample(list(questions), len(questions)):
            words = question.split()
            for _ in range(swaps if len(words) > 1 else 0):
                place = dice.randrange(len(words) - 1)
                words[place : place + 2] = reversed(words[place : place + 2])
            changed = " ".join(words)
            if changed not in told:
                told.add(changed)
                yield changed
        if len(told) - before < len(questions) // 2:
            swaps += 1


def mixed(questions: Sequence[str], new: Iterator[str], seed: int = 0) -> Iterator[str]:
    """Questions without end: ``NEW_SHARE`` of them from ``new``, the others drawn from
    ``questions`` by Zipf's law with exponent 1, each having a rank of its own."""
    dice = random.Random(seed)
    weights = list(accumulate(1 / rank for rank in range(1, len(questions) + 1)))
    order = dice.sample(list(questions), len(questions))
    while True:
        if dice.random() < NEW_SHARE:
            yield next(new)
        else:
            yield dice.choices(order, cum_weights=weights)[0]
