"""Splitting: a document into passages, the units that are indexed and cited.

Structure comes first: each unit of the text (see ``corpus.structure``) is a passage. A unit longer
than ``max_chars`` is packed into several passages by langchain-text-splitters, cut at sentence
ends where it can be. Where a cut falls is its choice; which offsets that makes is computed here.
"""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import groupby

from corpus.detection import detect_language
from corpus.document import Document
from corpus.heading import TABLE_LEVEL, heading_title, is_table_row, part_level
from corpus.language import Language
from corpus.passage import Passage, PassageKind, Sentence
from corpus.sentence import sentences_within
from corpus.span import Span, trimmed
from corpus.structure import units
from corpus.unit import Unit

_RULES_VERSION = 5
"""Raise it when the same text would be split otherwise: an index made before is then rebuilt."""

_MIN_MAX_CHARS = 100
_TELLING_WORDS = 8
"""Words from which on the language of a paragraph is told by itself: of the 7,481 of the articles
that train the answer models none of more than four is taken for one of another language."""
_LONGEST_CLUSTER = 32


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """How documents are split.

    ``max_chars`` is the length, in code points, over which a paragraph becomes several passages
    (a passage may exceed it by a few combining marks, which are not torn from their letter). The
    default keeps every paragraph of the shipped article whole: the longest has 584.

    Raises ValueError for a ``max_chars`` below 100.
    """

    max_chars: int = 900

    def __post_init__(self) -> None:
        if self.max_chars < _MIN_MAX_CHARS:
            raise ValueError(f"max_chars: got {self.max_chars}, expected at least {_MIN_MAX_CHARS}")

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that change with any setting and with the rules themselves."""
        content = json.dumps({"rules": _RULES_VERSION} | asdict(self), sort_keys=True)
        return sha256(content.encode()).hexdigest()[:16]


_DEFAULT_SETTINGS = SplitSettings()


def passages(document: Document, settings: SplitSettings = _DEFAULT_SETTINGS) -> list[Passage]:
    """The passages of ``document``, in order, apart, covering all of its text but white space.

    A passage's id is ``<document id>:<start>-<end>:<first 8 digits of the text's SHA-256>``: the
    same document text and settings always give the same ids, and an id never stands for two texts.

    Translations: where a translation has as many sentences as the paragraph, each sentence carries
    its own and the passage carries those of its sentences; otherwise the passage alone carries the
    whole translated paragraph.
    """
    text = document.text
    found: list[Passage] = []
    headings: list[tuple[int, str]] = []
    for paragraph, group in groupby(units(text), key=lambda unit: unit.paragraph):
        parts = [
            (unit, sentences_within(text, Span(unit.start, unit.end), document.language))
            for unit in group
        ]
        aligned = _Alignment(document, paragraph, sum(len(spans) for _, spans in parts))
        first = 0
        for unit, spans in parts:
            while headings and _ends(headings[-1][0], unit, text):
                headings.pop()
            language = _language(document, unit)
            path = tuple(title for _, title in headings)
            for span, numbers in _cut(text, unit, spans, settings.max_chars):
                found.append(
                    Passage(
                        id=_passage_id(document, span),
                        document_id=document.id,
                        ordinal=len(found),
                        start=span.start,
                        end=span.end,
                        text=text[span.start : span.end],
                        language=language,
                        kind=unit.kind,
                        heading_path=path,
                        sentences=tuple(
                            _sentence(text, spans[number], span, aligned.sentence(first + number))
                            for number in numbers
                        ),
                        translations=aligned.passage(first + numbers.start, first + numbers.stop),
                    )
                )
            if unit.kind is PassageKind.HEADING:
                headings.append((unit.level, heading_title(text[unit.start : unit.end])))
            first += len(spans)
    return found


def _language(document: Document, unit: Unit) -> Language:
    """What ``unit`` is written in, where it may be another language than its document's."""
    own = document.language
    text = document.text[unit.start : unit.end]
    if document.translations or unit.kind not in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
        return own
    return detect_language(text, own) if len(text.split()) >= _TELLING_WORDS else own


