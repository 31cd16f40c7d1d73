"""From sources to tokenised tasks: which texts the tokenizer sees, and how often each is drawn."""

import random
from collections.abc import Iterator

import numpy as np
from tokenizers import Tokenizer

from index.train.data import Source
from index.train.model import Rows, Task, Texts
from index.train.tokenizer import encode

LONGEST = 256
DROPOUT = 0.1
SAMPLE = 2_000_000
"""Characters of one source that the tokenizer learns from, so that none outweighs the rest."""
SHARE = 0.6
"""Weight of a source is its pairs to this power."""
KINDS = {"parallel": 1.0, "lexicon": 1.5, "qa": 2.0, "gloss": 1.0, "window": 1.5, "cloze": 1.0}


def sample(sources: list[Source], seed: int) -> Iterator[str]:
    """Texts for the tokenizer."""
    for source in sources:
        texts = list(source.texts())
        random.Random(seed).shuffle(texts)
        left = SAMPLE
        for text in texts:
            if left <= 0:
                break
            yield text
            left -= len(text)


def build(sources: list[Source], tokenizer: Tokenizer) -> list[Task]:
    """A task for every source of eight pairs or more."""
    return [_task(source, tokenizer) for source in sources if len(source.pairs) >= 8]


def _task(source: Source, tokenizer: Tokenizer) -> Task:
    left, left_rows = _distinct([pair[0] for pair in source.pairs])
    right, right_rows = _distinct([pair[1] for pair in source.pairs])
    return Task(
        name=source.name,
        weight=KINDS[source.kind] * len(source.pairs) ** SHARE / 100,
        left=_views(left, tokenizer),
        right=_views(right, tokenizer),
        left_rows=left_rows,
        right_rows=right_rows,
    )


def _views(texts: list[str], tokenizer: Tokenizer) -> tuple[Texts, ...]:
    return tuple(Texts(*encode(tokenizer, texts, LONGEST, dropout)) for dropout in (0.0, DROPOUT))


def _distinct(texts: list[str]) -> tuple[list[str], Rows]:
    known: dict[str, int] = {}
    rows = np.fromiter(
        (known.setdefault(text.lower(), len(known)) for text in texts), np.int64, len(texts)
    )
    return list(known), rows
