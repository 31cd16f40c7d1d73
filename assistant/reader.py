"""Reading the passages of an index; what was read is kept."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.countries import countries_in
from assistant.introduction import introducing, label_of, sentence_texts
from assistant.reading import PassageReading, ReadSentence, ReadView, Searchable
from assistant.spans import find_spans
from assistant.words import sound_of, stems_of, word_vectors, words_of
from corpus import Language, Passage, PassageKind
from index import (
    Embedder,
    SentenceEmbedder,
    SentencesInContext,
    UnknownDocumentError,
    Vectors,
    bundled_meanings,
    unit,
)

_NEAR_WORDS = 3


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
        frozenset(countries_in(label, language)),
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
