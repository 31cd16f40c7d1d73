"""Elements of an HTML page: which of them are read, and in what order.

Nothing here changes the tree: Beautiful Soup looks a child up among its siblings whenever it is
moved or dropped, so a page of many short pieces in one parent would take the square of its length.
"""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import CData, NavigableString, PageElement

from corpus.errors import UnreadableSourceError
from corpus.wordlists import words

_DROPPED = words(
    """
    script style noscript template svg math iframe object embed audio video canvas map nav footer
    aside button select datalist textarea input dialog figcaption head
    """
)
_STRUCK = words("del s strike")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_SPAN = re.compile(r"[0-9]{1,5}")
_MAX_DEPTH = 10_000


def walk(root: Tag) -> Iterator[tuple[PageElement, bool]]:
    """``root`` and what is read below it, in order; each tag once more, with True, at its end.

    What is dropped is left out; what is struck through is told (``is_struck``) but not entered.
    Raises UnreadableSourceError where tags are nested too deeply.
    """
    stack: list[tuple[PageElement, bool]] = [(root, False)]
    depth = 0
    while stack:
        element, ends = stack.pop()
        if isinstance(element, Tag):
            if ends:
                depth -= 1
            elif element is not root and is_dropped(element):
                continue
            else:
                depth += 1
                stack.append((element, True))
                if not is_struck(element):
                    stack.extend((child, False) for child in reversed(element.contents))
                if depth > _MAX_DEPTH:
                    raise UnreadableSourceError("is nested too deeply to read")
        elif type(element) not in (NavigableString, CData):
            continue  # a comment or a declaration
        yield element, ends


def is_dropped(tag: Tag) -> bool:
    """Whether ``tag`` is no text of the page, or is hidden."""
    return (
        tag.name in _DROPPED
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(_style(tag)) is not None
    )


def is_struck(tag: Tag) -> bool:
    """Whether what ``tag`` holds is struck through: it is shown as what no longer holds."""
    return tag.name in _STRUCK or _STRUCK_STYLE.search(_style(tag)) is not None


def is_raised(tag: Tag) -> bool:
    """Whether ``tag`` is a superscript."""
    return tag.name == "sup" or (
        tag.name == "span" and _RAISED_STYLE.search(_style(tag)) is not None
    )


def cells_of(row: Tag) -> list[Tag] | None:
    """The cells of ``row``, or None if it holds a further table."""
    cells: list[Tag] = []
    for element, ends in walk(row):
        if ends or not isinstance(element, Tag) or element is row:
            continue
        if element.name in ("table", "tr"):
            return None
        if element.name in ("td", "th"):
            cells.append(element)
    return cells


def span(cell: Tag, attribute: str) -> int:
    """How many columns or rows ``cell`` takes by its ``attribute``; 1 where it does not say."""
    value = str(cell.get(attribute, "")).strip()
    return int(value) if _SPAN.fullmatch(value) else 1


def _style(tag: Tag) -> str:
    return str(tag.get("style", ""))
