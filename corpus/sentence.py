"""Sentences: razdel's rules, with Kazakh and English merges, run in linear time.

razdel decides each candidate boundary from ten characters on either side, and its own loop copies
the sentence so far at every candidate, which is quadratic on a long line. Here the same rules run
over positions instead of copies, so that spans come out exact, after the rules of this project:

- no boundary without white space after it («Alem.Cloud», «…!», «т.б.,»);
- «2025 ж.», «2025 г.», «XX ғ.», "Dr.", "e.g.", "No. 5", "Jan. 17", «мың.», «т.б. бар» go on;
- «Статья 2. Плата», «5-бап. Төлем» at the start of a unit go on;
- so do «17 янв. 2026», «табл. 2», «долл. США», «каз. Астана», «мкр. Самал», "St. Petersburg";
- what stands in brackets goes on to the closing one;
- after an abbreviation or an initial, a capitalised function word («Он», «Бұл», "The") opens a
  sentence, which razdel, joining always, does not see.
"""

import re
from collections import deque

from razdel.rule import JOIN
from razdel.segmenters.sentenize import (
    BULLET_SIZE,
    RULES,
    SOKRS,
    SentSplit,
    SentSplitter,
)

from corpus.abbreviations import (
    AFTER_FIGURE,
    AFTER_NUMBER,
    BEFORE_FIGURE,
    BEFORE_NAME,
    BEFORE_NUMBER,
    BEFORE_SURNAME,
    BETWEEN_FIGURES,
    CURRENCY,
    FOLLOWERS,
    NEVER_LAST,
    NEVER_LAST_PAIRS,
    OPENERS,
    SCALES,
    TAIL,
    UNITS,
)
from corpus.bracket import bracketed
from corpus.heading import is_numbering
from corpus.language import Language
from corpus.span import Span, trimmed
from corpus.structure import units

_WINDOW = 24
_RAZDEL = SentSplitter()
_LEFT_WORD = re.compile(r"(?:(\w)\.\s?)?((?:\b[^\W\d_]{1,2}-)?[^\W\d_]+)$")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLC]+)\s*[-–—]?\s*[^\W\d_]+$")
_STREET = re.compile(r"(?:\w\s+[A-Z]\w+|\d(?:st|nd|rd|th))\s+St$|\dst$")
"""A street, or "1st". The first word of a sentence names none: "Main St.", "Visit St. Louis"."""
_DEGREE = re.compile(r"\b[дк]\.\s?[^\W\d_]{1,4}\.\s?н$")
_COUNT = re.compile(r"\s*\((?:\d|[^\W\d_]+\s?[–—-]\s?\d)")
_SURNAME = re.compile(
    r"\s*[^\W\d_](?:\.|\w+(?:[оеё]в|[иы]н|[сц]кий|ко|ич|баев|ұлы|улы)а?у?(?:ым|ом|ого|ому)?\b)"
)
_RIGHT_WORD = re.compile(r"\s*([^\W\d_]+|\d|[^\w\s])(.?)", re.DOTALL)
_ROMAN = re.compile(r"[IVXLC]{2,}$")
_RAZDEL_WINDOW = 10
_NUMBERING = 32
"""Characters of the number of an article, a chapter or a section, its word included."""


def sentences(text: str, language: Language) -> list[Span]:
    """The sentences of ``text``: in order, apart, trimmed, covering all but white space.

    A sentence never crosses a unit of the text's structure: a blank line, a list item and a
    heading end one whatever their punctuation. ``language`` chooses the abbreviations known to
    end no sentence; the time is linear in the length of ``text``.
    """
    return [
        span
        for unit in units(text)
        for span in sentences_within(text, Span(unit.start, unit.end), language)
    ]


def sentences_within(text: str, unit: Span, language: Language) -> list[Span]:
    """The sentences of ``text[unit]``, a trimmed stretch that is one unit of its structure."""
    spans = []
    brackets = deque(bracketed(text, unit))
    start = unit.start
    for match in _RAZDEL.re.finditer(text, unit.start, unit.end):
        end = match.end()
        while brackets and brackets[0].end <= end:
            brackets.popleft()
        if (
            end < unit.end
            and not (brackets and brackets[0].start < end)
            and text[end].isspace()
            and _is_boundary(text, start, match, unit, language)
        ):
            spans.append(trimmed(text, start, end))
            start = end
    spans.append(trimmed(text, start, unit.end))
    return [span for span in spans if span.start < span.end]


def _is_boundary(
    text: str, start: int, match: re.Match[str], unit: Span, language: Language
) -> bool:
    mark, after = match.start(), match.end()
    if match[1] == ".":
        if start == unit.start and after - start <= _NUMBERING and is_numbering(text[start:after]):
            return False
        left = text[max(start, mark - _WINDOW) : mark]
        ends = _ends_sentence(left, text[after : after + _WINDOW], language)
        if ends is not None:
            return ends
    split = SentSplit(
        text[max(unit.start, mark - _RAZDEL_WINDOW) : mark],
        match[1],
        text[after : min(unit.end, after + _RAZDEL_WINDOW)],
        # razdel asks whether so short a sentence is a bullet; longer ones need not be copied.
        buffer=text[start : min(mark, start + BULLET_SIZE + 1)],
    )
    actions = (rule(split) for rule in RULES)
    return next((action != JOIN for action in actions if action), True)


def _ends_sentence(left: str, right: str, language: Language) -> bool | None:
    """Whether a full stop between ``left`` and ``right`` does; None leaves it to razdel."""
    before, after = _LEFT_WORD.search(left), _RIGHT_WORD.match(right)
    if before is None or after is None:
        return None
    word, token = before[2].lower(), after[1]
    opener = token.istitle() and token.lower() in OPENERS and after[2] != "."
    if word in NEVER_LAST or (before[1] and (before[1].lower(), word) in NEVER_LAST_PAIRS):
        return False
    if opener and (len(word) == 1 or word in SOKRS or word in AFTER_NUMBER):
        return True
    if word in AFTER_NUMBER and _NUMBER_BEFORE.search(left):
        return False
    if word in BEFORE_NUMBER and not token.islower():
        return not (token.isdigit() or _ROMAN.match(token))
    if word in TAIL[language] and (token.isdigit() or token.islower()):
        return False
    if not opener and _goes_on(before[2], left, token, right):
        return False
    return None


def _goes_on(short: str, left: str, token: str, right: str) -> bool:
    """Whether what the abbreviation ``short``, the end of ``left``, announces opens ``right``,
    whose first word is ``token``."""
    if short.isupper():
        return False
    word = short.lower()
    figure = token.isdigit() or _ROMAN.match(token) is not None
    numbered = _NUMBER_BEFORE.search(left) is not None
    closes = _STREET.search(left) is not None or (numbered and word in AFTER_FIGURE)
    return (
        (word in BEFORE_FIGURE and (figure or token == "№"))
        or (word in BETWEEN_FIGURES and numbered and token.isdigit())
        or (word in UNITS and numbered and _COUNT.match(right) is not None)
        or (word in SCALES and CURRENCY.match(right) is not None)
        or token.lower() in FOLLOWERS.get(word, ())
        or (word in BEFORE_SURNAME and _SURNAME.match(right) is not None)
        or (word in BEFORE_NAME and not closes)
        or _DEGREE.search(left) is not None
    )
