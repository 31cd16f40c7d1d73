"""Starting rows from an earlier model that cut its text in another way.

A piece starts as the earlier model's mean vector of the words made of it, the words that are
nothing but that piece counting most; a piece of no known word starts at random. Where both cut
text in the same way, training goes on from the earlier rows.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from index.train.files import WEIGHTS
from index.train.tokenizer import WORD

PART = 0.05
"""What a word counts for one of its several pieces, against one for a word of one piece."""


def count(texts: Iterable[str]) -> Counter[str]:
    """How often each lower-cased word occurs."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(WORD.findall(text.lower()))
    return words


def inherit(
    start: torch.Tensor, tokenizer: Tokenizer, earlier: Path, words: Counter[str]
) -> torch.Tensor:
    """``start``, float32[pieces, dimension], with the rows of known pieces set from ``earlier``."""
    old = Tokenizer.from_file(str(earlier / "tokenizer.json"))
    rows = load_file(str(earlier / "model.safetensors"))[WEIGHTS].astype(np.float32)
    if old.get_vocab() == tokenizer.get_vocab():
        return torch.from_numpy(rows)
    spelt = list(words)
    total: NDArray[np.float32] = np.zeros((len(start), rows.shape[1]), np.float32)
    weight: NDArray[np.float32] = np.zeros(len(start), np.float32)
    before = old.encode_batch_fast(spelt, add_special_tokens=False)
    after = tokenizer.encode_batch_fast(spelt, add_special_tokens=False)
    for word, one, other in zip(spelt, before, after, strict=True):
        if not one.ids or not other.ids:
            continue
        share = float(words[word]) ** 0.5 * (1.0 if len(other.ids) == 1 else PART)
        vector = rows[one.ids].sum(axis=0) / len(other.ids)
        for piece in other.ids:
            total[piece] += share * vector
            weight[piece] += share
    known = weight > 0
    made = start.clone()
    made[torch.from_numpy(known)] = torch.from_numpy(total[known] / weight[known, None])
    return made