def _ends(level: int, unit: Unit, text: str) -> bool:
    """Whether ``unit`` ends what a heading of ``level`` heads: so do a heading as high, the next
    article where it has no title («Статья 3. Жалоба подаётся …»), and the end of its table."""
    if unit.kind is PassageKind.HEADING:
        return level >= unit.level
    if unit.kind is PassageKind.FURNITURE:
        return False
    line = text[unit.start : unit.end]
    if level >= TABLE_LEVEL:
        return not is_table_row(line)
    return 0 < part_level(line) <= level


class _Alignment:
    """The translations of one paragraph, by the numbers of its sentences."""

    def __init__(self, document: Document, paragraph: int, sentence_count: int) -> None:
        self._lines: dict[Language, tuple[str, ...]] = {
            translation.language: translation.paragraphs[paragraph]
            for translation in document.translations
        }
        self._aligned = {
            language for language, lines in self._lines.items() if len(lines) == sentence_count
        }

    def sentence(self, number: int) -> dict[Language, str]:
        return {language: self._lines[language][number] for language in self._aligned}

    def passage(self, start: int, stop: int) -> dict[Language, str]:
        return {
            language: " ".join(lines[start:stop] if language in self._aligned else lines)
            for language, lines in self._lines.items()
        }


def _passage_id(document: Document, span: Span) -> str:
    digest = sha256(document.text[span.start : span.end].encode()).hexdigest()
    return f"{document.id}:{span.start}-{span.end}:{digest[:8]}"


def _sentence(
    text: str, sentence: Span, passage: Span, translations: dict[Language, str]
) -> Sentence:
    """The part of a sentence that is in a passage: all of it, but for an over-long sentence."""
    start, end = trimmed(text, max(sentence.start, passage.start), min(sentence.end, passage.end))
    return Sentence(start=start, end=end, text=text[start:end], translations=translations)


def _cut(text: str, unit: Unit, spans: list[Span], max_chars: int) -> Iterator[tuple[Span, range]]:
    """The spans of a unit's passages, each with the numbers of the sentences it holds."""
    if unit.end - unit.start <= max_chars:
        yield Span(unit.start, unit.end), range(len(spans))
        return
    number = 0
    for span in _pack(text, unit, spans, max_chars):
        while spans[number].end <= span.start:
            number += 1
        stop = number + 1
        while stop < len(spans) and spans[stop].start < span.end:
            stop += 1
        yield span, range(number, stop)


def _pack(text: str, unit: Unit, spans: list[Span], max_chars: int) -> Iterator[Span]:
    # Imported where it is needed: it takes half a second, and most texts never need it.
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    # Each sentence but the last is followed by white space; the one character that no document
    # holds takes the place of its first one, so that sentence ends are separators and no offset
    # moves.
    mark = "\0"
    ends = [span.end for span in spans]
    marked = mark.join(
        text[start:end]
        for start, end in zip([unit.start, *(end + 1 for end in ends[:-1])], ends, strict=True)
    )
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=max_chars,
        chunk_overlap=0,
        separators=[mark, r"[;:—]\s", r",\s", r"\s", ""],
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
    )
    start = cut = unit.start
    for piece in splitter.split_text(marked):
        cut += len(piece)
        end = _whole_cluster(text, cut, unit.end)
        span = trimmed(text, start, end)
        if span.start < span.end:
            yield span
            start = end


def _whole_cluster(text: str, cut: int, end: int) -> int:
    """``cut``, moved right past what belongs to the character before it."""
    for position in range(cut, min(cut + _LONGEST_CLUSTER, end)):
        joined = text[position - 1] == "\u200d" or text[position] == "\u200d"
        if not joined and not unicodedata.category(text[position]).startswith("M"):
            return position
    return min(cut + _LONGEST_CLUSTER, end) if cut < end else end
