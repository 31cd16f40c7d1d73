"""The tokenizer: lower-cased subwords learned from the training text.

Byte-pair encoding, Sennrich et al., "Neural Machine Translation of Rare Words with Subword
Units", ACL 2016, and its dropout, Provilkov et al., "BPE-Dropout", ACL 2020: a text encoded with
dropout falls into other pieces, so that the pieces of a misspelt or rare word are trained too.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from index.train import folding
from index.train.folding import fold

Ids = NDArray[np.int32]
Offsets = NDArray[np.int64]
UNKNOWN = "[UNK]"
WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
"""What the pre-tokenizer makes of folded text."""


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
    tokenizer.train_from_iterator(map(fold, texts), trainer)
    tokenizer.normalizer = folding.rules()
    return tokenizer


def encode(
    tokenizer: Tokenizer, texts: Sequence[str], longest: int, dropout: float = 0.0
) -> tuple[Ids, Offsets]:
    """Token ids of all texts end to end, and where each text begins: int32[total], int64[n + 1].

    Every distinct word is cut once; a text is put together from its words. With ``dropout`` a word
    is cut in one way throughout a call, and in another way in the next.
    """
    known: dict[str, int] = {}
    words = [
        np.fromiter((known.setdefault(w, len(known)) for w in WORD.findall(fold(text))), np.int64)
        for text in texts
    ]
    pieces, starts = _cut(tokenizer, list(known), dropout)
    rows = [_spread(found, pieces, starts)[:longest] for found in words]
    lengths = np.fromiter((len(row) for row in rows), dtype=np.int64, count=len(rows))
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    ids = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int32)
    return ids, offsets


def _cut(tokenizer: Tokenizer, words: list[str], dropout: float) -> tuple[Ids, Offsets]:
    """The pieces of folded words end to end, and where each word begins: int64[n + 1]."""
    tokenizer.model.dropout = dropout or None
    tokenizer.normalizer = normalizers.Sequence([])
    found = tokenizer.encode_batch_fast(words, add_special_tokens=False)
    tokenizer.model.dropout = None
    tokenizer.normalizer = folding.rules()
    starts = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum([len(cut.ids) for cut in found], out=starts[1:])
    return np.array([piece for cut in found for piece in cut.ids], dtype=np.int32), starts


def _spread(words: Offsets, pieces: Ids, starts: Offsets) -> Ids:
    """The pieces of a text, given the numbers of its words."""
    lengths = starts[words + 1] - starts[words]
    total = int(lengths.sum())
    where = np.arange(total) + np.repeat(starts[words] - (np.cumsum(lengths) - lengths), lengths)
    found: Ids = pieces[where]
    return found
