"""Format: what a file is, by its name and by its first bytes, which must agree."""

from enum import StrEnum
from pathlib import PurePath

from corpus.errors import UnreadableSourceError


class Format(StrEnum):
    """A format that sources are read from."""

    TEXT = "text"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"


SUFFIXES = {
    ".md": Format.TEXT,
    ".txt": Format.TEXT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
}
"""Endings of file names, in lower case, and the format that each stands for."""

_PDF_HEADER = b"%PDF-"
_PDF_HEADER_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def identify(data: bytes, name: str) -> Format:
    """The format of ``data``, the content of a file called ``name``.

    Raises UnreadableSourceError if the name's ending stands for no format or for another one than
    the content: a PDF must say so in its first kilobyte, a DOCX be a ZIP archive, and a text or an
    HTML page be neither of them.
    """
    suffix = PurePath(name).suffix.lower()
    named = SUFFIXES.get(suffix)
    if named is None:
        raise UnreadableSourceError(f"{name}: unknown file type, expected {', '.join(SUFFIXES)}")
    if data.startswith(_OLE):
        raise UnreadableSourceError(
            f"{name} is an encrypted or old Office file; expected one without a password, as .docx"
        )
    if _PDF_HEADER in data[:_PDF_HEADER_WITHIN]:
        found = Format.PDF
    elif data.startswith(_ZIP):
        found = Format.DOCX
    else:
        found = named if named in (Format.TEXT, Format.HTML) else Format.TEXT
    if data and found is not named:
        raise UnreadableSourceError(f"{name}: the content is not {named}")
    return named
