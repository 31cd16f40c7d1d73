"""What introduces a passage: who speaks, what opens a list, what a row of a table is a row of."""

import re
from collections.abc import Sequence

from assistant.spans import SpanKind, find_spans
from corpus import Language, Passage, PassageKind, is_table_row

_INITIAL = r"\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_LABEL = re.compile(rf"^\W{{0,3}}([^\W\d_](?:[^:.!?]|(?<={_INITIAL})\.){{1,38}}):\s")
_INITIALS = re.compile(rf"{_INITIAL}\.")
_QUOTATION = re.compile(r"^\s*[—–«“\"-]")


def label_of(text: str) -> str:
    """The label of a list item: «Россия» of «Россия: …»; empty without one."""
    match = _LABEL.match(text)
    return match.group(1) if match and len(match.group(1).split()) <= 4 else ""


def is_quotation(text: str) -> bool:
    """Whether a paragraph opens as direct speech."""
    return _QUOTATION.match(text) is not None


def sentence_texts(passage: Passage, language: Language) -> tuple[str, ...]:
    """The sentences of a passage in ``language``; none unless every sentence is translated."""
    if language == passage.language:
        return tuple(sentence.text for sentence in passage.sentences)
    texts = [sentence.translations.get(language, "") for sentence in passage.sentences]
    return tuple(texts) if all(texts) else ()


def names_speaker(text: str) -> bool:
    """Whether the label of ``text`` is a person's name with initials: «Ли В.А.: …». A name without
    them may be anything's («Южная Корея: …»)."""
    return _INITIALS.search(label_of(text)) is not None


def introducing(passage: Passage, siblings: Sequence[Passage]) -> tuple[Passage, int] | None:
    """The sentence that names who speaks, that opens a list, or that heads a table.

    A quotation's speaker is the person named by its own attribution («— …, — сказала Дана
    Утеген»), else by the last sentence with a person in the paragraph before it; a passage that a
    person's name labels («Ли В.А.: …») introduces itself; a row is introduced by the header row of
    its table; a list is opened by the last paragraph before it that ends with a colon.
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
    if names_speaker(passage.text):
        return passage, 0
    if is_table_row(passage.text):
        header = _header(before)
        if header is not None:
            return header, 0
    if passage.kind is PassageKind.LIST_ITEM or label_of(passage.text):
        for source in reversed(before[-40:]):
            if source.kind is PassageKind.HEADING:
                return None
            if source.text.rstrip().endswith(":") and source.sentences:
                return source, len(source.sentences) - 1
            if source.kind is PassageKind.PARAGRAPH and not label_of(source.text):
                return None
    return None


def _header(before: Sequence[Passage]) -> Passage | None:
    """The header row of the table whose rows ``before`` ends with."""
    for source in reversed(before):
        if source.kind is PassageKind.HEADING and is_table_row(source.text):
            return source
        if source.kind is not PassageKind.FURNITURE and not is_table_row(source.text):
            return None
    return None
