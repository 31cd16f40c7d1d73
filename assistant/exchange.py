"""Questions that texts themselves ask, and what is said after them."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.columns import Matrix
from assistant.reading import PassageReading

_ASKS = re.compile(r"\?[\W_]*$")


def asks(text: str) -> bool:
    """Whether a sentence ends as a question: «— Сколько у вас сотрудников?»."""
    return _ASKS.search(text) is not None


def answering(readings: Sequence[PassageReading], starts: Sequence[int], met: Matrix) -> Matrix:
    """float64[sentences]: how well the question that a text asks just before a sentence meets ours,
    by ``met`` of all sentences; 0 where it asks none. ``starts`` are those of the ``readings``."""
    found = np.zeros(len(met))
    places = {(r.passage.document_id, r.passage.ordinal): i for i, r in enumerate(readings)}
    for number, reading in enumerate(readings):
        passage, first = reading.passage, starts[number]
        before = places.get((passage.document_id, passage.ordinal - 1))
        if before is not None and asks(readings[before].passage.sentences[-1].text):
            found[first] = met[starts[before + 1] - 1]
        for i, sentence in enumerate(passage.sentences[:-1]):
            if asks(sentence.text):
                found[first + i + 1] = met[first + i]
    return found
