"""Structure: what each part of a text is, told by rule from the text alone.

The rules, in the order they are tried on a unit (a paragraph, or a line of one that stands for
itself):

- furniture: a lone caption word («Скрин»), a caption word with a short credit («Фото: …»,
  "Photo by …", «Сурет: …»), a Markdown image, a line of nothing but rules and bullets;
- heading: Markdown ``#``; or a short line without terminal punctuation, alone in its paragraph,
  with body text after it (two such lines in a row are a heading and its sub-heading; a longer row
  of them is no outline, and only its last line is a heading);
- list item: a bullet, a number or a letter with a bracket, a table row, and each line or paragraph
  of a run of two or more in the form «Россия: …»;
- paragraph: everything else. A line that opens with a long dash is direct speech, not a list item.
"""

import re
from dataclasses import dataclass, replace

from corpus.paragraph import lines, paragraphs
from corpus.passage import PassageKind
from corpus.span import Span

PLAIN_HEADING_LEVEL = 7
"""Headings without ``#`` stand below the six levels of Markdown."""

_HEADING_CHARS = 100
_LABEL = re.compile(r"(?![«\"“'(\[—–-])[^\W\d_][^:.!?;\n]{0,38}(?<=\w):[^\S\n]+\S")
_LABEL_WORDS = 4
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[^\S\n]+\S")
_BULLET = re.compile(
    r"(?:[-*+•‣◦▪▫■□●○·]|\d{1,3}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[^\W\d_]\))[^\S\n]+\S"
)
_SPEECH = re.compile(r"[—–―]\s*\S")
_TABLE_ROW = re.compile(r"\|.*\|$")
_TERMINAL = tuple(".!?…:;,")
_CLOSERS = "\"'»”’)]*_"

