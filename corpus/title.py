"""Titles: whether a document's title says what it is about."""

import re

from corpus.metadata import slug

_WORD = re.compile(r"(?<![\w.-])[^\W\d_]{3,}(?![\w-])")


def telling_title(title: str, document_id: str) -> str:
    """``title``, or nothing where it tells as little as the name of a file: it has no word of three
    letters («p12», "report_v2"), or is one word, from which ``document_id`` was made."""
    lone = " " not in title and slug(title) == document_id
    return "" if lone or _WORD.search(title) is None else title
