"""The shipped article, its translations as views, in a real index: is the evidence found?"""

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.retrieval.measure import Estimate, estimate
from corpus import Document, Language, load_sources
from index import Embedder, SearchIndex, build_index

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """Questions of one language: recall@1, @3 and @10 of the evidence, and the rate."""

    language: Language
    questions: int
    recall: dict[int, Estimate]
    queries_per_second: float
    missed: list[str]
    """Questions without evidence among the first three passages."""


def article_results(sources: Path, questions: Path, embedder: Embedder) -> Iterator[ArticleResult]:
    """Build an index of ``sources`` with this embedder and ask it the answerable questions."""
    documents = load_sources(sources)
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as directory:
        build_index(documents, Path(directory), embedder)
        index = SearchIndex.open(Path(directory), embedder)
        for language in Language:
            chosen = [each for each in asked if each["lang"] == language and each["evidence"]]
            if chosen:
                yield _asked(index, documents, language, chosen)
        index.close()


def _asked(
    index: SearchIndex,
    documents: Sequence[Document],
    language: Language,
    asked: list[dict],  # type: ignore[type-arg]
) -> ArticleResult:
    begin = time.perf_counter()
    hits = [index.search(each["question"], _DEPTH, language) for each in asked]
    seconds = time.perf_counter() - begin
    texts = {document.id: document.text for document in documents}
    ranks = np.full(len(asked), np.inf)
    for number, (question, found) in enumerate(zip(asked, hits, strict=True)):
        for hit in reversed(found):
            text = texts[hit.passage.document_id]
            starts = [(text.find(each), len(each)) for each in question["evidence"]]
            if any(
                start >= 0 and hit.passage.start < start + size and start < hit.passage.end
                for start, size in starts
            ):
                ranks[number] = hit.rank
    each_its_own = np.arange(len(asked))
    return ArticleResult(
        language,
        len(asked),
        {k: estimate((ranks <= k).astype(np.float64), each_its_own) for k in (1, 3, _DEPTH)},
        len(asked) / seconds,
        [question["question"] for question, rank in zip(asked, ranks, strict=True) if rank > 3],
    )
