"""Documents: a source text with its metadata and its aligned translations.

Every offset in this project counts Unicode code points of ``Document.text``, which is
NFC-normalised once, at loading.
"""

import datetime
from dataclasses import dataclass, field

from corpus.language import Language


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