_CAPTION_WORDS = (
    r"скрин(?:шот)?ы?|инфографика|графика|фото(?:графи[яи])?|видео|коллаж|иллюстраци[яи]|"
    r"источник(?: фото| изображения| иллюстрации)?|автор фото|рисунок|кадр из видео|"
    r"сурет(?:тер)?(?: көзі)?|фотосурет(?:тер)?|бейне(?:жазба)?|дерек ?көз[іи]?|"
    r"screenshots?|infographics?|photos?|images?|pictures?|illustrations?|video|collage|"
    r"(?:photo |image )?(?:source|credit)s?"
)
_CAPTION = re.compile(
    rf"[(\[*_]*(?:(?:{_CAPTION_WORDS})\s*\d*[.)\]*_]*$"
    rf"|(?:{_CAPTION_WORDS})[*_]*\s*(?:[:©/|]|[—–-]\s).*"
    r"|(?:фото|видео|коллаж|скриншот)\s+(?:автора|из|с сайта|предоставлен|пресс-служб|©).*"
    r"|(?:photo|image|video|illustration|screenshot)s?\s+(?:by|courtesy|from)\s.*"
    r"|©.*)",
    re.IGNORECASE | re.DOTALL,
)
_CAPTION_CHARS = 120
_SENTENCE_INSIDE = re.compile(r"[.!?…]\s+\S+\s+\S+\s+\S")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)$")
_ORNAMENT = re.compile(r"[\s\-*_=~#•·—–―|:+.]+$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a text that is one thing: ``text[start:end]``, trimmed.

    ``paragraph`` is the index of its paragraph; ``level`` is 1 (highest) and up for a heading, 0
    for anything else.
    """

    start: int
    end: int
    kind: PassageKind
    paragraph: int
    level: int = 0


def is_furniture(text: str) -> bool:
    """Whether ``text`` (trimmed) is a caption, a credit or an ornament rather than content."""
    if _ORNAMENT.match(text) or _IMAGE.match(text):
        return True
    return (
        len(text) <= _CAPTION_CHARS
        and "\n" not in text
        and _CAPTION.match(text) is not None
        and _SENTENCE_INSIDE.search(text) is None
    )


def heading_title(text: str) -> str:
    """The text of a heading without its Markdown marks."""
    return text.strip("#").strip().strip("*_").strip()


def units(text: str) -> list[Unit]:
    """The units of ``text``: in order, apart, trimmed, covering all but white space.

    No unit crosses a paragraph, so the units of a paragraph cover exactly that paragraph.
    """
    found = [
        Unit(start, end, _kind(text[start:end]), index, _markdown_level(text[start:end]))
        for index, paragraph in enumerate(paragraphs(text))
        for start, end in _parts(text, paragraph)
    ]
    _mark_label_runs(text, found)
    _mark_plain_headings(text, found)
    return found


def _parts(text: str, paragraph: Span) -> list[Span]:
    """A paragraph cut where one of its lines stands for itself; other lines are joined."""
    rows = lines(text, paragraph)
    if len(rows) == 1:
        return rows
    labels = all(_has_label(text[row.start : row.end]) for row in rows)
    parts: list[Span] = []
    closed = True
    for row in rows:
        line = text[row.start : row.end]
        alone = (
            labels
            or _MARKDOWN_HEADING.match(line) is not None
            or _TABLE_ROW.match(line) is not None
            or is_furniture(line)
        )
        if alone or closed or _BULLET.match(line) or _SPEECH.match(line):
            parts.append(row)
        else:
            parts[-1] = Span(parts[-1].start, row.end)
        closed = alone
    return parts


def _kind(unit: str) -> PassageKind:
    if is_furniture(unit):
        return PassageKind.FURNITURE
    if _MARKDOWN_HEADING.match(unit):
        return PassageKind.HEADING
    if _BULLET.match(unit) or _TABLE_ROW.match(unit):
        return PassageKind.LIST_ITEM
    return PassageKind.PARAGRAPH


def _markdown_level(unit: str) -> int:
    match = _MARKDOWN_HEADING.match(unit)
    return len(match[1]) if match else 0


def _has_label(line: str) -> bool:
    match = _LABEL.match(line)
    return match is not None and len(match[0].split(":")[0].split()) <= _LABEL_WORDS


def _mark_label_runs(text: str, found: list[Unit]) -> None:
    labelled = [
        unit.kind is PassageKind.PARAGRAPH
        and text[unit.start].isupper()
        and _has_label(text[unit.start : unit.end])
        for unit in found
    ]
    for index, unit in enumerate(found):
        neighbours = labelled[max(index - 1, 0) : index] + labelled[index + 1 : index + 2]
        if labelled[index] and any(neighbours):
            found[index] = replace(unit, kind=PassageKind.LIST_ITEM)


def _mark_plain_headings(text: str, found: list[Unit]) -> None:
    row: list[int] = []
    alone = [
        (index == 0 or found[index - 1].paragraph != unit.paragraph)
        and (index + 1 == len(found) or found[index + 1].paragraph != unit.paragraph)
        for index, unit in enumerate(found)
    ]
    for index, unit in enumerate(found):
        if unit.kind is PassageKind.FURNITURE:
            continue
        if (
            unit.kind is PassageKind.PARAGRAPH
            and alone[index]
            and _could_be_heading(text[unit.start : unit.end])
        ):
            row.append(index)
            continue
        if unit.kind is not PassageKind.HEADING:
            for depth, heading in enumerate(row if len(row) <= 2 else row[-1:]):
                found[heading] = replace(
                    found[heading],
                    kind=PassageKind.HEADING,
                    level=PLAIN_HEADING_LEVEL + depth,
                )
        row = []


def _could_be_heading(unit: str) -> bool:
    return (
        len(unit) <= _HEADING_CHARS
        and "\n" not in unit
        and not unit[0].islower()
        and not _SPEECH.match(unit)
        and any(map(str.isalpha, unit))
        and not unit.rstrip(_CLOSERS).endswith(_TERMINAL)
    )
