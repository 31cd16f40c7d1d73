"""Text of others on a terminal: what it says is shown, what it would do to the screen is not.

A source, a file's name or a stored question may hold escape sequences, which recolour, overwrite
and retitle, and bidirectional controls, which make a line read as another one.
"""

import re

_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDIRECTIONAL}]")
_ESCAPABLE = re.compile(rf"[\x7f-\x9f{_BIDIRECTIONAL}]")
_PICTURES = 0x2400
_DELETE, _DELETE_PICTURE = "\x7f", "\u2421"
_UNKNOWN = "\ufffd"


def visible(text: str) -> str:
    """``text`` with a picture for each control character but tab and line feed: as many characters
    as before."""
    return _CONTROL.sub(_picture, text)


def one_line(text: str) -> str:
    """``visible`` text with its line ends shown too."""
    return visible(text).replace("\n", "\u240a")


def escaped(json_text: str) -> str:
    """JSON that says the same, without the control characters that JSON may hold as they are."""
    return _ESCAPABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json_text)


def _picture(match: re.Match[str]) -> str:
    if match[0] == _DELETE:
        return _DELETE_PICTURE
    return chr(_PICTURES + ord(match[0])) if match[0] < " " else _UNKNOWN
