"""Readings: what features need of a passage, worked out once (``assistant.reader``).

A passage is read in each of its views (its own language and its translations). Nothing here
depends on a question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.spans import TypedSpan
from corpus import Document, Language, Passage
from index import DocumentSummary, Embedder, Hit, SentencesInContext, Vectors


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
    """A sentence in one view; ``near[i]`` are the stems just after ``spans[i]``; ``stems`` are
    also those of the heading that leads it, if it is the first (``corpus.leads``); ``key`` are the
    places of its key (``assistant.rowkey``) among its different words."""

    text: str
    stems: tuple[str, ...]
    spans: tuple[TypedSpan, ...]
    near: tuple[frozenset[str], ...]
    key: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadView:
    """A passage in one language.

    ``where`` and ``pairs`` lead from a stem, or two neighbouring ones, to the sentences that hold
    it, ``sounds`` from a word's phonetic key with its script; ``context`` holds the stems of the
    document's title, of the headings and of the sentence that introduces the passage; ``label``
    those of «Россия» in «Россия: …», ``label_countries`` the ISO 3166 codes of the countries it
    names. ``vectors`` has a unit row a sentence; ``tokens`` those of its tokens, sentence by
    sentence, from ``token_starts``. ``word_vectors`` has a row a word, sentence by sentence, from
    ``word_starts``; ``meanings`` a unit row a sentence and ``word_meanings`` one a stem, from
    ``stem_starts`` (``index.MeaningTable``). ``above`` has the tokens of each text of the context.
    """

    language: Language
    sentences: tuple[ReadSentence, ...]
    where: Mapping[str, tuple[int, ...]]
    pairs: Mapping[tuple[str, str], tuple[int, ...]]
    sounds: Mapping[str, tuple[int, ...]]
    context: frozenset[str]
    label: frozenset[str]
    label_countries: frozenset[str]
    vectors: Vectors
    tokens: Vectors
    token_starts: tuple[int, ...]
    word_vectors: Vectors
    word_starts: tuple[int, ...]
    meanings: Vectors
    word_meanings: Vectors
    stem_starts: tuple[int, ...]
    above: tuple[Vectors, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A passage in all its views; ``introduction`` is the passage and the number of the sentence
    that names the speaker, opens a list or heads a table; ``title`` that of the document, where it
    tells it from others; ``opened`` the passages that its last sentence opens by a colon."""

    passage: Passage
    views: Mapping[Language, ReadView]
    introduction: tuple[Passage, int] | None
    title: str = ""
    opened: tuple[Passage, ...] = ()

    def texts(self) -> Iterator[tuple[Language, str]]:
        """The passage in each of its languages, then what stands above it."""
        for view in self.views.values():
            for sentence in view.sentences:
                yield view.language, sentence.text
        if self.title:
            yield self.passage.language, self.title
        for heading in self.passage.heading_path:
            yield self.passage.language, heading
        if self.introduction is not None:
            source, i = self.introduction
            yield source.language, source.sentences[i].text
