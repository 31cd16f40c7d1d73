"""Reading passages: what features need of a passage, worked out once and kept.

A passage is read in each of its views (its own language and its translations). Nothing here
depends on a question.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.spans import SpanKind, TypedSpan, find_spans
from corpus import Document, Language, Passage, PassageKind
from index import (
    DocumentSummary,
    Embedder,
    Hit,
    SentenceEmbedder,
    SentencesInContext,
    UnknownDocumentError,
    Vectors,
    WordEmbedder,
    analyse,
    bundled_meanings,
    skeleton,
    unit,
)


class Searchable(Protocol):
    """What the assistant needs of an index."""

    @property
    def embedder(self) -> Embedder: ...

    def search(self, query: str, top_k: int, language: Language | None = None) -> Sequence[Hit]: ...

    def documents(self) -> Sequence[DocumentSummary]: ...

    def document(self, document_id: str) -> Document: ...

    def passages(self, document_id: str) -> Sequence[Passage]: ...

    def sentences(self, passage: Passage) -> Mapping[Language, SentencesInContext]: ...


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence in one view; ``near[i]`` are the stems just after ``spans[i]``."""

    text: str
    stems: tuple[str, ...]
    spans: tuple[TypedSpan, ...]
    near: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class ReadView:
    """A passage in one language.

    ``where`` and ``pairs`` lead from a stem, or two neighbouring ones, to the sentences that hold
    it, ``sounds`` from a word's phonetic key with its script; ``context`` holds the stems of the
    headings and of the sentence that introduces the passage; ``label`` those of «Россия» in
    «Россия: …». ``vectors`` has a unit row a sentence; ``tokens`` those of its tokens, sentence by
    sentence, from ``token_starts``. ``word_vectors`` has a row a word, sentence by sentence, from
    ``word_starts``; ``meanings`` a unit row a sentence and ``word_meanings`` one a stem, from
    ``stem_starts`` (``index.MeaningTable``).
    """

    language: Language
    sentences: tuple[ReadSentence, ...]
    where: Mapping[str, tuple[int, ...]]
    pairs: Mapping[tuple[str, str], tuple[int, ...]]
    sounds: Mapping[str, tuple[int, ...]]
    context: frozenset[str]
    label: frozenset[str]
    vectors: Vectors
    tokens: Vectors
    token_starts: tuple[int, ...]
    word_vectors: Vectors
    word_starts: tuple[int, ...]
    meanings: Vectors
    word_meanings: Vectors
    stem_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A passage in all its views; ``introduction`` is the passage and the number of the sentence
    that names the speaker of a quotation or opens a list."""

    passage: Passage
    views: Mapping[Language, ReadView]
    introduction: tuple[Passage, int] | None

    def texts(self) -> Iterator[tuple[Language, str]]:
        """The passage in each of its languages, then what stands above it."""
        for view in self.views.values():
            for sentence in view.sentences:
                yield view.language, sentence.text
        for heading in self.passage.heading_path:
            yield self.passage.language, heading
        if self.introduction is not None:
            source, i = self.introduction
            yield source.language, source.sentences[i].text


_LABEL = re.compile(r"^\W{0,3}([^\W\d_][^:.!?]{1,38}):\s")
_QUOTATION = re.compile(r"^\s*[—–«“\"-]")
_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_NEAR_WORDS = 3
_WORD_LENGTH = 24


def stems_of(text: str, language: Language) -> tuple[str, ...]:
    """``index.analyse``, kept: for long if ``text`` is no longer than a word, for a question's time
    if it is."""
    kept = _stems_of_word if len(text) <= _WORD_LENGTH else _stems_of_text
    return kept(text, language)


@lru_cache(maxsize=32768)
def _stems_of_word(text: str, language: Language) -> tuple[str, ...]:
    return tuple(analyse(text, language))


@lru_cache(maxsize=1024)
def _stems_of_text(text: str, language: Language) -> tuple[str, ...]:
    return tuple(analyse(text, language))


def words_of(text: str) -> list[str]:
    """The words of ``text`` as written, hyphened and dotted names whole."""
    return _WORD.findall(text)


def word_places(text: str) -> list[tuple[int, int]]:
    """Where ``words_of`` are, [start, end)."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=32768)
def sound_of(word: str) -> str:
    """The phonetic key of a word after a letter for its script; empty for a short word."""
    key = skeleton(word)
    return (script_of(word) + key) if key else ""


def script_of(word: str) -> str:
    """«c» for a word with a Cyrillic letter, «l» for others."""
    return "c" if _CYRILLIC.search(word) else "l"


def word_vectors(words: Sequence[str], embedder: Embedder) -> Vectors:
    """float32[n, d]: vectors of words alone, by the embedder's table of them where it has one."""
    if isinstance(embedder, WordEmbedder):
        return embedder.encode_words(words)
    return embedder.encode_passages(words)


