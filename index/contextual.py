"""The bundled model: a transformer that reads a passage as a whole, run by ONNX Runtime.

It gives a vector of each passage and, from the same reading, one of each of its sentences: the mean
of the sentence's tokens as they stand in the passage (late chunking, Günther et al. 2024), so that
«Он вырос вдвое» knows what grew. From each vector the mean one of its kind is taken, without which
all texts are alike to four fifths (Mu and Viswanath 2018). The layers are in eight bits, the token
table in four; texts are read one at a time, so that a vector never depends on which others it was
asked with.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from index.embedder import Vectors, unit
from index.errors import ModelError
from index.modelfiles import load_tokenizer, model_digest
from index.prompts import Prompts, prompts_of
from index.static import StaticEmbedder

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding

LAYERS_FILE, TABLE_FILE, TOKENIZER_FILE = "layers.onnx", "tokens.safetensors", "tokenizer.json"
BLOCK = 32
"""Numbers of a token's vector that share a scale."""
_ARRAYS = ("places", "gain", "bias", "query_centre", "passage_centre")
_EPSILON = 1e-12
_LONGEST = 512
_OVERLAP = 64
_KEPT_QUERIES = 64
"""For a question's time: it is read once for the search and the features, and not remembered."""

Spans = Sequence[tuple[int, int]]
"""Where the sentences of a text are in it: [start, end) in code points."""


class ContextualEmbedder:
    """A model directory that ``index.train.encoder`` wrote; ``words`` gives vectors of words alone.

    A text of more than 512 tokens is read in windows that overlap by 64.
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
        self._layers = _load_layers(directory / LAYERS_FILE)
        self._queries: LRUCache[str, Vectors] = LRUCache(_KEPT_QUERIES)
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
        return np.array([self._query(text) for text in texts], dtype=np.float32).reshape(
            len(texts), self.dimension
        )

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

    def _query(self, text: str) -> Vectors:
        with self._lock:
            known = self._queries.get(text)
        if known is None:
            encoding = self._tokenizer.encode(self._prompts.query + text)
            [known] = self._read(encoding, 0, (), self._table.query_centre)
            with self._lock:
                self._queries[text] = known
        return known

    def _read_all(self, texts: Sequence[str], spans: Sequence[Spans]) -> list[Vectors]:
        prompt = self._prompts.passage
        encodings = self._tokenizer.encode_batch([prompt + text for text in texts])
        jobs = list(zip(encodings, spans, strict=True))

        def read(job: "tuple[Encoding, Spans]") -> Vectors:
            return self._read(job[0], len(prompt), job[1], self._table.passage_centre)

        if len(jobs) < 2:
            return [read(job) for job in jobs]
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return list(threads.map(read, jobs))

    def _read(self, encoding: "Encoding", first: int, spans: Spans, centre: Vectors) -> Vectors:
        """Unit vectors of a text and of the sentences at its ``spans``, whose offsets begin at
        ``first``; a sentence without a token of its own gets zeros."""
        states = self._states(encoding.ids)
        found = np.zeros((1 + len(spans), self.dimension), dtype=np.float32)
        found[0] = unit(states.mean(axis=0, keepdims=True))[0] - centre
        if spans:
            starts, ends = np.array(encoding.offsets).T
            for row, (start, end) in zip(found[1:], spans, strict=True):
                inside = (starts < end + first) & (ends > start + first) & (starts < ends)
                if inside.any():
                    row += unit(states[inside].mean(axis=0, keepdims=True))[0] - centre
        return unit(found)

    def _states(self, ids: Sequence[int]) -> Vectors:
        """float32[tokens, dimension]: what the last layer says of each token."""
        found = np.zeros((len(ids), self.dimension), dtype=np.float32)
        for start, end, own in _windows(len(ids)):
            [states] = self._layers.run(None, {"x": self._table.of(ids[start:end])[None]})
            found[start + own : end] = states[0, own:]
        return found


def _windows(length: int) -> Iterator[tuple[int, int, int]]:
    """[start, end) of each window over that many tokens, and how many of its first tokens are the
    window's before it."""
    start, own = 0, 0
    while True:
        end = min(start + _LONGEST, length)
        yield start, end, own
        if end == length:
            return
        start, own = end - _OVERLAP, _OVERLAP // 2


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
    return (directory / LAYERS_FILE).is_file()


def _load_layers(path: Path) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Questions are answered side by side, and passages read so: each needs one thread.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has an exception a status, of no common base
        cause = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(f"{path} cannot be loaded: {cause}") from error
