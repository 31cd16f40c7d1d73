"""Documents and passages as JSON text, and back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus import Document, Language, Passage, PassageKind, Sentence, Translation


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text. ``characters`` is the length of the text in code points."""

    id: str
    title: str
    language: Language
    date: date | None
    url: str | None
    publisher: str | None
    sha256: str
    characters: int
    passages: int


def dump_document(document: Document) -> str:
    """Everything about a document but its id and its text."""
    return _dump(
        {
            "title": document.title,
            "language": document.language,
            "sha256": document.sha256,
            "date": document.date.isoformat() if document.date else None,
            "url": document.url,
            "publisher": document.publisher,
            "translations": [
                {
                    "language": translation.language,
                    "title": translation.title,
                    "official": translation.official,
                    "note": translation.note,
                    "paragraphs": translation.paragraphs,
                }
                for translation in document.translations
            ],
        }
    )


def load_document(identifier: str, record: str, text: str) -> Document:
    """The document that ``dump_document`` wrote."""
    fields = json.loads(record)
    return Document(
        id=identifier,
        title=fields["title"],
        language=Language(fields["language"]),
        text=text,
        sha256=fields["sha256"],
        date=_date(fields["date"]),
        url=fields["url"],
        publisher=fields["publisher"],
        translations=tuple(
            Translation(
                language=Language(translation["language"]),
                title=translation["title"],
                official=translation["official"],
                note=translation["note"],
                paragraphs=tuple(tuple(sentences) for sentences in translation["paragraphs"]),
            )
            for translation in fields["translations"]
        ),
    )


def load_summary(identifier: str, record: str, characters: int, passages: int) -> DocumentSummary:
    """The summary of a document that ``dump_document`` wrote."""
    fields = json.loads(record)
    return DocumentSummary(
        id=identifier,
        title=fields["title"],
        language=Language(fields["language"]),
        date=_date(fields["date"]),
        url=fields["url"],
        publisher=fields["publisher"],
        sha256=fields["sha256"],
        characters=characters,
        passages=passages,
    )


def dump_passage(passage: Passage) -> str:
    """What is not in a column of its own: headings, sentences (by span) and translations."""
    return _dump(
        {
            "heading_path": passage.heading_path,
            "sentences": [
                [sentence.start, sentence.end, dict(sentence.translations)]
                for sentence in passage.sentences
            ],
            "translations": dict(passage.translations),
        }
    )


def load_passage(
    identifier: str,
    document_id: str,
    ordinal: int,
    start: int,
    end: int,
    language: str,
    kind: str,
    text: str,
    record: str,
) -> Passage:
    """The passage of these columns and the record that ``dump_passage`` wrote."""
    fields = json.loads(record)
    return Passage(
        id=identifier,
        document_id=document_id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=text,
        language=Language(language),
        kind=PassageKind(kind),
        heading_path=tuple(fields["heading_path"]),
        sentences=tuple(
            Sentence(first, last, text[first - start : last - start], _translations(by_language))
            for first, last, by_language in fields["sentences"]
        ),
        translations=_translations(fields["translations"]),
    )


def fingerprint(document: Document) -> str:
    """Hexadecimal SHA-256 of a document, its metadata and its translations."""
    whole = _dump([document.id, document.text, dump_document(document)])
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


def sources_digest_of(fingerprints: Mapping[str, str]) -> str:
    """Hexadecimal SHA-256 of a set of documents, given the fingerprint of each by its id."""
    lines = (f"{identifier}\0{digest}\n" for identifier, digest in sorted(fingerprints.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _translations(by_language: Mapping[str, str]) -> dict[Language, str]:
    return {Language(language): text for language, text in by_language.items()}
