"""Runs of a DOCX that are not read as they stand: struck out, hidden and raised text.

They are changed in the document itself, before its text is read.
"""

import re
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from corpus.formats.superscript import superscript

_GAP = "\ufdd0"
"""Stands in a run where something was left out; no text holds this character."""
_WELD = re.compile(rf"(?<=[^\W_]){_GAP}+(?=[^\W_])")
_SPACE = re.compile(r"\s+")

_LEFT_OUT = ("w:strike", "w:dstrike", "w:vanish")
_OFF = ("0", "false", "off")
_RAISED = "w:rPr/w:vertAlign/@w:val = 'superscript'"
_TEXT = "./w:t | ./w:noBreakHyphen | ./w:tab | ./w:ptab | ./w:br | ./w:cr"
_READ = (
    ".//*[self::w:t or self::w:noBreakHyphen"
    " or self::w:tab or self::w:ptab or self::w:br or self::w:cr]"
    "[not(ancestor::w:txbxContent or ancestor::w:del or ancestor::w:moveFrom)]"
)
"""Text as it reads with all changes accepted."""
_HYPHEN = qn("w:noBreakHyphen")


def mark_runs(document: Document) -> None:
    """Leave out of ``document`` what is struck out or hidden, with a gap in its place, and write
    its superscripts as ``corpus.formats.superscript`` says."""
    _leave_out(document)
    _mark_superscripts(document)


def text_of(element: Any) -> str:
    """The text of a part of a paragraph, or of the paragraphs of a table cell, on one line."""
    paragraphs = element.xpath("descendant-or-self::w:p") or [element]
    text = " ".join("".join(map(_plain, each.xpath(_READ))) for each in paragraphs)
    return clean(_WELD.sub(" ", text).replace(_GAP, ""))


def clean(text: str) -> str:
    """``text`` with single spaces for all its white space."""
    return _SPACE.sub(" ", text).strip()


def _plain(part: Any) -> str:
    # A plain hyphen, as python-docx has it too: a range with U+2011 is not read as one.
    return part.text or ("-" if part.tag == _HYPHEN else " ")


def _leave_out(document: Document) -> None:
    body = document.element.body
    for name in _LEFT_OUT:
        styles = _styles_with(document, name)
        of_paragraphs = styles & set(body.xpath("./descendant::w:p/w:pPr/w:pStyle/@w:val"))
        told = f"w:rPr/{name}" + (" or w:rPr/w:rStyle" if styles else "")
        for run in body.xpath(".//w:r" if of_paragraphs else f".//w:r[{told}]"):
            if not _is_set(run, name, styles):
                continue
            for part in run.xpath(_TEXT):
                run.remove(part)
            run.add_t(_GAP)


def _styles_with(document: Document, name: str) -> set[str]:
    """The styles that set the property ``name``, in themselves or by those they are based on."""
    parents: dict[str, str | None] = {}
    own: dict[str, bool] = {}
    for style in document.styles.element.xpath("./w:style[@w:styleId]"):
        identifier = style.get(qn("w:styleId"))
        parents[identifier] = next(iter(style.xpath("./w:basedOn/@w:val")), None)
        for toggle in style.xpath(f"./w:rPr/{name}"):
            own[identifier] = _is_on(toggle)
    found = set()
    for identifier in parents:
        at: str | None = identifier
        seen: set[str] = set()
        while at is not None and at not in own and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None and own.get(at):
            found.add(identifier)
    return found


def _is_set(run: Any, name: str, styles: set[str]) -> bool:
    """Whether a run has the property ``name`` by itself or, if it says nothing of it, by its style
    or by that of its paragraph."""
    for toggle in run.xpath(f"./w:rPr/{name}"):
        return _is_on(toggle)
    if not styles:
        return False
    told = run.xpath("./w:rPr/w:rStyle/@w:val | ancestor::w:p[1]/w:pPr/w:pStyle/@w:val")
    return not styles.isdisjoint(told)


def _is_on(toggle: Any) -> bool:
    return toggle.get(qn("w:val"), "1") not in _OFF


def _mark_superscripts(document: Document) -> None:
    styles = set(document.styles.element.xpath(f"./w:style[{_RAISED}]/@w:styleId"))
    links: dict[Any, str] = {}
    for run in document.element.body.xpath(".//w:r[w:rPr/w:vertAlign or w:rPr/w:rStyle]"):
        if not _is_raised(run, styles):
            continue
        is_reference = _is_reference(run, links)
        for part in run.xpath("./w:t | ./w:noBreakHyphen"):
            part.text = superscript(_plain(part), is_reference=is_reference)
            if not part.text:
                run.remove(part)


def _is_raised(run: Any, styles: set[str]) -> bool:
    """Whether a run is a superscript by itself or, if it says nothing of it, by its style."""
    if run.xpath("./w:rPr/w:vertAlign"):
        return bool(run.xpath(_RAISED))
    return not styles.isdisjoint(run.xpath("./w:rPr/w:rStyle/@w:val"))


def _is_reference(run: Any, links: dict[Any, str]) -> bool:
    """Whether a run is the mark of a note or all that a link holds; ``links`` keeps their texts."""
    if run.xpath("./w:footnoteReference | ./w:endnoteReference"):
        return True
    for link in run.xpath("ancestor::w:hyperlink[1]"):
        if link not in links:
            links[link] = text_of(link)
        return links[link] == text_of(run)
    return False
