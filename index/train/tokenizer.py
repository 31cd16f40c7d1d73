"""The tokenizer: lower-cased subwords learned from the training text.

Byte-pair encoding, Sennrich et al., "Neural Machine Translation of Rare Words with Subword
Units", ACL 2016, and its dropout, Provilkov et al., "BPE-Dropout", ACL 2020: a text encoded with
dropout falls into other pieces, so that the pieces of a misspelt or rare word are trained too.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.train import folding

Ids = NDArray[np.int32]
Offsets = NDArray[np.int64]
UNKNOWN = "[UNK]"


def fit(texts: Iterable[str], size: int) -> Tokenizer:
    """A tokenizer of ``size`` pieces, which folds what it is given (``index.train.folding``)."""
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Split(Regex(r"[^\w\s]|_"), "isolated"),
            pre_tokenizers.Split(Regex(r"\d+"), "isolated"),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=[UNKNOWN],
        limit_alphabet=400,
        max_token_length=24,
        show_progress=False,
    )
    tokenizer.train_from_iterator(map(folding.fold, texts), trainer)
    tokenizer.normalizer = folding.rules()
    return tokenizer


def encode(
    tokenizer: Tokenizer, texts: Sequence[str], longest: int, dropout: float = 0.0
) -> tuple[Ids, Offsets]:
    """Token ids of all texts end to end, and where each text begins: int32[total], int64[n + 1]."""
    tokenizer.model.dropout = dropout or None
    tokenizer.normalizer = normalizers.Sequence([])
    rows: list[Ids] = []
    step = 8192
    for start in range(0, len(texts), step):
        folded = [folding.fold(text) for text in texts[start : start + step]]
        batch = tokenizer.encode_batch_fast(folded, add_special_tokens=False)
        rows += [np.asarray(found.ids[:longest], dtype=np.int32) for found in batch]
    tokenizer.model.dropout = None
    tokenizer.normalizer = folding.rules()
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    ids = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32)
    return ids, offsets
