"""Text: from bytes to the one form of it that every offset counts in.

``normalise`` is applied once, when a document is made, before hashing: CRLF and lone CR become
``\\n``, then the text becomes NFC. Nothing else is touched.
"""

import unicodedata

from corpus.errors import UnreadableSourceError

_BOM = "\ufeff"


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
    or nothing but white space.
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
    return unicodedata.normalize("NFC", text)
