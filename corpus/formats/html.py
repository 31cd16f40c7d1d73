"""HTML to structured plain text, with Beautiful Soup on lxml.

The page's ``main`` or only ``article`` is taken where there is one. Scripts, styles, navigation,
controls of forms, captions of figures and whatever is hidden from a reader are dropped: hidden text
is no source to quote, and may be an instruction to a model. So is what is struck through: it is
shown as what no longer holds. The rest of a form is read, as it may hold the whole page. A term and
what defines it are one line, «term: definition». A cell stands again in each row and column that it
spans. Superscripts are read as ``corpus.formats.superscript`` says.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.formats.elements import walk
from corpus.formats.rendering import rendered
from corpus.text import decode

_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
"""What a page is in that declares one of these, by the HTML and Encoding standards."""
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*")
_LONE_MARK = re.compile(r"^(-|#{1,6})\s*\n\s*", re.MULTILINE)


def read_html(data: bytes) -> Content:
    """The text of an HTML page, one block for each heading, paragraph, list item and table row.

    The encoding is that of the byte order mark, else the declared one, else UTF-8. Raises
    UnreadableSourceError if the bytes are not in it, the page is nested too deeply, or it holds no
    text.
    """
    soup = BeautifulSoup(_decode(data), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    text = _BREAK.sub("\n", rendered(_main(soup)))
    text = re.sub(r" {2,}", " ", _LONE_MARK.sub(r"\1 ", text))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if not text:
        raise UnreadableSourceError("holds no text")
    return Content(text, _SPACE.sub(" ", title) or None)


def _main(soup: BeautifulSoup) -> Tag:
    articles: list[Tag] = []
    for element, ends in walk(soup):
        if ends or not isinstance(element, Tag):
            continue
        if element.name == "main":
            return element
        if element.name == "article":
            articles.append(element)
    return articles[0] if len(articles) == 1 else soup


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