def label_of(text: str) -> str:
    """The label of a list item: «Россия» of «Россия: …»; empty without one."""
    match = _LABEL.match(text)
    return match.group(1) if match and len(match.group(1).split()) <= 4 else ""


def is_quotation(text: str) -> bool:
    """Whether a paragraph opens as direct speech."""
    return _QUOTATION.match(text) is not None


class Reader:
    """Reads passages of one index and keeps the last ``capacity`` of them."""

    def __init__(self, index: Searchable, capacity: int = 4096) -> None:
        self._index = index
        self._capacity = capacity
        self._kept: OrderedDict[str, PassageReading] = OrderedDict()
        self._lock = Lock()

    def read(self, passages: Sequence[Passage]) -> list[PassageReading]:
        """Readings of ``passages``, in order; those not kept are read in one embedding call."""
        with self._lock:
            kept = {p.id: self._kept[p.id] for p in passages if p.id in self._kept}
        fresh = [p for p in passages if p.id not in kept or kept[p.id].passage.text != p.text]
        if fresh:
            kept |= {reading.passage.id: reading for reading in self._read(fresh)}
        with self._lock:
            for passage in passages:
                self._kept[passage.id] = kept[passage.id]
                self._kept.move_to_end(passage.id)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return [kept[p.id] for p in passages]

    def take_over(self, other: "Reader", most: int) -> None:
        """Keep what ``other``, a reader of an earlier build, has read of documents that are the
        same in this one: the last ``most`` readings."""
        with other._lock:
            last = list(other._kept.values())[-most:]
        same: dict[str, bool] = {}
        for reading in last:
            document_id = reading.passage.document_id
            if document_id not in same:
                same[document_id] = self._passages(document_id) == other._passages(document_id)
            if same[document_id]:
                with self._lock:
                    self._kept[reading.passage.id] = reading

    def _passages(self, document_id: str) -> list[Passage]:
        try:
            return list(self._index.passages(document_id))
        except UnknownDocumentError:
            return []

    def _read(self, passages: Sequence[Passage]) -> list[PassageReading]:
        siblings = {
            document_id: list(self._index.passages(document_id))
            for document_id in {p.document_id for p in passages}
        }
        drafts = []
        for passage in passages:
            introduction = introducing(passage, siblings[passage.document_id])
            headings = [
                s
                for s in siblings[passage.document_id]
                if s.kind is PassageKind.HEADING and s.text in passage.heading_path
            ]
            for language in (passage.language, *sorted(passage.translations)):
                texts = sentence_texts(passage, language)
                if texts:
                    drafts.append(
                        _Draft(
                            passage,
                            introduction,
                            language,
                            texts,
                            _context(language, headings, introduction),
                        )
                    )
        words = sorted({w for d in drafts for text in d.texts for w in words_of(text.casefold())})
        by_word = word_vectors(words, self._index.embedder)
        by_word = np.pad(by_word, ((0, 1), (0, 0)))  # the last row is that of a text without words
        rows = {word: row for row, word in enumerate(words)}
        views: dict[str, dict[Language, ReadView]] = {p.id: {} for p in passages}
        for draft, read in zip(drafts, self._sentences(drafts), strict=True):
            views[draft.passage.id][draft.language] = _view(draft, read, by_word, rows)
        intros = {draft.passage.id: draft.introduction for draft in drafts}
        return [PassageReading(p, views[p.id], intros.get(p.id)) for p in passages]

    def _sentences(self, drafts: "Sequence[_Draft]") -> list[SentencesInContext]:
        """Each draft's sentences: as the index keeps them, else each read alone, in one call."""
        kept = {d.passage.id: self._index.sentences(d.passage) for d in drafts}
        found = [kept[draft.passage.id].get(draft.language) for draft in drafts]
        missing = [d for d, read in zip(drafts, found, strict=True) if read is None]
        lines = [text for draft in missing for text in draft.texts]
        made = iter(_read_alone(lines, self._index.embedder) if lines else ())
        return [
            _joined([next(made) for _ in draft.texts]) if read is None else read
            for draft, read in zip(drafts, found, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Draft:
    passage: Passage
    introduction: tuple[Passage, int] | None
    language: Language
    texts: tuple[str, ...]
    context: frozenset[str]


def _read_alone(lines: Sequence[str], embedder: Embedder) -> list[SentencesInContext]:
    """Lines as texts of one sentence; of an embedder that knows no tokens each is one."""
    if isinstance(embedder, SentenceEmbedder):
        return embedder.encode_in_context(lines, [((0, len(line)),) for line in lines])[1]
    one = np.ones(1, dtype=np.intp)
    rows = np.split(embedder.encode_passages(lines), len(lines))
    return [SentencesInContext(row, row, one) for row in rows]


def _joined(parts: Sequence[SentencesInContext]) -> SentencesInContext:
    return SentencesInContext(
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.tokens for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def sentence_texts(passage: Passage, language: Language) -> tuple[str, ...]:
    """The sentences of a passage in ``language``; none unless every sentence is translated."""
    if language == passage.language:
        return tuple(sentence.text for sentence in passage.sentences)
    texts = [sentence.translations.get(language, "") for sentence in passage.sentences]
    return tuple(texts) if all(texts) else ()


def introducing(passage: Passage, siblings: Sequence[Passage]) -> tuple[Passage, int] | None:
    """The sentence that names who speaks in a quotation, or that opens a list.

    A quotation's speaker is the person named by its own attribution («— …, — сказала Дана
    Утеген»), else by the last sentence with a person in the paragraph before it; a list is opened
    by the last paragraph before it that ends with a colon.
    """
    before = [s for s in siblings if s.ordinal < passage.ordinal]
    if is_quotation(passage.text):
        for source in (passage, *reversed(before[-3:])):
            if source.kind in (PassageKind.FURNITURE, PassageKind.HEADING):
                continue
            for i in range(len(source.sentences) - 1, -1, -1):
                spans = find_spans(source.sentences[i].text)
                if any(span.kind is SpanKind.PERSON for span in spans):
                    return source, i
        return None
    if passage.kind is PassageKind.LIST_ITEM or label_of(passage.text):
        for source in reversed(before[-40:]):
            if source.kind is PassageKind.HEADING:
                return None
            if source.text.rstrip().endswith(":") and source.sentences:
                return source, len(source.sentences) - 1
            if source.kind is PassageKind.PARAGRAPH and not label_of(source.text):
                return None
    return None


def _context(
    language: Language, headings: Sequence[Passage], introduction: tuple[Passage, int] | None
) -> frozenset[str]:
    texts = [h.text if language == h.language else h.translations.get(language, "")
             for h in headings]  # fmt: skip
    if introduction is not None:
        source, i = introduction
        sentences = sentence_texts(source, language)
        texts.append(sentences[i] if sentences else "")
    return frozenset(stem for text in texts if text for stem in stems_of(text, language))


def _view(
    draft: _Draft, read: SentencesInContext, by_word: Vectors, rows: Mapping[str, int]
) -> ReadView:
    language = draft.language
    where: dict[str, set[int]] = {}
    pairs: dict[tuple[str, str], set[int]] = {}
    sounds: dict[str, set[int]] = {}
    sentences: list[ReadSentence] = []
    word_rows: list[int] = []
    word_starts: list[int] = []
    for i, text in enumerate(draft.texts):
        stems = stems_of(text, language)
        for stem in stems:
            where.setdefault(stem, set()).add(i)
        for pair in pairwise(stems):
            pairs.setdefault(pair, set()).add(i)
        for word in words_of(text.casefold()):
            if key := sound_of(word):
                sounds.setdefault(key, set()).add(i)
        spans = find_spans(text)
        near = tuple(
            frozenset(stems_of(" ".join(words_of(text[span.end :])[:_NEAR_WORDS]), language))
            for span in spans
        )
        sentences.append(ReadSentence(text, stems, spans, near))
        word_starts.append(len(word_rows))
        word_rows.extend(dict.fromkeys(rows[w] for w in words_of(text.casefold())))
        if len(word_rows) == word_starts[-1]:
            word_rows.append(-1)
    label = label_of(draft.texts[0])
    meanings, word_meanings, stem_starts = _meanings([s.stems for s in sentences], language)
    return ReadView(
        language,
        tuple(sentences),
        {stem: tuple(sorted(found)) for stem, found in where.items()},
        {pair: tuple(sorted(found)) for pair, found in pairs.items()},
        {key: tuple(sorted(found)) for key, found in sounds.items()},
        draft.context,
        frozenset(stems_of(label, language)) if label else frozenset(),
        np.ascontiguousarray(read.vectors, dtype=np.float32),
        np.ascontiguousarray(read.tokens, dtype=np.float32),
        _starts(read.counts),
        np.ascontiguousarray(by_word[word_rows], dtype=np.float32),
        tuple(word_starts),
        meanings,
        word_meanings,
        stem_starts,
    )


def _meanings(
    sentences: Sequence[Sequence[str]], language: Language
) -> tuple[Vectors, Vectors, tuple[int, ...]]:
    """Unit vectors of sentences and of their stems, and where each sentence's stems start; a
    sentence without stems has one zero row."""
    table = bundled_meanings()
    rows = [table.of(stems or ("",), language) for stems in sentences]
    whole = np.stack([row.sum(axis=0) for row in rows])
    return unit(whole), unit(np.concatenate(rows)), _starts([len(row) for row in rows])


def _starts(counts: Sequence[int] | NDArray[np.intp]) -> tuple[int, ...]:
    """Where each of parts of so many rows starts, put together."""
    return tuple((np.cumsum(counts) - counts).tolist())
