"""Which tokens of the origin's vocabulary are kept, and the tokenizer over them."""

import re
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from index.train.encoder.origin import Origin

_SPECIAL = 4
"""<s>, <pad>, </s> and <unk> come first."""
_CYRILLIC = re.compile(r"▁?[а-яёәғқңөұүһіА-ЯЁӘҒҚҢӨҰҮҺІ-]+")
_LATIN = re.compile(r"▁?[A-Za-z']+")
_FREQUENT = 40_000
"""Pieces are in the order of their frequency in a hundred languages."""
_ONE_CHARACTER = re.compile("▁?[\\u0020-\\u024f\\u0400-\\u04ff\\u2010-\\u2122\\u2190-\\u21ff]")
_LINES = 5000


def kept_tokens(origin: Origin, texts: Iterable[Path]) -> list[int]:
    """The tokens that the lines of ``texts`` are made of, those that Russian and Kazakh letters
    spell, the frequent ones in Latin letters, and single characters; ascending."""
    tokenizer = tokenizer_of(origin, range(len(origin.pieces)))
    seen: set[int] = set()
    for path in texts:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        for start in range(0, len(lines), _LINES):
            part = lines[start : start + _LINES]
            for encoding in tokenizer.encode_batch_fast(part, add_special_tokens=False):
                seen.update(encoding.ids)
    return [
        number
        for number, piece in enumerate(origin.pieces)
        if number < _SPECIAL
        or number in seen
        or _CYRILLIC.fullmatch(piece)
        or (number < _FREQUENT and _LATIN.fullmatch(piece))
        or _ONE_CHARACTER.fullmatch(piece)
    ]


def tokenizer_of(origin: Origin, kept: Iterable[int]) -> Tokenizer:
    """A tokenizer of the ``kept`` pieces, numbered anew in their order."""
    vocabulary = [(origin.pieces[number], float(origin.scores[number])) for number in kept]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=origin.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer
