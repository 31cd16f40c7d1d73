"""The bundled model: a transformer that reads a passage as a whole, run by ONNX Runtime.

It gives a vector of each passage and, from the same reading, one of each of its sentences: the mean
of the sentence's tokens as they stand in the passage (late chunking, Günther et al. 2024), so that
«Он вырос вдвое» knows what grew. From each vector the mean one of its kind is taken, without which
all texts are alike to four fifths (Mu and Viswanath 2018).

The tokens of a question and of a sentence are compared too, one by one (``index.tokenhead``).
"""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from cachetools import LRUCache

from index.embedder import QuestionTokens, SentencesInContext, Vectors, centred, unit
from index.modelfiles import model_digest
from index.prompts import Prompts, prompts_of
from index.states import LOWER_FILE, States, places_of, within
from index.static import StaticEmbedder
from index.tokenhead import TokenHead

if TYPE_CHECKING:
    from tokenizers import Encoding

HEAD_FILE = "interaction.safetensors"
ASKED_TOKENS = 128
"""Of a question that is compared token by token."""
_KEPT_QUERIES = 64
"""For a question's time: it is read once for the search and the features, and not remembered."""

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")
Spans = Sequence[tuple[int, int]]
"""Where the sentences of a text are in it: [start, end) in code points."""


class ContextualEmbedder:
    """A model directory that ``index.train.encoder`` wrote; ``words`` gives vectors of words alone.

    A text of over 512 tokens is read in windows that overlap by 64.
    """

    def __init__(
        self,
        directory: Path,
        words: StaticEmbedder,
        *,
        name: str | None = None,
        prompts: Prompts | None = None,
    ) -> None:
        """Load a model; ``prompts`` None takes those of its configuration.

        Raises:
            ModelError: a file is missing or damaged, or the files do not fit together.
        """
        self._directory = directory
        self._name = name or directory.name
        self._prompts = prompts or prompts_of(self._name, directory)
        self._words = words
        self._states = States(directory)
        self._head = TokenHead.load(directory / HEAD_FILE, self.dimension)
        self._queries: LRUCache[str, _Question] = LRUCache(_KEPT_QUERIES)
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def digest(self) -> str:
        return model_digest(self._directory, self._prompts.query, self._prompts.passage)

    @property
    def dimension(self) -> int:
        return self._states.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        vectors = [self._query(text).vector for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(len(texts), self.dimension)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.encode_in_context(texts, [()] * len(texts))[0]

    def encode_in_context(
        self, texts: Sequence[str], spans: Sequence[Spans]
    ) -> tuple[Vectors, list[SentencesInContext]]:
        """float32[n, dimension] of the texts, and for each text its sentences; one without a token
        of its own has zeros."""
        prompt = self._prompts.passage
        encodings = self._states.encoded([prompt + text for text in texts])

        def read(job: "tuple[Encoding, Spans]") -> tuple[Vectors, SentencesInContext]:
            encoding, places = job
            return self._passage(encoding, places)

        done = _side_by_side(read, list(zip(encodings, spans, strict=True)))
        whole = np.array([vector for vector, _ in done], dtype=np.float32)
        return whole.reshape(len(texts), self.dimension), [sentences for _, sentences in done]

    def encode_tokens(self, question: str) -> QuestionTokens:
        """The first tokens of a question, the marks of its beginning and its prompt among them."""
        return self._query(question).tokens

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """float32[n, dimension of the table of words]: unit vectors of words alone."""
        return self._words.encode_words(words)

    def _query(self, text: str) -> "_Question":
        with self._lock:
            known: _Question | None = self._queries.get(text)
        if known is None:
            [encoding] = self._states.encoded([self._prompts.query + text])
            lower = self._states.lower(encoding.ids)
            upper = self._states.upper(lower)
            [vector] = centred(upper.mean(axis=0, keepdims=True), self._states.table.query_centre)
            lower, upper = lower[:ASKED_TOKENS], upper[:ASKED_TOKENS]
            known = _Question(vector, self._head.question(lower, upper))
            with self._lock:
                self._queries[text] = known
        return known

    def _passage(self, encoding: "Encoding", spans: Spans) -> tuple[Vectors, SentencesInContext]:
        """The unit vector of a passage, and its sentences."""
        lower = self._states.lower(encoding.ids)
        upper = self._states.upper(lower)
        found = np.zeros((1 + len(spans), self.dimension), dtype=np.float32)
        centre = self._states.table.passage_centre
        found[0] = _mean(upper)[0] - centre
        places = places_of(encoding, len(self._prompts.passage))
        nothing = np.zeros((1, self._head.width), dtype=np.float32)
        every = self._head.vectors(lower, upper)
        tokens = []
        for row, (start, end) in zip(found[1:], spans, strict=True):
            inside = within(places, start, end)
            if inside.any():
                row += _mean(upper[inside])[0] - centre
            tokens.append(every[inside] if inside.any() else nothing)
        counts = np.array([len(part) for part in tokens], dtype=np.intp)
        found = unit(found)
        return found[0], SentencesInContext(
            found[1:], np.concatenate(tokens or [every[:0]]), counts
        )


@dataclass(frozen=True, slots=True)
class _Question:
    """A question read: its vector and its tokens."""

    vector: Vectors
    tokens: QuestionTokens


def _mean(states: Vectors) -> Vectors:
    """float32[1, dimension]: the mean of states, at length one."""
    return unit(states.mean(axis=0, keepdims=True))


def _side_by_side(read: Callable[[_Job], _Done], jobs: Sequence[_Job]) -> list[_Done]:
    if len(jobs) < 2:
        return [read(job) for job in jobs]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(read, jobs))


def is_contextual(directory: Path) -> bool:
    """Whether a model directory can be read by ContextualEmbedder."""
    return (directory / LOWER_FILE).is_file()
