"""Text: from bytes to the one form of it that every offset counts in.

``normalise`` is applied once, when a document is made, before hashing: CRLF and lone CR become
``\\n``, then the text becomes NFC. Nothing else is touched.
"""

import unicodedata

from corpus.errors import UnreadableSourceError

_BOM = "\ufeff"
_MAX_COMBINING = 1_000
"""Combining marks in a row: NFC sorts them in quadratic time, and no writing needs thirty."""
_COMBINING_PAIRS = "\u0f73\u0f75\u0f81"
"""Letters of Tibetan that NFC takes apart into two combining marks, but are none themselves."""
_MAX_LINES = 400_000
"""Each line may become a passage; the memory that takes is many times the line's."""


def decode(data: bytes, name: str) -> str:
    """``data`` as UTF-8, without a byte order mark.

    Raises UnreadableSourceError, naming ``name`` and the offending byte, if it is anything else.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise UnreadableSourceError(
            f"{name}: byte 0x{byte:02x} at offset {error.start} is not UTF-8; "
            "expected a text in UTF-8"
        ) from error
    return text.removeprefix(_BOM)


def normalise(text: str, name: str) -> str:
    """``text`` with ``\\n`` line ends, in NFC.

    Raises UnreadableSourceError, naming ``name``, if it holds a NUL character, a lone surrogate,
    thousands of combining marks in a row, hundreds of thousands of lines, or nothing but white
    space.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    nul = text.find("\0")
    if nul >= 0:
        raise UnreadableSourceError(
            f"{name}: NUL character at offset {nul}; expected a text, not binary data"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableSourceError(
            f"{name}: lone surrogate at offset {error.start}; expected Unicode text"
        ) from error
    if not text.strip():
        raise UnreadableSourceError(f"{name} is empty; expected a text")
    lines = text.count("\n")
    if lines > _MAX_LINES:
        raise UnreadableSourceError(f"{name}: has {lines} lines, expected at most {_MAX_LINES}")
    if _has_combining_flood(text):
        raise UnreadableSourceError(
            f"{name}: more than {_MAX_COMBINING} combining marks in a row; expected Unicode text"
        )
    return unicodedata.normalize("NFC", text)


def _has_combining_flood(text: str) -> bool:
    """Whether more than ``_MAX_COMBINING`` marks stand in a row.

    Such a row holds a place that is a multiple of that number, so few characters are looked at.
    """
    if text.isascii():
        return False
    for place in range(0, len(text), _MAX_COMBINING):
        start = end = place
        while start > 0 and _combines(text[start - 1]):
            start -= 1
        while end < len(text) and end - start <= _MAX_COMBINING and _combines(text[end]):
            end += 1
        if end - start > _MAX_COMBINING:
            return True
    return False


def _combines(character: str) -> bool:
    return unicodedata.combining(character) != 0 or character in _COMBINING_PAIRS
