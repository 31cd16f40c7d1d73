"""The bundled model: a transformer that reads a passage as a whole, run by ONNX Runtime.

It gives a vector of each passage and, from the same reading, one of each of its sentences: the mean
of the sentence's tokens as they stand in the passage (late chunking, Günther et al. 2024), so that
«Он вырос вдвое» knows what grew. From each vector the mean one of its kind is taken, without which
all texts are alike to four fifths (Mu and Viswanath 2018). The layers are in eight bits, the token
table in four; texts are read one at a time, so that a vector never depends on which others it was
asked with.

Most of the layers read a question and a passage apart. Above them are two last parts: one goes on
so, for the vectors; one reads both together, for judgement (MacAvaney et al., "Efficient Document
Re-Ranking for Transformers by Precomputing Term Representations", SIGIR 2020).
"""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from index.embedder import Vectors, unit
from index.errors import ModelError
from index.layers import load_layers, windows
from index.modelfiles import load_tokenizer, model_digest
from index.prompts import Prompts, prompts_of
from index.static import StaticEmbedder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding

LOWER_FILE, UPPER_FILE, JUDGE_FILE = "lower.onnx", "upper.onnx", "judge.onnx"
TABLE_FILE, TOKENIZER_FILE = "tokens.safetensors", "tokenizer.json"
BLOCK = 32
"""Numbers of a token's vector that share a scale."""
_ARRAYS = ("places", "gain", "bias", "query_centre", "passage_centre")
_EPSILON = 1e-12
JUDGED_TOKENS = 128
"""Of a question that is judged: the cost of reading grows with the square of the length."""
_KEPT_QUERIES = 64
"""For a question's time: it is read once for the search and the features, and not remembered."""
_KEPT_TEXTS = 256
"""Texts of which what the lower layers say is kept, to judge them by; at most 384 KiB each."""

_Job = TypeVar("_Job")
_Read = TypeVar("_Read")
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
        self._tokenizer = load_tokenizer(directory / TOKENIZER_FILE)
        self._table = _TokenTable.load(directory / TABLE_FILE)
        if self._table.size < self._tokenizer.get_vocab_size():
            raise ModelError(
                f"{directory}: vectors of {self._table.size} tokens for a vocabulary of"
                f" {self._tokenizer.get_vocab_size()}"
            )
        self._lower = load_layers(directory / LOWER_FILE)
        self._upper = load_layers(directory / UPPER_FILE)
        self._judge = load_layers(directory / JUDGE_FILE)
        self._queries: LRUCache[str, _Question] = LRUCache(_KEPT_QUERIES)
        self._texts: LRUCache[str, _Text] = LRUCache(_KEPT_TEXTS)
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def digest(self) -> str:
        return model_digest(self._directory, self._prompts.query, self._prompts.passage)

    @property
    def dimension(self) -> int:
        return self._table.dimension

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        vectors = [self._query(text).vector for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(len(texts), self.dimension)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self.encode_in_context(texts, [()] * len(texts))[0]

    def encode_in_context(
        self, texts: Sequence[str], spans: Sequence[Spans]
    ) -> tuple[Vectors, list[Vectors]]:
        """float32[n, dimension] of the texts, and for each text float32[sentences, dimension]."""
        read = self._read_all(texts, spans)
        whole = np.array([part[0] for part in read], dtype=np.float32)
        return whole.reshape(len(texts), self.dimension), [part[1:] for part in read]

    def encode_words(self, words: Sequence[str]) -> Vectors:
        """float32[n, dimension of the table of words]: unit vectors of words alone."""
        return self._words.encode_words(words)

    def judge(self, question: str, texts: Sequence[str], spans: Sequence[Spans]) -> list[Vectors]:
        """For each text float32[sentences]: what speaks for an answer in the sentence, in log-odds
        against none; -inf for a sentence without a token of its own."""
        asked = self._query(question).states[None, :JUDGED_TOKENS]

        def read(job: tuple[str, Spans]) -> Vectors:
            text, places = job
            told = self._text(text)
            shares = np.array([told.share(*place) for place in places], dtype=np.float32)
            shares = shares.reshape(len(places), len(told.states))
            held = shares.any(axis=1)
            found = np.full(len(places), -np.inf, dtype=np.float32)
            if held.any():
                inputs = {
                    "question": asked,
                    "text": told.states[None].astype(np.float32),
                    "shares": shares[held],
                }
                [found[held]] = self._judge.run(None, inputs)
            return found

        return _side_by_side(read, list(zip(texts, spans, strict=True)))

    def _query(self, text: str) -> "_Question":
        def read() -> _Question:
            encoding = self._tokenizer.encode(self._prompts.query + text)
            lower = self._states(encoding.ids)
            [vector] = self._vectors(encoding, lower, 0, (), self._table.query_centre)
            return _Question(vector, lower)

        return self._kept(self._queries, text, read)

    def _text(self, text: str) -> "_Text":
        def read() -> _Text:
            encoding = self._tokenizer.encode(self._prompts.passage + text)
            lower = self._states(encoding.ids).astype(np.float16)
            return _Text(lower, _places(encoding, len(self._prompts.passage)))

        return self._kept(self._texts, text, read)

    def _kept(
        self, kept: "LRUCache[str, _Read]", text: str, read: "Callable[[], _Read]"
    ) -> "_Read":
        with self._lock:
            known: _Read | None = kept.get(text)
        if known is None:
            known = read()
            with self._lock:
                kept[text] = known
        return known

    def _read_all(self, texts: Sequence[str], spans: Sequence[Spans]) -> list[Vectors]:
        prompt = self._prompts.passage
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])

        def read(job: "tuple[Encoding, Spans]") -> Vectors:
            encoding, places = job
            lower = self._states(encoding.ids)
            return self._vectors(encoding, lower, len(prompt), places, self._table.passage_centre)

        return _side_by_side(read, list(zip(encodings, spans, strict=True)))

    def _vectors(
        self, encoding: "Encoding", lower: Vectors, first: int, spans: Spans, centre: Vectors
    ) -> Vectors:
        """Unit vectors of a text and of the sentences at its ``spans``, whose offsets begin at
        ``first``; a sentence without a token of its own gets zeros."""
        states = self._run(self._upper, len(lower), lambda start, end: lower[start:end])
        found = np.zeros((1 + len(spans), self.dimension), dtype=np.float32)
        found[0] = unit(states.mean(axis=0, keepdims=True))[0] - centre
        places = _places(encoding, first)
        for row, (start, end) in zip(found[1:], spans, strict=True):
            inside = _within(places, start, end)
            if inside.any():
                row += unit(states[inside].mean(axis=0, keepdims=True))[0] - centre
        return unit(found)

    def _states(self, ids: Sequence[int]) -> Vectors:
        """float32[tokens, dimension]: what the lower layers say of each token."""
        return self._run(self._lower, len(ids), lambda start, end: self._table.of(ids[start:end]))

    def _run(
        self, layers: "InferenceSession", length: int, rows: Callable[[int, int], Vectors]
    ) -> Vectors:
        """What ``layers`` make of so many tokens, of which ``rows`` gives those of a window."""
        found = np.zeros((length, self.dimension), dtype=np.float32)
        for start, end, own in windows(length):
            [states] = layers.run(None, {"x": rows(start, end)[None]})
            found[start + own : end] = states[0, own:]
        return found


