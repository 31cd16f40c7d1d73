"""BM25 over several fields of terms (Robertson and Zaragoza 2009), scored by bm25s.

A row is one text: a passage, or one translation of it. Each field has its own vocabulary, document
lengths and idf; a row's score is the weighted sum of its fields' BM25 scores.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np
from bm25s.tokenization import Tokenized
from numpy.typing import NDArray

from corpus import Language
from index.analysis import ANALYSIS_VERSION, analyse, phonetic_terms


@dataclass(frozen=True, slots=True)
class Field:
    """A way to turn text into terms, and what its BM25 score counts for."""

    name: str
    weight: float
    terms: Callable[[str, Language], list[str]]


FIELDS = (
    Field("stems", 1.0, analyse),
    Field("phonetic", 0.2, phonetic_terms),
)
_K1 = 1.2
_B = 0.75
_META = "lexical.json"


class LexicalIndex:
    """BM25 scores of rows; built once, then read-only and safe to share between threads."""

    analysis_version: str = ANALYSIS_VERSION

    def __init__(self, rows: int, engines: Mapping[str, Any]) -> None:
        self._rows = rows
        self._engines = engines

    def __len__(self) -> int:
        return self._rows

    @classmethod
    def build(cls, texts: Sequence[str], languages: Sequence[Language]) -> Self:
        """Index ``texts[i]``, which is in ``languages[i]``, as row i."""
        if len(texts) != len(languages):
            raise ValueError(f"{len(texts)} texts, but {len(languages)} languages")
        engines = {
            field.name: _engine(
                [field.terms(text, lang) for text, lang in zip(texts, languages, strict=True)]
            )
            for field in FIELDS
        }
        return cls(len(texts), engines)

    def search(self, query: str, language: Language | None, k: int) -> list[tuple[int, float]]:
        """The best ``k`` rows as (row, score), best first, equal scores by row, none at zero.

        Without a language the query is read in all three and terms count once.
        """
        scores = np.zeros(self._rows, dtype=np.float32)
        languages = list(Language) if language is None else [language]
        for field in FIELDS:
            engine = self._engines[field.name]
            terms = {term for lang in languages for term in field.terms(query, lang)}
            for term in sorted(terms):
                _add(scores, engine, term, field.weight)
        return _best(scores, k)

    def save(self, directory: Path) -> None:
        """Write the index under ``directory``, which is created."""
        directory.mkdir(parents=True, exist_ok=True)
        for name, engine in self._engines.items():
            engine.save(str(directory / name), show_progress=False)
        meta = {"rows": self._rows, "analysis_version": self.analysis_version}
        (directory / _META).write_text(json.dumps(meta), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path, mmap: bool = True) -> Self:
        """Read what ``save`` wrote; with ``mmap`` the postings stay on disk until touched."""
        meta = json.loads((directory / _META).read_text(encoding="utf-8"))
        engines = {
            field.name: bm25s.BM25.load(str(directory / field.name), mmap=mmap) for field in FIELDS
        }
        return cls(int(meta["rows"]), engines)


def _engine(documents: Sequence[Sequence[str]]) -> Any:
    if not any(documents):
        documents = [[""]]
    terms = sorted({term for document in documents for term in document})
    vocabulary = {term: i for i, term in enumerate(terms)}
    ids = [[vocabulary[term] for term in doc] for doc in documents]
    engine = bm25s.BM25(k1=_K1, b=_B, backend="numpy", csc_backend="numpy")
    engine.index(Tokenized(ids=ids, vocab=vocabulary), show_progress=False)
    return engine


def _add(scores: NDArray[np.float32], engine: Any, term: str, weight: float) -> None:
    token = engine.vocab_dict.get(term)
    if token is None:
        return
    start, end = engine.scores["indptr"][token], engine.scores["indptr"][token + 1]
    rows = engine.scores["indices"][start:end]
    scores[rows] += weight * engine.scores["data"][start:end]


def _best(scores: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
    rows = np.flatnonzero(scores > 0.0)
    if 0 < k < len(rows):
        threshold = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= threshold]
    order = np.lexsort((rows, -scores[rows]))[:k]
    return [(int(row), float(scores[row])) for row in rows[order]]
