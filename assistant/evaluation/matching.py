"""Whether an answer text holds an accepted answer, and how much of it: exact and token-wise.

The rule is ``ACCEPTED_RULE``; every report states it. Nothing here knows inflection: the same
comparisons over stems are in ``assistant.evaluation.stems``.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Sequence
from functools import lru_cache

from corpus import Language

ACCEPTED_RULE = (
    "An accepted string is found when it stands inside the answer text after both are put in NFC "
    'and lower case, ё becomes е, quotation marks («», “”, "") and stress marks go, every run of '
    "dashes and white space becomes one space, the decimal comma becomes a point, digits grouped "
    "in threes by spaces or commas are joined (1,520 is 1520; 0,520 is a decimal), and the year of "
    "a date in figures stands apart from its day and month. A string does not begin inside a word "
    "of the text, but may end inside one, where an ending follows; one that begins or ends with a "
    "digit is not found inside a longer number."
)
EXACT_RULE = (
    "An exact match has the same words and numbers in the same order and nothing more; "
    "punctuation and, in English, articles do not count. F1 is the harmonic mean of the shares of "
    "words that answer and accepted string have in common. Both take the best of the accepted "
    "strings, and treat a highlighted span of the citation (span_…) as they treat the answer text."
)

_DASHES = "-‐‑‒–—―−"
_DROPPED = dict.fromkeys(map(ord, '\u0301\u00ad\u200b\u200c\u200d\ufeff"«»„“”‟‹›'))
_GAPS = re.compile(rf"[\s{re.escape(_DASHES)}]+")
_GROUPED = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+|[1-9]\d{0,2}(?:,\d{3})+)(?!\d)"
)
_DAY_MONTH = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])"
_MONTH_DAY = r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])"
_YEAR, _ENDED = r"[12]\d{3}", r"(?![.,]?\d)"
_DATE = re.compile(
    rf"(?<!\d)(?<!\d[.,])"
    rf"(?:{_DAY_MONTH}(?=\.{_YEAR}{_ENDED})|{_YEAR}(?=\.{_MONTH_DAY}{_ENDED}))\."
)
"""A date in figures up to the point beside its year, which is no decimal point."""
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_PERCENT = re.compile(r"(?<=\d) %")
_TOKEN = re.compile(r"\d+(?:\.\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*")
_ARTICLES = frozenset({"a", "an", "the"})


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """``text`` in the form in which an accepted answer is looked for (see ``ACCEPTED_RULE``)."""
    text = unicodedata.normalize("NFC", text).lower().replace("ё", "е").replace("’", "'")
    text = text.translate(_DROPPED)
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), part_dates(text))
    text = _DECIMAL.sub(".", text)
    return _PERCENT.sub("%", _GAPS.sub(" ", text)).strip()


def part_dates(text: str) -> str:
    """``text`` with a space before or after the year of each date in figures: 17.01 2026."""
    return _DATE.sub(lambda match: f"{match[0][:-1]} ", text)


def contains(text: str, accepted: str) -> bool:
    """Whether ``text`` holds ``accepted``, by ``ACCEPTED_RULE``."""
    needle = normalise(accepted)
    if not needle:
        return False
    before = r"(?<![^\W_])" if needle[0].isalnum() else ""
    before += r"(?<!\d\.)" if needle[0].isdigit() else ""
    after = r"(?!\d)(?!\.\d)" if needle[-1].isdigit() else ""
    return re.search(before + re.escape(needle) + after, normalise(text)) is not None


def tokens(text: str, language: Language) -> list[str]:
    """Words and numbers of ``text`` in order, normalised; English articles are left out."""
    found = _TOKEN.findall(normalise(text))
    if language is Language.EN:
        return [token for token in found if token not in _ARTICLES] or found
    return found


def f1(got: Sequence[Hashable], expected: Sequence[Hashable]) -> float:
    """Harmonic mean of precision and recall of the multiset of ``got``; 0 where either is empty."""
    shared = (Counter(got) & Counter(expected)).total()
    return 2 * shared / (len(got) + len(expected)) if shared else 0.0
