"""DOCX to structured plain text, with python-docx; text boxes and notes are left out."""

import re
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.oxml.table import CT_Tbl
from docx.text.paragraph import Paragraph

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.limits import Limits

_BODY = "word/document.xml"
_MAX_FILES = 10_000
_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*([1-6])", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

_BLOCKS = (
    ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
    " | .//w:tbl[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
)
"""Paragraphs and tables in order, those in content controls too."""
_TEXT = ".//*[self::w:t or self::w:tab or self::w:br][not(ancestor::w:txbxContent)]"
"""Text as it reads with all changes accepted: deleted text has another tag."""


def read_docx(data: bytes, limits: Limits) -> Content:
    """The text of a DOCX, one block for each heading, paragraph, list item and table row.

    Raises UnreadableSourceError if it is no DOCX, would unpack to more than
    ``limits.max_unpacked_bytes``, or holds no text; on a damaged one, whatever python-docx does.
    """
    _check_archive(data, limits)
    document = docx.Document(BytesIO(data))
    blocks: list[str] = []
    for element in document.element.body.xpath(_BLOCKS):
        if isinstance(element, CT_Tbl):
            blocks.extend(_rows(element))
        else:
            blocks.extend(_paragraph(Paragraph(element, document)))
    if not blocks:
        raise UnreadableSourceError("holds no text")
    return Content("\n\n".join(blocks), _clean(document.core_properties.title) or None)


def _check_archive(data: bytes, limits: Limits) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            files = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableSourceError("is a damaged archive, not a DOCX") from error
    # zipfile never unpacks more of a file than the size it declares, so the sum is a true bound.
    unpacked = sum(file.file_size for file in files)
    if unpacked > limits.max_unpacked_bytes or len(files) > _MAX_FILES:
        raise UnreadableSourceError(
            f"unpacks to {unpacked} bytes in {len(files)} files, expected at most "
            f"{limits.max_unpacked_bytes} in {_MAX_FILES}"
        )
    if _BODY not in {file.filename for file in files}:
        raise UnreadableSourceError("is a ZIP archive, but not a DOCX")


def _paragraph(paragraph: Paragraph) -> list[str]:
    element = paragraph._p
    text = _text(element)
    if not text:
        return []
    style = (paragraph.style.name if paragraph.style else None) or ""
    heading = _HEADING.match(style)
    if heading:
        return [f"{'#' * int(heading[1])} {text}"]
    if style == "Title":
        return [f"# {text}"]
    is_item = style.startswith("List") or element.xpath("./w:pPr/w:numPr")
    return [f"- {text}" if is_item else text]


def _rows(table: CT_Tbl) -> list[str]:
    rows = ([_text(cell) for cell in row.xpath("./w:tc")] for row in table.xpath("./w:tr"))
    return [f"| {' | '.join(cells)} |" for cells in rows if any(cells)]


def _text(element: Any) -> str:
    """The text of a paragraph, or of the paragraphs of a table cell, on one line."""
    paragraphs = element.xpath("descendant-or-self::w:p")
    return _clean(
        " ".join(
            "".join(part.text or " " for part in paragraph.xpath(_TEXT)) for paragraph in paragraphs
        )
    )


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
