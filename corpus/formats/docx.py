"""DOCX to structured plain text, with python-docx; text boxes and notes are left out.

Superscripts are read as ``corpus.formats.superscript`` says.
"""

import re
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.text.paragraph import Paragraph

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.limits import Limits
from corpus.formats.superscript import superscript

_BODY = "word/document.xml"
_MAX_FILES = 10_000
_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*([1-6])", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

_BLOCKS = (
    ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
    " | .//w:tbl[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
)
"""Paragraphs and tables in order, those in content controls too."""
_ROWS = ".//w:tr[count(ancestor::w:tbl) = 1]"
_CELLS = ".//w:tc[not(ancestor::w:tc)]"
"""Rows and cells of a table that is in no other one, those in content controls too."""
_TEXT = (
    ".//*[self::w:t or self::w:noBreakHyphen"
    " or self::w:tab or self::w:ptab or self::w:br or self::w:cr]"
    "[not(ancestor::w:txbxContent or ancestor::w:del or ancestor::w:moveFrom)]"
)
"""Text as it reads with all changes accepted."""
_HYPHEN = qn("w:noBreakHyphen")
_RAISED = "w:rPr/w:vertAlign/@w:val = 'superscript'"


def read_docx(data: bytes, limits: Limits) -> Content:
    """The text of a DOCX, one block for each heading, paragraph, list item and table row.

    Raises UnreadableSourceError if it is no DOCX, would unpack to more than
    ``limits.max_unpacked_bytes``, or holds no text; on a damaged one, whatever python-docx does.
    """
    _check_archive(data, limits)
    document = docx.Document(BytesIO(data))
    _mark_superscripts(document)
    blocks: list[str] = []
    for element in document.element.body.xpath(_BLOCKS):
        if isinstance(element, CT_Tbl):
            blocks.extend(_rows(element))
        else:
            blocks.extend(_paragraph(Paragraph(element, document)))
    if not blocks:
        raise UnreadableSourceError("holds no text")
    return Content("\n\n".join(blocks), _title(document))


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


def _title(document: Document) -> str | None:
    links = document.part.package.rels.values()
    if all(link.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for link in links):
        return None  # python-docx would make properties up, with a title
    return _clean(document.core_properties.title) or None


def _mark_superscripts(document: Document) -> None:
    styles = set(document.styles.element.xpath(f"./w:style[{_RAISED}]/@w:styleId"))
    for run in document.element.body.xpath(".//w:r[w:rPr/w:vertAlign or w:rPr/w:rStyle]"):
        if not _is_raised(run, styles):
            continue
        is_reference = _is_reference(run)
        for part in run.xpath("./w:t | ./w:noBreakHyphen"):
            part.text = superscript(_read(part), is_reference=is_reference)
            if not part.text:
                run.remove(part)


def _is_raised(run: Any, styles: set[str]) -> bool:
    """Whether a run is a superscript by itself or, if it says nothing of it, by its style."""
    if run.xpath("./w:rPr/w:vertAlign"):
        return bool(run.xpath(_RAISED))
    return not styles.isdisjoint(run.xpath("./w:rPr/w:rStyle/@w:val"))


def _is_reference(run: Any) -> bool:
    """Whether a run is the mark of a note or all that a link holds."""
    if run.xpath("./w:footnoteReference | ./w:endnoteReference"):
        return True
    links = run.xpath("ancestor::w:hyperlink[1]")
    return bool(links) and _text(links[0]) == _text(run)


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
    rows = ([_text(cell) for cell in row.xpath(_CELLS)] for row in table.xpath(_ROWS))
    return [f"| {' | '.join(cells)} |" for cells in rows if any(cells)]


def _text(element: Any) -> str:
    """The text of a part of a paragraph, or of the paragraphs of a table cell, on one line."""
    paragraphs = element.xpath("descendant-or-self::w:p") or [element]
    return _clean(" ".join("".join(map(_read, each.xpath(_TEXT))) for each in paragraphs))


def _read(part: Any) -> str:
    # A plain hyphen, as python-docx has it too: a range with U+2011 is not read as one.
    return part.text or ("-" if part.tag == _HYPHEN else " ")


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
