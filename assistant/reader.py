"""Reading the passages of an index; what was read is kept."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.above import Tokens, above, lead, read_alone
from assistant.countries import countries_in
from assistant.introduction import introducing, label_of, sentence_texts
from assistant.listing import opened_by
from assistant.reading import PassageReading, ReadSentence, ReadView, Searchable
from assistant.rowkey import key_of
from assistant.spans import find_spans
from assistant.words import sound_of, stems_of, word_vectors, words_of
from corpus import Language, Passage, PassageKind, heading_title, telling_title
from index import (
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
        self._tokens = Tokens(index.embedder)

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
                same[document_id] = self._known(document_id) == other._known(document_id)
            if same[document_id]:
                with self._lock:
                    self._kept[reading.passage.id] = reading

    def _known(self, document_id: str) -> tuple[list[Passage], Mapping[Language, str]]:
        try:
            return list(self._index.passages(document_id)), self._titles(document_id)
        except UnknownDocumentError:
            return [], {}

    @cached_property
    def _has_several(self) -> bool:
        return len(self._index.documents()) > 1

    def _titles(self, document_id: str) -> Mapping[Language, str]:
        """The document's title, and its translations; none where there is no other document: what
        all passages have in common tells nothing of any of them."""
        if not self._has_several:
            return {}
        document = self._index.document(document_id)
        titles = {translation.language: translation.title for translation in document.translations}
        titles[document.language] = document.title
        told = {language: telling_title(title, document_id) for language, title in titles.items()}
        return {language: title for language, title in told.items() if title}

    def _read(self, passages: Sequence[Passage]) -> list[PassageReading]:
        siblings = {
            document_id: list(self._index.passages(document_id))
            for document_id in {p.document_id for p in passages}
        }
        titles = {document_id: self._titles(document_id) for document_id in siblings}
        drafts = []
        for passage in passages:
            introduction = introducing(passage, siblings[passage.document_id])
            headings = [
                s
                for s in siblings[passage.document_id]
                if s.kind is PassageKind.HEADING and heading_title(s.text) in passage.heading_path
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
                            lead(passage, headings, language),
                            above(
                                passage,
                                language,
                                headings,
                                introduction,
                                titles[passage.document_id].get(language, ""),
                            ),
                        )
                    )
        tokens = self._tokens.of(text for draft in drafts for text in draft.above)
        words = sorted({w for d in drafts for text in d.read for w in words_of(text.casefold())})
        by_word = word_vectors(words, self._index.embedder)
        by_word = np.pad(by_word, ((0, 1), (0, 0)))  # the last row is that of a text without words
        rows = {word: row for row, word in enumerate(words)}
        views: dict[str, dict[Language, ReadView]] = {p.id: {} for p in passages}
        for draft, read in zip(drafts, self._sentences(drafts), strict=True):
            views[draft.passage.id][draft.language] = _view(
                draft, read, by_word, rows, tuple(tokens[text] for text in draft.above)
            )
        intros = {draft.passage.id: draft.introduction for draft in drafts}
        return [
            PassageReading(
                p,
                views[p.id],
                intros.get(p.id),
                titles[p.document_id].get(p.language, ""),
                opened_by(p, siblings[p.document_id]),
            )
            for p in passages
        ]

    def _sentences(self, drafts: "Sequence[_Draft]") -> list[SentencesInContext]:
        """Each draft's sentences: as the index keeps them, else each read alone, in one call."""
        kept = {d.passage.id: self._index.sentences(d.passage) for d in drafts}
        found = [kept[draft.passage.id].get(draft.language) for draft in drafts]
        missing = [d for d, read in zip(drafts, found, strict=True) if read is None]
        lines = [text for draft in missing for text in draft.read]
        made = iter(read_alone(lines, self._index.embedder))
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
    lead: str
    above: tuple[str, ...]

    @property
    def read(self) -> tuple[str, ...]:
        """The sentences, the first with the heading that leads it."""
        if not self.lead:
            return self.texts
        return f"{self.lead} {self.texts[0]}", *self.texts[1:]


def _joined(parts: Sequence[SentencesInContext]) -> SentencesInContext:
    return SentencesInContext(
        np.concatenate([part.vectors for part in parts]),
        np.concatenate([part.tokens for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def _view(
    draft: _Draft,
    read: SentencesInContext,
    by_word: Vectors,
    rows: Mapping[str, int],
    tokens: tuple[Vectors, ...],
) -> ReadView:
    language = draft.language
    where: dict[str, set[int]] = {}
    pairs: dict[tuple[str, str], set[int]] = {}
    sounds: dict[str, set[int]] = {}
    sentences: list[ReadSentence] = []
    word_rows: list[int] = []
    word_starts: list[int] = []
    for i, (text, whole) in enumerate(zip(draft.texts, draft.read, strict=True)):
        stems = stems_of(whole, language)
        for stem in stems:
            where.setdefault(stem, set()).add(i)
        for pair in pairwise(stems):
            pairs.setdefault(pair, set()).add(i)
        for word in words_of(whole.casefold()):
            if key := sound_of(word):
                sounds.setdefault(key, set()).add(i)
        spans = find_spans(text)
        near = tuple(
            frozenset(stems_of(" ".join(words_of(text[span.end :])[:_NEAR_WORDS]), language))
            for span in spans
        )
        own = dict.fromkeys(rows[w] for w in words_of(whole.casefold()))
        sentences.append(ReadSentence(text, stems, spans, near, _key(text, language, rows, own)))
        word_starts.append(len(word_rows))
        word_rows.extend(own)
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
        frozenset(stem for above in draft.above for stem in stems_of(above, language)),
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
        tokens,
    )


def _key(
    text: str, language: Language, rows: Mapping[str, int], own: Mapping[int, None]
) -> tuple[int, ...]:
    """The places among ``own``, the rows of a sentence's words, of those of its key that mean
    something."""
    said = [word for word in words_of(key_of(text).casefold()) if stems_of(word, language)]
    keys = {rows[word] for word in said}
    return tuple(place for place, row in enumerate(own) if row in keys)


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
