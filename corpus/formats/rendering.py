"""Rendering: the elements of an HTML page as structured plain text, in one walk over them."""

import re
from dataclasses import dataclass, field

from bs4 import Tag

from corpus.formats.elements import cells_of, is_raised, is_struck, span, walk
from corpus.formats.grid import Cell, Grid, line_of, rule_of
from corpus.formats.superscript import superscript
from corpus.wordlists import words

_BLOCKS = words(
    """
    address article blockquote body center dd details div dl dt fieldset figure form header hgroup
    hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STANDS_ALONE = frozenset({"li", "table", "pre", "dl", *_HEADINGS})
"""What a term cannot be put before, in the first line of what it defines."""
_MAX_CELL_CHARS = 300
_MAX_MARK_CHARS = 200
"""A longer superscript is text as any other."""
_REST = 100_000
"""For the rows that a cell spans by a 0: all that are left."""
_SPACE = re.compile(r"\s+")


def rendered(root: Tag) -> str:
    """The text of ``root``, with line breaks about its blocks, still untidy: there may be more of
    them, and of spaces, than are meant."""
    return _Rendering({}).read(root)


@dataclass(slots=True)
class _Open:
    """A tag that is not at its end, and what was written before it."""

    tag: Tag
    pieces: int
    filled: int
    links: int
    mark: int | None = None
    """Where its mark is among the pieces, if it has one."""


@dataclass(slots=True)
class _Terms:
    """The terms of a list of definitions: those read last, and whether one was told with them."""

    names: list[str] = field(default_factory=list)
    told: bool = True


@dataclass(slots=True)
class _Table:
    grid: Grid = field(default_factory=Grid)
    group: object = None
    """What holds the row before: no cell reaches from one group of rows into the next."""
    heads: bool = True
    """Whether all rows so far may head it."""


class _Rendering:
    """``plain``: the text of a part on one line, without marks of blocks."""

    def __init__(self, link_texts: dict[int, str | None], *, plain: bool = False) -> None:
        self._link_texts = link_texts
        self._plain = plain
        self._pieces: list[str] = []
        self._filled = 0
        self._gap = False
        self._lead = ""
        self._pre = 0
        self._rows = 0
        self._links_seen = 0
        self._links: list[Tag] = []
        self._terms: list[_Terms] = []
        self._tables = [_Table()]

    def read(self, root: Tag) -> str:
        opened: list[_Open] = []
        skipped: Tag | None = None
        for element, ends in walk(root):
            if skipped is not None:
                if ends and element is skipped:
                    skipped = None
            elif not isinstance(element, Tag):
                self._write_text(str(element))
            elif ends:
                self._close(opened.pop())
            elif not self._is_written_whole(element):
                opened.append(self._open(element))
            else:
                skipped = element
        return "".join(self._pieces)

    def _is_written_whole(self, tag: Tag) -> bool:
        """Whether ``tag`` was written, or left out, with all that it holds."""
        if is_struck(tag):
            self._gap = True
            return True
        if self._plain:
            return False
        if tag.name == "dt" and self._terms:
            self._add_term(_SPACE.sub(" ", self._line(tag)).strip())
            return True
        return tag.name == "tr" and self._rows == 0 and self._write_row(tag)

    def _open(self, tag: Tag) -> _Open:
        opened = _Open(tag, len(self._pieces), self._filled, self._links_seen)
        name = tag.name
        if name == "ins":
            self._gap = False  # what was struck out is replaced here, maybe within a word
        elif name == "br":
            self._write(" " if self._plain else "\n")
        elif name == "a":
            self._links_seen += 1
            self._links.append(tag)
        elif name in _BLOCKS or name in _HEADINGS:
            if self._plain:
                self._write(" ")
            else:
                opened.mark = self._open_block(tag)
        return opened

    def _open_block(self, tag: Tag) -> int | None:
        name = tag.name
        if name in _STANDS_ALONE:
            self._write_lead()
        self._write("\n\n")
        if name == "pre":
            self._pre += 1
        elif name == "tr":
            self._rows += 1
        elif name == "table":
            self._tables.append(_Table())
        elif name == "dl":
            self._terms.append(_Terms())
        elif name == "dd" and self._terms:
            self._terms[-1].told = True
            names = ", ".join(self._terms[-1].names)
            self._lead = f"{names}: " if names else ""
        elif name == "li" or name in _HEADINGS:
            self._write("- " if name == "li" else "#" * _HEADINGS[name] + " ")
            return len(self._pieces) - 1
        return None

    def _close(self, opened: _Open) -> None:
        tag = opened.tag
        if is_raised(tag):
            self._raise(opened)
        elif tag.name == "a":
            self._links.pop()
        elif tag.name in _BLOCKS or tag.name in _HEADINGS:
            if self._plain:
                self._write(" ")
            else:
                self._close_block(opened)

    def _close_block(self, opened: _Open) -> None:
        name = opened.tag.name
        if opened.mark is not None and self._filled == opened.filled:
            self._pieces[opened.mark] = ""
        if name == "pre":
            self._pre -= 1
        elif name == "tr":
            self._rows -= 1
        elif name == "table":
            self._tables.pop()
        elif name == "dd":
            self._write_lead()
        elif name == "dl":
            self._write_untold(self._terms.pop())
        self._write("\n\n")

    def _write(self, piece: str) -> None:
        self._pieces.append(piece)

    def _write_text(self, text: str) -> None:
        if not self._pre:
            text = _SPACE.sub(" ", text)
        if not text:
            return
        if text.isspace():
            self._write(text)
            return
        if self._lead:
            text = self._lead + text.lstrip()
            self._lead = ""
        if self._gap:
            self._gap = False
            before = self._pieces[-1][-1:] if self._pieces else ""
            if before.isalnum() and text[0].isalnum():
                self._write(" ")
        self._write(text)
        self._filled += 1

    def _raise(self, opened: _Open) -> None:
        """Write what was read in a superscript as one."""
        inner = self._pieces[opened.pieces : opened.pieces + _MAX_MARK_CHARS]
        text = "".join(inner)
        if len(text) > _MAX_MARK_CHARS or opened.pieces + len(inner) < len(self._pieces):
            return
        is_reference = self._links_seen > opened.links or self._fills_link(text)
        read = superscript(text, is_reference=is_reference)
        if not read.strip():
            self._filled = opened.filled
        if read.endswith(text):
            self._pieces.insert(opened.pieces, read.removesuffix(text))
        else:
            self._pieces[opened.pieces :] = [read]

    def _fills_link(self, text: str) -> bool:
        """Whether ``text`` is all that the link about it holds."""
        if not self._links:
            return False
        link = self._links[-1]
        if id(link) not in self._link_texts:
            self._link_texts[id(link)] = _short_text(link)
        return self._link_texts[id(link)] == _SPACE.sub("", text)

    def _line(self, tag: Tag) -> str:
        """The text of ``tag`` on one line."""
        return _SPACE.sub(" ", _Rendering(self._link_texts, plain=True).read(tag)).strip()

    def _add_term(self, name: str) -> None:
        terms = self._terms[-1]
        if terms.told:
            terms.names, terms.told = [], False
        if name.endswith("?"):
            # what is asked heads its answer, which need not repeat it
            self._write_untold(terms)
            terms.names, terms.told = [], True
            self._write_block(name)
        elif name:
            terms.names.append(name.rstrip(" :"))

    def _write_untold(self, terms: _Terms) -> None:
        if not terms.told:
            for name in terms.names:
                self._write_block(name)

    def _write_lead(self) -> None:
        """Write a term by itself, where no text followed it to stand in the same line."""
        lead, self._lead = self._lead, ""
        if lead:
            self._write_block(lead.rstrip())

    def _write_block(self, text: str) -> None:
        self._pieces += ["\n\n", text, "\n\n"]
        self._filled += 1

    def _write_row(self, row: Tag) -> bool:
        """Write a row of short cells as one line; False for any other one, which lays out blocks
        or stands by itself."""
        table = self._tables[-1]
        if table.group is not row.parent:
            table.group, table.grid = row.parent, Grid()
        cells = cells_of(row)
        if cells is None:
            table.grid = Grid()
            return False
        texts = table.grid.row(
            [
                Cell(self._line(cell), span(cell, "colspan"), span(cell, "rowspan") or _REST)
                for cell in cells
            ]
        )
        alone = len(cells) < 2 and len(set(texts)) < 2
        if not cells or alone or max(map(len, texts)) > _MAX_CELL_CHARS:
            return False
        if any(texts):
            self._write_lead()
            self._write_block(line_of(texts))
            heads = table.heads and _heads(row)
            table.heads = heads and _heads(row.find_next_sibling("tr"))
            if heads and not table.heads:
                self._write_block(rule_of(len(texts)))
        return True


def _heads(row: Tag | None) -> bool:
    """Whether a row says of itself that it heads a table: titles of columns are all its cells."""
    cells = (row and cells_of(row)) or ()
    return bool(cells) and all(c.name == "th" and c.get("scope") != "row" for c in cells)


def _short_text(tag: Tag) -> str | None:
    """The text of ``tag`` without white space; None if it is longer than that of any mark."""
    pieces: list[str] = []
    length = 0
    for element, _ in walk(tag):
        if not isinstance(element, Tag):
            pieces.append(_SPACE.sub("", str(element)))
            length += len(pieces[-1])
            if length > _MAX_MARK_CHARS:
                return None
    return "".join(pieces)
