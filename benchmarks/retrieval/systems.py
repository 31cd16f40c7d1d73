"""What is compared: BM25 as others have it, this project's lexical search, dense, and fused."""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from benchmarks.retrieval.sets import RetrievalSet
from corpus import Language, sentences
from index import Embedder, LexicalIndex, SentenceEmbedder
from index.fusion import CROSS_WEIGHT, OWN_WEIGHT, fuse
from index.interaction import WordInteraction

_DEPTH = 100
"""How many texts each part hands to fusion, as in ``SearchIndex``."""
_STEMMERS = {Language.RU: "russian", Language.EN: "english"}
Ranking = list[tuple[int, float]]
Search = Callable[[str], Ranking]
Combine = Callable[[Ranking, Ranking], Ranking]
"""Dense and lexical ranking to one."""
Compare = Callable[[str], Callable[[Sequence[int]], Mapping[int, float]]]
"""Of a query, what gives scores to texts."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rankings of every question of a set, the time they took, and the process's memory by then."""

    rankings: list[Ranking]
    seconds: float
    peak_mib: float

    @property
    def queries_per_second(self) -> float:
        return len(self.rankings) / self.seconds


def run(queries: Sequence[str], search: Search) -> Outcome:
    """Ask one question after another, as a user would."""
    begin = time.perf_counter()
    rankings = [search(query) for query in queries]
    return Outcome(rankings, time.perf_counter() - begin, _peak_mib())


def fused(by_vectors: Outcome, by_words: Outcome, combine: Combine) -> Outcome:
    """Both parts combined; the time is that of the parts and of combining them."""
    begin = time.perf_counter()
    pairs = zip(by_vectors.rankings, by_words.rankings, strict=True)
    rankings = [combine(vectors, words) for vectors, words in pairs]
    seconds = time.perf_counter() - begin + by_vectors.seconds + by_words.seconds
    return Outcome(rankings, seconds, _peak_mib())


def searched(
    data: RetrievalSet,
    by_vectors: Outcome,
    by_words: Outcome,
    *,
    words: WordInteraction | None,
    tokens: Compare | None,
) -> Outcome:
    """Both parts combined as ``SearchIndex`` does, the best compared by ``words`` where query and
    texts differ in language, and by ``tokens``."""
    across = data.query_language not in data.languages
    begin = time.perf_counter()
    rankings = []
    for query, vectors, lexical in zip(
        data.queries, by_vectors.rankings, by_words.rankings, strict=True
    ):
        rankings.append(
            fuse(
                vectors,
                lexical,
                size=len(data.texts),
                weight=CROSS_WEIGHT if across else OWN_WEIGHT,
                words=partial(_word_scores, words, data, query)
                if across and words is not None
                else None,
                tokens=tokens(query) if tokens is not None else None,
            )
        )
    seconds = time.perf_counter() - begin + by_vectors.seconds + by_words.seconds
    return Outcome(rankings, seconds, _peak_mib())


def _word_scores(
    words: WordInteraction, data: RetrievalSet, query: str, rows: Sequence[int]
) -> list[float]:
    texts = [(data.texts[row], data.languages[row]) for row in rows]
    return words.scores(query, data.query_language, texts)


def comparing(data: RetrievalSet, embedder: SentenceEmbedder) -> Compare:
    """How well the best sentence of a text meets the tokens of a query."""
    spans = [
        [(sentence.start, sentence.end) for sentence in sentences(text, language)]
        for text, language in zip(data.texts, data.languages, strict=True)
    ]
    _, read = embedder.encode_in_context(data.texts, spans)

    def compare(query: str) -> Callable[[Sequence[int]], dict[int, float]]:
        asked = embedder.encode_tokens(query)
        return lambda rows: {
            row: float(asked.met(read[row].tokens, read[row].counts).max())
            for row in rows
            if len(read[row].counts)
        }

    return compare


def snowball(data: RetrievalSet) -> Search:
    """The baseline: bm25s with its own tokenizer and, where there is one, a Snowball stemmer."""
    engine = bm25s.BM25(k1=1.5, b=0.75)
    engine.index(_tokens(data.texts, data.languages[0]), show_progress=False)

    def search(query: str) -> Ranking:
        [tokens] = _tokens([query], data.query_language)
        return _best(engine.get_scores(tokens), positive=True)

    return search


def lexical(data: RetrievalSet) -> Search:
    """This project's ``LexicalIndex``."""
    index = LexicalIndex.build(data.texts, data.languages)
    return lambda query: index.search(query, data.query_language, _DEPTH)


def dense(data: RetrievalSet, embedder: Embedder) -> Search:
    """Inner products with every text: what the exact vector store returns."""
    vectors = embedder.encode_passages(data.texts)
    return lambda query: _best(vectors @ embedder.encode_queries([query])[0], positive=False)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tokens(texts: Sequence[str], language: Language) -> list[list[str]]:
    stemmer = Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None
    tokens: list[list[str]] = bm25s.tokenize(
        list(texts), stopwords=None, stemmer=stemmer, return_ids=False, show_progress=False
    )
    return tokens


def _best(scores: NDArray[np.float32], positive: bool) -> Ranking:
    rows = np.argsort(-scores, kind="stable")[:_DEPTH]
    return [(int(row), float(scores[row])) for row in rows if scores[row] > 0.0 or not positive]
