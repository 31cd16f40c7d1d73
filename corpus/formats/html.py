"""HTML to structured plain text, with Beautiful Soup on lxml.

The page's ``main`` or only ``article`` is taken where there is one. Scripts, styles, navigation,
controls of forms, captions of figures and whatever is hidden from a reader are dropped: hidden text
is no source to quote, and may be an instruction to a model. The rest of a form is read, as it may
hold the whole page. Superscripts are read as ``corpus.formats.superscript`` says.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import CData, NavigableString

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.superscript import superscript
from corpus.text import decode
from corpus.wordlists import words

_DROPPED = words(
    """
    script style noscript template svg math iframe object embed audio video canvas map nav footer
    aside button select datalist textarea input dialog figcaption head
    """
)
_BLOCKS = words(
    """
    address article blockquote body center dd details div dl dt fieldset figure form header hgroup
    hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
"""What a page is in that declares one of these, by the HTML and Encoding standards."""
_MAX_CELL_CHARS = 300
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*")
_LONE_MARK = re.compile(r"^(-|#{1,6})\s*\n\s*", re.MULTILINE)


def read_html(data: bytes) -> Content:
    """The text of an HTML page, one block for each heading, paragraph, list item and table row.

    The encoding is that of the byte order mark, else the declared one, else UTF-8. Raises
    UnreadableSourceError if the bytes are not in it or the page holds no text.
    """
    soup = BeautifulSoup(_decode(data), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup.find_all(_is_dropped):
        if not tag.decomposed:
            tag.decompose()
    articles = soup.find_all("article")
    main = soup.find("main") or (articles[0] if len(articles) == 1 else soup)
    assert isinstance(main, Tag)
    _mark_superscripts(main)
    kept = {id(string) for pre in main.find_all("pre") for string in pre.find_all(string=True)}
    for string in main.find_all(string=True):
        if type(string) not in (NavigableString, CData):
            string.extract()
        elif id(string) not in kept:
            string.replace_with(_SPACE.sub(" ", string))
    _mark_tables(main)
    _mark_blocks(main)
    text = _BREAK.sub("\n", main.get_text())
    text = re.sub(r" {2,}", " ", _LONE_MARK.sub(r"\1 ", text))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not text:
        raise UnreadableSourceError("holds no text")
    return Content(text, _SPACE.sub(" ", title) or None)


def _decode(data: bytes) -> str:
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    declared = marked or EncodingDetector.find_declared_encoding(data, is_html=True) or "utf-8"
    try:
        encoding = lookup(declared).name
        if marked is None:
            encoding = _MEANT.get(encoding, encoding)
        return decode(data, "the page") if encoding == "utf-8" else data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableSourceError(
            f"is not in {declared[:40]!r}, the encoding it declares"
        ) from error


def _is_dropped(tag: Tag) -> bool:
    return (
        tag.name in _DROPPED
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(str(tag.get("style", ""))) is not None
    )


def _mark_superscripts(main: Tag) -> None:
    for tag in reversed(main.find_all(_is_raised)):
        text = tag.get_text()
        read = superscript(text, is_reference=_is_link(tag))
        if read.endswith(text):
            tag.insert_before(read.removesuffix(text))
        else:
            tag.replace_with(read)


def _is_raised(tag: Tag) -> bool:
    return tag.name == "sup" or (
        tag.name == "span" and _RAISED_STYLE.search(str(tag.get("style", ""))) is not None
    )


def _is_link(tag: Tag) -> bool:
    """Whether ``tag`` holds a link or is all that one holds."""
    link = tag.find_parent("a")
    if link is None:
        return tag.find("a") is not None
    return link.get_text(strip=True) == tag.get_text(strip=True)


def _mark_tables(main: Tag) -> None:
    """Rows of short cells become one line; other tables are left as the blocks they lay out."""
    for row in main.find_all("tr"):
        if row.find("table") is not None or row.find_parent("tr") is not None:
            continue
        cells = row.find_all(["td", "th"])
        for cell in cells:
            cell.smooth()  # what stood around a superscript is one text with it now
        texts = [cell.get_text(" ", strip=True) for cell in cells]
        if len(cells) < 2 or max(map(len, texts)) > _MAX_CELL_CHARS:
            continue
        row.clear()
        row.append(f"| {' | '.join(_SPACE.sub(' ', text) for text in texts)} |")


def _mark_blocks(main: Tag) -> None:
    for tag in main.find_all("br"):
        tag.replace_with("\n")
    for tag in [main, *main.find_all([*_BLOCKS, *_HEADINGS])]:
        if next(tag.stripped_strings, None) is None:
            continue
        if tag.name in _HEADINGS:
            tag.insert(0, "#" * _HEADINGS[tag.name] + " ")
        elif tag.name == "li":
            tag.insert(0, "- ")
        tag.insert(0, "\n\n")
        tag.append("\n\n")
