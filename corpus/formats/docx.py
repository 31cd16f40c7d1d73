"""DOCX to structured plain text, with python-docx; text boxes and notes are left out.

Text that is struck out, hidden, deleted or moved elsewhere is left out. Superscripts are read as
``corpus.formats.superscript`` says.
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

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.grid import line_of, rule_of
from corpus.formats.limits import Limits
from corpus.formats.runs import clean, mark_runs, text_of

_BODY = "word/document.xml"
_MAX_FILES = 10_000
_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*([1-6])", re.IGNORECASE)

_BLOCKS = (
    ".//w:p[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
    " | .//w:tbl[not(ancestor::w:tbl or ancestor::w:txbxContent)]"
)
"""Paragraphs and tables in order, those in content controls too."""
_ROWS = ".//w:tr[count(ancestor::w:tbl) = 1]"
_CELLS = ".//w:tc[not(ancestor::w:tc)]"
"""Rows and cells of a table that is in no other one, those in content controls too."""
_SPAN = re.compile(r"[1-9][0-9]{0,3}")
_MAX_COLUMNS = 100
"""What a cell spans beyond them is not written: a few bytes may ask for thousands."""


def read_docx(data: bytes, limits: Limits) -> Content:
    """The text of a DOCX, one block for each heading, paragraph, list item and table row.

    Raises UnreadableSourceError if it is no DOCX, would unpack to more than
    ``limits.max_unpacked_bytes``, or holds no text; on a damaged one, whatever python-docx does.
    """
    _check_archive(data, limits)
    document = docx.Document(BytesIO(data))
    mark_runs(document)
    styles = _style_names(document)
    blocks: list[str] = []
    for element in document.element.body.xpath(_BLOCKS):
        if isinstance(element, CT_Tbl):
            blocks.extend(_rows(element))
        else:
            blocks.extend(_paragraph(element, styles))
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
    return clean(document.core_properties.title) or None


def _style_names(document: Document) -> dict[str | None, str]:
    """The names of the styles of paragraphs by their ids, that of the default one by None too."""
    names: dict[str | None, str] = {}
    for style in document.styles.element.xpath("./w:style[@w:type = 'paragraph']"):
        name = next(iter(style.xpath("./w:name/@w:val")), "")
        names[style.get(qn("w:styleId"))] = name
        if style.xpath("@w:default = '1' or @w:default = 'true'"):
            names[None] = name
    return names


def _paragraph(element: Any, styles: dict[str | None, str]) -> list[str]:
    text = text_of(element)
    if not text:
        return []
    told = next(iter(element.xpath("./w:pPr/w:pStyle/@w:val")), None)
    style = styles.get(told, styles.get(None, ""))
    heading = _HEADING.match(style)
    if heading:
        return [f"{'#' * int(heading[1])} {text}"]
    if style == "Title":
        return [f"# {text}"]
    is_item = style.startswith("List") or element.xpath("./w:pPr/w:numPr")
    return [f"- {text}" if is_item else text]


def _rows(table: CT_Tbl) -> list[str]:
    """The rows of a table that have text of their own; a cell that was merged of several stands
    in each row and column that it spans, but once in a row that it fills. The first one that is
    repeated on each page heads the others."""
    rows = []
    above: dict[int, str] = {}
    for row in table.xpath(_ROWS):
        cells = row.xpath(_CELLS)
        texts: list[str] = []
        own = ""
        for cell in cells:
            column = len(texts)
            text = text_of(cell)
            if not cell.xpath("./w:tcPr/w:vMerge"):
                above.pop(column, None)
            elif cell.xpath("./w:tcPr/w:vMerge/@w:val = 'restart'"):
                above[column] = text
            else:
                texts += [above.get(column, text)] * _columns(cell)
                continue
            own += text
            texts += [text] * (_columns(cell) if len(cells) > 1 else 1)
        if own:
            rows.append(line_of(texts))
            if len(rows) == 1 and len(texts) > 1 and row.xpath("./w:trPr/w:tblHeader"):
                rows.append(rule_of(len(texts)))
    return rows


def _columns(cell: Any) -> int:
    told = next(iter(cell.xpath("./w:tcPr/w:gridSpan/@w:val")), "")
    return min(int(told), _MAX_COLUMNS) if _SPAN.fullmatch(told) else 1
