"""What was named last before a sentence: «Он занимает 86-е место» is about that.

A text names its subject once and then speaks of «it»; where a passage tells of two things of one
kind, the one named last is most likely meant (recency, as in the centering of Grosz, Joshi and
Weinstein 1995).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.columns import Matrix
from assistant.reading import ReadSentence
from assistant.spans import SpanKind

_FADING = 0.7
"""What a mention is worth a sentence later."""
_NAMES = frozenset({SpanKind.NAME, SpanKind.PERSON, SpanKind.PLACE})


def fading(match: Matrix, above: Matrix, starts: Sequence[int]) -> Matrix:
    """float64[terms, sentences]: how lately each term was met, at ``match`` in its own sentence or
    before it in its passage, which begins at one of ``starts`` (the last of them is the end), and
    above all its sentences stands what was met by ``above`` float64[terms, passages]."""
    found = match.copy()
    for passage, (start, end) in enumerate(pairwise(starts)):
        last = above[:, passage]
        for i in range(start, end):
            last = np.maximum(match[:, i], _FADING * last)
            found[:, i] = last
    return found


def rivalled(
    named: NDArray[np.bool_], sentences: Sequence[ReadSentence], starts: Sequence[int], asked: str
) -> NDArray[np.bool_]:
    """Whether the last sentence of its passage that names anything, up to each one, names only
    what is not in the question ``asked`` (in small letters); ``named`` tells which sentences hold a
    name of the question."""
    found = np.zeros(len(sentences), dtype=bool)
    for start, end in pairwise(starts):
        rival = False
        for i in range(start, end):
            rival = not named[i] and (rival or _names_other(sentences[i], asked))
            found[i] = rival
    return found


def _names_other(sentence: ReadSentence, asked: str) -> bool:
    return any(
        span.kind in _NAMES and sentence.text[span.start : span.end].casefold() not in asked
        for span in sentence.spans
    )
