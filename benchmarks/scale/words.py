"""The lexical index at one size: time to build, size, memory, and time of a query."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.scale.measure import mib, own_mib, percentiles_ms, taking
from benchmarks.scale.texts import PASSAGES, documents, questions
from index import LexicalIndex
from index.segments import BLOCK, SegmentsWriter
from index.view import SLOTS, View

_QUERIES = 100


@dataclass(frozen=True, slots=True)
class WordsRow:
    """``build`` in processor seconds; ``own_mib`` is what a process needs beside the mapped files,
    after it was opened (``open_ms``) and asked."""

    rows: int
    segments: int
    build: float
    mib: float
    open_ms: float
    own_mib: float
    p50_ms: float
    p95_ms: float


def measure_words(rows: int, scratch: Path) -> WordsRow:
    """An index of ``rows`` passages, asked a hundred questions."""
    directory = scratch / f"words-{rows}"
    with taking() as building:
        writer = SegmentsWriter(directory)
        left = _views(rows)
        while block := list(islice(left, BLOCK)):
            writer.add(block)
        writer.finish()
    asked = questions(_QUERIES)
    LexicalIndex.build(["a"], [asked[0][1]]).search(*asked[0], 1)  # what is loaded once is loaded
    gc.collect()
    before = own_mib()
    with taking() as opening:
        index = LexicalIndex.load(directory)
    p50, p95 = percentiles_ms(lambda question: index.search(*question, 100), asked)
    return WordsRow(
        len(index),
        len(list(directory.glob("0*"))),
        building.processors,
        mib(directory),
        opening.wall * 1e3,
        max(own_mib() - before, 0.0),
        p50,
        p95,
    )


def _views(rows: int) -> Iterator[tuple[int, View]]:
    number = 0
    for document in documents(rows // PASSAGES):
        for text in document.text.split("\n\n"):
            yield number * SLOTS, View(document.language, text, "")
            number += 1
