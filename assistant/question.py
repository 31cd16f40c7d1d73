"""Questions: the text as sent to the text that is searched for."""

import re
import unicodedata

from assistant.errors import InvalidQuestionError

_SPACES = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def normalise(question: str, max_chars: int) -> str:
    """``question`` in NFC, on one line, without control and formatting characters.

    Raises:
        InvalidQuestionError: the question is empty, longer than ``max_chars`` or holds NUL.
    """
    if len(question) > max_chars:
        raise InvalidQuestionError(
            f"the question has {len(question)} characters, at most {max_chars} are read"
        )
    if "\0" in question:
        raise InvalidQuestionError("the question holds a NUL character")
    text = unicodedata.normalize("NFC", question)
    text = _SPACES.sub(" ", text)
    text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE).strip()
    if not text:
        raise InvalidQuestionError("the question is empty")
    return text


def has_words(question: str) -> bool:
    """Whether the question holds a letter or a digit: emoji and punctuation alone ask nothing."""
    return any(c.isalnum() for c in question)
