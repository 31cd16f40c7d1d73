"""Sentences: razdel's rules, with Kazakh and English merges, run in linear time.

razdel decides each candidate boundary from ten characters on either side, and its own loop copies
the sentence so far at every candidate, which is quadratic on a long line. Here the same rules run
over positions instead of copies, so that spans come out exact, after the rules of this project:

- no boundary without white space after it («Alem.Cloud», «…!», «т.б.,»);
- «2025 ж.», «2025 г.», «XX ғ.», "Dr.", "e.g.", "No. 5", "Jan. 17", «мың.», «т.б. бар» go on;
- «Статья 2. Плата», «5-бап. Төлем» at the start of a unit go on;
- after an abbreviation or an initial, a capitalised function word («Он», «Бұл», "The") opens a
  sentence, which razdel, joining always, does not see.
"""

import re

from razdel.rule import JOIN
from razdel.segmenters.sentenize import (
    BULLET_SIZE,
    RULES,
    SOKRS,
    SentSplit,
    SentSplitter,
)

from corpus.abbreviations import (
    AFTER_NUMBER,
    BEFORE_NUMBER,
    NEVER_LAST,
    NEVER_LAST_PAIRS,
    OPENERS,
    TAIL,
)
from corpus.heading import is_numbering
from corpus.language import Language
from corpus.span import Span, trimmed
from corpus.structure import units

_WINDOW = 24
_RAZDEL = SentSplitter()
_LEFT_WORD = re.compile(r"(?:(\w)\.\s?)?([^\W\d_]+)$")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLC]+)\s*[-–—]?\s*[^\W\d_]+$")
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
    start = unit.start
    for match in _RAZDEL.re.finditer(text, unit.start, unit.end):
        end = match.end()
        if (
            end < unit.end
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
    return None
