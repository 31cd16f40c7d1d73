"""What denies, in three languages: stop words to an index, but the opposite to a judge."""

import re
from collections.abc import Iterator
from heapq import merge

from corpus import Language

_WORD = re.compile(
    r"(?<![^\W_])(?:не|ни|нет|без|емес|жо[қк]|not|no(?!\.?\s*(?:\d|$))|cannot|[a-z]+n['’]t)(?![^\W_])",
    re.IGNORECASE,
)
"""Of all languages, whatever the text's: «не» is a stop word of Kazakh too. «No. 5» denies nothing,
and a piece of text may end before its number."""
_ONE_WORD = re.compile(r"cannot|.+n['’]t")
_KAZAKH_VERB = re.compile(
    r"(?<![^\W_])(?!емес\b)[^\W_]+?(?:(?<=[аәеиоөуұүыіюяйлр])м|(?<=[жзмнң])б|(?<=[бвгдкқпстфхцчшщ])п)"
    r"(?:а(?:й|ған|ды|са|у|с\b)|е(?:й|ген|ді|се|у|с\b))[^\W_]*",
    re.IGNORECASE,
)
"""A verb with the suffix -ма- in one of its six forms, which a stemmer takes off: бармайды."""


def parted(text: str, language: Language) -> Iterator[tuple[str, str | None]]:
    """Pieces of ``text`` in order, each with the word of denial after it; None after the last.

    A Kazakh verb that denies is the end of its piece, and «емес» stands after it.
    """
    words = ((match.start(), match.end(), _plain(match[0])) for match in _WORD.finditer(text))
    verbs = (
        ((match.end(), match.end(), "емес") for match in _KAZAKH_VERB.finditer(text))
        if language is Language.KK
        else ()
    )
    at = 0
    for start, end, denial in merge(words, verbs):
        yield text[at:start], denial
        at = end
    yield text[at:], None


def _plain(word: str) -> str:
    word = word.lower()
    return "not" if _ONE_WORD.fullmatch(word) else word.replace("к", "қ")