@dataclass(frozen=True, slots=True)
class _Question:
    """A question read: its vector, and what the lower layers say of its tokens."""

    vector: Vectors
    states: Vectors


@dataclass(frozen=True, slots=True)
class _Text:
    """What the lower layers say of a text's tokens, and where each is in the text."""

    states: NDArray[np.float16]
    places: NDArray[np.int64]

    def share(self, start: int, end: int) -> Vectors:
        """What each token has of the mean of those at [start, end); zeros where there are none."""
        inside = _within(self.places, start, end).astype(np.float32)
        return inside / max(1.0, float(inside.sum()))


def _places(encoding: "Encoding", first: int) -> NDArray[np.int64]:
    """int64[tokens, 2]: start and end of each token, from ``first`` of what was read."""
    return np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2) - first


def _within(places: NDArray[np.int64], start: int, end: int) -> NDArray[np.bool_]:
    starts, ends = places.T
    inside: NDArray[np.bool_] = (starts < end) & (ends > start) & (starts < ends)
    return inside


def _side_by_side(read: Callable[[_Job], Vectors], jobs: Sequence[_Job]) -> list[Vectors]:
    if len(jobs) < 2:
        return [read(job) for job in jobs]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(read, jobs))


class _TokenTable:
    """What goes into the first layer: each token's vector with its place, normalised; and the mean
    unit vectors of queries and of passages."""

    def __init__(self, tensors: dict[str, NDArray[Any]]) -> None:
        self._codes, self._scales = tensors["codes"], tensors["scales"]
        self._places, self._gain, self._bias, self.query_centre, self.passage_centre = (
            tensors[key].astype(np.float32) for key in _ARRAYS
        )
        if self._codes.shape[1] * 2 != self.dimension or len(self._codes) != len(self._scales):
            raise ValueError(f"codes of shape {self._codes.shape} for {self.dimension} numbers")

    @classmethod
    def load(cls, path: Path) -> "_TokenTable":
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            return cls(load_file(path))
        except (OSError, SafetensorError, KeyError, ValueError, IndexError) as error:
            raise ModelError(f"{path} cannot be read: {error}") from error

    @property
    def size(self) -> int:
        return len(self._codes)

    @property
    def dimension(self) -> int:
        return int(self._places.shape[1])

    def of(self, ids: Sequence[int]) -> Vectors:
        """float32[tokens, dimension] of at most 512 tokens in their places."""
        whole = token_vectors(self._codes[ids], self._scales[ids]) + self._places[: len(ids)]
        whole -= whole.mean(axis=1, keepdims=True)
        whole /= np.sqrt((whole * whole).mean(axis=1, keepdims=True) + _EPSILON)
        normalised: Vectors = whole * self._gain + self._bias
        return normalised


def token_vectors(codes: NDArray[np.uint8], scales: NDArray[np.float16]) -> Vectors:
    """float32[tokens, hidden]: the numbers that ``codes`` and ``scales`` stand for."""
    blocks = codes.reshape(len(codes), -1, BLOCK // 2)
    numbers = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8
    whole: Vectors = (numbers * scales.astype(np.float32)[..., None]).reshape(len(codes), -1)
    return whole


def is_contextual(directory: Path) -> bool:
    """Whether a model directory can be read by ContextualEmbedder."""
    return (directory / LOWER_FILE).is_file()
