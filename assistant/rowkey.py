"""Keys: what a row, an item or a line with a label tells of, before it tells anything of it."""

import re

from corpus import is_table_row, row_cells

_BULLET = re.compile(r"^(?:[-*•·]\s+|\d{1,3}[.)]\s+)?")
_LED = re.compile(r"^[*_]{0,2}(?P<key>[^\W_][^:.!?;—–|\n]{0,59}?)[*_]{0,2}\s?(?::[*_]{0,2}|—|–)\s")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_WORDS = 6


def key_of(text: str) -> str:
    """«Книжная» of «| Книжная | бесплатно |», «Газ қызметі» of «- Газ қызметі: 104.», «Сенат» of
    «**Сенат** — …»; empty for what opens in another way, such as direct speech."""
    if is_table_row(text):
        cells = (cell.strip(" *_") for cell in row_cells(text))
        return next((cell for cell in cells if _LETTER.search(cell)), "")
    led = _LED.match(_BULLET.sub("", text))
    if led is None or len(led["key"].split()) > _MOST_WORDS:
        return ""
    return led["key"].strip(" *_")
