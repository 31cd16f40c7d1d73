"""Documents: a source text with its metadata and its aligned translations.

Every offset in this project counts Unicode code points of ``Document.text``, which is
NFC-normalised once, at loading.
"""

import datetime
from dataclasses import dataclass, field
from hashlib import sha256

from corpus.detection import detect_language
from corpus.errors import MetadataError
from corpus.language import Language
from corpus.metadata import Metadata, parse_metadata
from corpus.paragraph import paragraphs
from corpus.text import normalise


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation of a document, aligned paragraph by paragraph with it.

    ``paragraphs[i]`` holds the sentences of the document's i-th paragraph (as
    ``corpus.paragraphs(document.text)`` counts them) in this language, in order. Where it has as
    many sentences as the original paragraph, sentence j translates sentence j; otherwise only the
    paragraphs correspond.
    """

    language: Language
    title: str
    official: bool
    note: str
    paragraphs: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A source text and what is known about it. ``sha256`` is of ``text`` in UTF-8."""

    id: str
    title: str
    language: Language
    text: str
    sha256: str
    date: datetime.date | None = None
    url: str | None = None
    publisher: str | None = None
    translations: tuple[Translation, ...] = field(default=())


def document_from_text(
    text: str,
    *,
    id: str,  # noqa: A002
    title: str,
    language: Language | None = None,
    date: datetime.date | None = None,
    url: str | None = None,
    publisher: str | None = None,
    translations: tuple[Translation, ...] = (),
) -> Document:
    """A document of ``text``, normalised (see ``corpus.text``) and hashed.

    Without a ``language``, it is detected. Raises UnreadableSourceError if the text is empty or
    holds what no text does, MetadataError if a value has the wrong form (see
    ``corpus.metadata.Metadata``) or a translation has not one block for each paragraph.
    """
    metadata = parse_metadata(
        {
            "id": id,
            "title": title,
            "language": language,
            "date": date,
            "url": url,
            "publisher": publisher,
        },
        Metadata,
        id,
    )
    text = normalise(text, id)
    expected = len(paragraphs(text))
    for translation in translations:
        if len(translation.paragraphs) != expected:
            raise MetadataError(
                f"{id}: the {translation.language} translation has "
                f"{len(translation.paragraphs)} blocks, expected {expected}"
            )
    return Document(
        id=id,
        title=title,
        language=metadata.language or detect_language(text),
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        date=metadata.date,
        url=url,
        publisher=publisher,
        translations=tuple(translations),
    )
