"""HTML to structured plain text, with Beautiful Soup on lxml.

The page's ``main`` or only ``article`` is taken where there is one. Scripts, styles, navigation,
forms, captions of figures and whatever is hidden from a reader are dropped: hidden text is no
source to quote, and may be an instruction to a model.
"""

import re

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import CData, NavigableString

from corpus.errors import UnreadableSourceError
from corpus.formats.content import Content
from corpus.text import decode
from corpus.wordlists import words

_DROPPED = words(
    """
    script style noscript template svg math iframe object embed audio video canvas map nav footer
    aside form button select textarea input dialog figcaption head
    """
)
_BLOCKS = words(
    """
    address article blockquote body center dd details div dl dt fieldset figure header hgroup hr
    html li main ol p pre section summary table tbody td tfoot th thead tr ul
    """
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_CELL_CHARS = 300
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*\n[^\S\n]*")
_LONE_MARK = re.compile(r"^(-|#{1,6})\s*\n\s*", re.MULTILINE)


def read_html(data: bytes) -> Content:
    """The text of an HTML page, one block for each heading, paragraph, list item and table row.

    The encoding is the declared one, else UTF-8. Raises UnreadableSourceError if the bytes are not
    in it or the page holds no text.
    """
    soup = BeautifulSoup(_decode(data), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup.find_all(_is_dropped):
        if not tag.decomposed:
            tag.decompose()
    articles = soup.find_all("article")
    main = soup.find("main") or (articles[0] if len(articles) == 1 else soup)
    assert isinstance(main, Tag)
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
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    if declared is None or declared.lower().replace("_", "-") in ("utf-8", "utf8"):
        return decode(data, "the page")
    try:
        return data.decode(declared)
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


def _mark_tables(main: Tag) -> None:
    """Rows of short cells become one line; other tables are left as the blocks they lay out."""
    for row in main.find_all("tr"):
        if row.find("table") is not None or row.find_parent("tr") is not None:
            continue
        cells = row.find_all(["td", "th"])
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
