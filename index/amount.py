"""Numbers without their units, in figures, in words and in both: «5 млн. 300 тыс.», 10⁶, two dozen.

A chain of points that is no number (1.2.3), a figure with a superscript other than a power of ten,
and words that do not compose are no amounts, nor is any part of them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from corpus import Language
from index.figure import FIGURE, figure_value
from index.numeral import HOMOGRAPHS, LEXICON, PLAIN_KAZAKH, Numeral, Role, compose


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` of ``text[start:end]``. ``digits`` tells that it has figures only, and
    ``is_scaled`` that it says thousands or more in a word («6,7 тыс.»); ``scales`` are what it may
    share with a number before it, the largest first. A lone ordinal in words (``is_idle``) counts
    nothing unless a month follows: «первый»."""

    value: float
    start: int
    end: int
    digits: bool = False
    is_scaled: bool = False
    is_ordinal: bool = False
    is_idle: bool = False
    scales: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    """``is_loose`` where the words before it may be a number of their own: after «and», a
    hyphen."""

    numeral: Numeral
    start: int
    end: int
    is_figure: bool = False
    is_loose: bool = False


_CHAIN = re.compile(r"(?:[.,]\d+)+")
_REST = re.compile(r"\d{3}(?![\w^]|\s?%|[-‐‑–.,:/][\w])")
"""What may follow «6 тыс.» and be of the same number."""
_ABBREVIATIONS: Mapping[str, Numeral] = {
    word: Numeral(Role.SCALE, value)
    for value, words in ((1e3, "тыс"), (1e6, "млн mln"), (1e9, "млрд bn"), (1e12, "трлн tn"))
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+(?!\w)")
_CLOSE = re.compile(r"\s?")
_BLANK = re.compile(r"[^\S\n]")
_JOINT = {
    Language.RU: re.compile(r"\s"),
    Language.KK: re.compile(r"\s"),
    Language.EN: re.compile(r"(?P<loose>[-‐‑]|\sand\s)|\s", re.IGNORECASE),
}
_HALF = {
    Language.RU: re.compile(r"\sс\s(?:(?P<half>половиной)|четвертью|третью)(?!\w)", re.IGNORECASE),
    Language.KK: re.compile(r"\s(?P<half>жарым)(?!\w)", re.IGNORECASE),
    Language.EN: re.compile(
        r"[\s-]and[\s-]a[\s-](?:(?P<half>half)|quarter|third)(?!\w)", re.IGNORECASE
    ),
}
_ARTICLE = re.compile(
    r"(?:(?P<half>half[\s-](?:an?\s)?)|an?\s)"
    r"(?=(?:hundred|thousand|million|billion|trillion|dozen)(?!\w))",
    re.IGNORECASE,
)
_ABLATIVE = ("дан", "ден", "тан", "тен", "нан", "нен")
_LONGEST = 32
"""Words of a row: a list of numerals without end is no number, and is read in one go."""
_AT_ONCE = "бірден"
_POINT = "point"
"""In «two point five», not in «five-point»."""
_INDEFINITE = frozenset({"бірнеше", "неше", "қанша", "талай"})
_BEFORE = re.compile(r"([^\W\d_]+)\s\Z")
_NEXT = re.compile(r"[\s-]?([^\W\d_]+)")
_CONTINUING = {"с", "жарым", "and", *_ABBREVIATIONS}.union(
    word
    for words in (*LEXICON.values(), PLAIN_KAZAKH)
    for word, numeral in words.items()
    if numeral.role in (Role.SCALE, Role.COUNT, Role.HUNDRED)
)
_OTHERS = frozenset({"a", "an", "half"})
_WORDS = frozenset(word for words in (*LEXICON.values(), PLAIN_KAZAKH) for word in words)
_OPENINGS = {word[:3] for word in _WORDS} | {"трё", "чет", "hal"}
_CANDIDATES = "|".join(
    f"{letter}(?:{'|'.join(sorted(word[1:] for word in words))})"
    for letter, words in groupby(sorted(_OPENINGS), key=itemgetter(0))
)
CANDIDATE = re.compile(rf"(?<![\w.,])(?<!\d[-‐‑–])(?:\d|{_CANDIDATES}|an?\s[hmtbd])", re.IGNORECASE)
"""Where an amount may begin: found first, because most of a text is none."""


def amount(text: str, place: int, language: Language) -> tuple[Amount | None, int]:
    """The amount that begins at ``place``, if any, and where to read on."""
    spoken, row = language, [] if (figure := _figure(text, place, language)) is None else [figure]
    if _may_go_on(text, place, figure):
        rows = ((each, _row(text, place, each, language)) for each in _languages(language))
        spoken, row = max(rows, key=lambda found: found[1][-1].end if found[1] else place)
    if not row:
        word = _WORD.match(text, place)
        return None, place + 1 if word is None else word.end()
    if len(row) > 1 or not row[0].is_figure:
        return _composed(text, row, spoken)
    end = row[0].end
    chain = _CHAIN.match(text, end)
    if chain is not None:
        return None, chain.end()
    if unicodedata.category(text[end : end + 1] or " ") == "No":
        return None, end + 1
    return Amount(row[0].numeral.value, place, end, digits=True), end


def _may_go_on(text: str, place: int, figure: _Token | None) -> bool:
    """Whether a numeral in words is at ``place``, or after the figure there: most have none."""
    if figure is None:
        word = _WORD.match(text, place)
        return word is not None and (_key(word[0]) in _WORDS or word[0].casefold() in _OTHERS)
    word = _NEXT.match(text, figure.end)
    return word is not None and _key(word[1]) in _CONTINUING


def _languages(language: Language) -> Sequence[Language]:
    return list(dict.fromkeys((language, *Language)))


def _row(text: str, place: int, spoken: Language, language: Language) -> list[_Token]:
    """The numerals of one language that follow each other from ``place``."""
    row: list[_Token] = []
    while len(row) < _LONGEST and (token := _next(text, place, row, spoken, language)):
        row.append(token)
        place = token.end
    return [] if spoken is not language and _is_foreign(text, row) else row


def _next(
    text: str, place: int, row: Sequence[_Token], spoken: Language, language: Language
) -> _Token | None:
    last = row[-1] if row else None
    start, loose = place, False
    if last is not None:
        half = _HALF[spoken].match(text, place)
        if half is not None:
            role = Role.HALF if half["half"] else Role.FRACTION
            return _Token(Numeral(role, 0.5), half.start(), half.end())
        joint = (_CLOSE if last.is_figure else _JOINT[spoken]).match(text, place)
        if joint is None:
            return None
        start, loose = joint.end(), bool(joint.groupdict().get("loose"))
    if text[start : start + 1].isdecimal():
        figure = _figure(text, start, spoken if row else language)
        return figure if not row or figure is None else _as_rest(text, figure, row, spoken)
    article = _ARTICLE.match(text, start) if spoken is language is Language.EN else None
    if article is not None and not (loose or (last is not None and last.is_figure)):
        value = 0.5 if article["half"] else 1.0
        end = article.end() - 1
        return _Token(Numeral(Role.COEFFICIENT, value, 1), start, end, is_loose=loose)
    if loose and row[0].is_figure:
        return None
    word = _WORD.match(text, start)
    numeral = None if word is None else _numeral(word[0], spoken, language)
    if word is None or numeral is None or not _follows(text, row, word, numeral):
        return None
    if loose and word[0].casefold() == _POINT:
        return None
    end = word.end()
    if text[end : end + 1] == "." and _key(word[0]) in _ABBREVIATIONS:
        end += not text[end + 1 : end + 2].isalnum()
    return _Token(numeral, start, end, is_loose=loose)


def _figure(text: str, start: int, language: Language) -> _Token | None:
    found = FIGURE.match(text, start)
    if found is None:
        return None
    value = figure_value(found, language)
    whole = value.is_integer() and found["exponent"] is None
    return _Token(Numeral(Role.COEFFICIENT, value, int(whole)), start, found.end(), is_figure=True)


def _as_rest(text: str, figure: _Token, row: Sequence[_Token], spoken: Language) -> _Token | None:
    """``figure`` where it may be of one number with ``row``: «5 млн 300 тыс.», «6 тыс. 700»."""
    scale, value = row[-1].numeral, figure.numeral.value
    if (
        len(row) < 2
        or scale.role is not Role.SCALE
        or row[-2].numeral.value % 1 != 0
        or value >= 1e3
        or _BLANK.match(text, row[-1].end) is None
    ):
        return None
    after = _next(text, figure.end, [figure], spoken, spoken)
    if after is not None and after.numeral.role is Role.SCALE:
        return figure if after.numeral.value < scale.value else None
    return figure if scale.value == 1e3 and _REST.match(text, figure.start) else None


def _follows(text: str, row: Sequence[_Token], word: re.Match[str], numeral: Numeral) -> bool:
    """Whether a numeral goes on with ``row``, well or ill; another one begins where not."""
    if not row:
        key = _key(word[0])
        return numeral.role is not Role.FRACTION and key not in _ABBREVIATIONS and key != _AT_ONCE
    last = row[-1]
    if last.is_figure:
        return numeral.role in (Role.SCALE, Role.COUNT, Role.HUNDRED)
    if text[last.end - 1] == "." and word[0][0].isupper():
        return False  # a sentence begins
    if last.numeral.closes:  # «үштен екі» are two thirds, «40 миллионға тоғыз» two numbers
        is_part = text[last.start : last.end].casefold().endswith(_ABLATIVE)
        return is_part and last.numeral.role is not Role.SCALE and not last.numeral.ordinal
    return not (numeral.ordinal and numeral.value == 1 and last.numeral.room == 1)


def _key(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _numeral(word: str, spoken: Language, language: Language) -> Numeral | None:
    key = _key(word)
    lexicon = PLAIN_KAZAKH if spoken is language is Language.KK else LEXICON[spoken]
    return lexicon.get(key) or _ABBREVIATIONS.get(key)


def _is_foreign(text: str, row: Sequence[_Token]) -> bool:
    """Whether ``row`` in a text that is not Kazakh may as well be Russian: «он», «он миллион»."""
    words = [_key(text[token.start : token.end]) for token in row]
    return (
        bool(words)
        and words[0] in HOMOGRAPHS
        and all(word in LEXICON[Language.RU] for word in words[1:])
    )


def _composed(text: str, row: Sequence[_Token], spoken: Language) -> tuple[Amount | None, int]:
    if any(token.numeral.role is Role.FRACTION for token in row):
        return None, row[-1].end
    for size in range(len(row), 0, -1):
        if size < len(row) and not (row[size].is_loose and not row[size].numeral.ordinal):
            continue
        numerals = [token.numeral for token in row[:size]]
        value = compose(numerals, spoken)
        if value is None:
            continue
        start, end = row[0].start, row[size - 1].end
        is_ordinal = numerals[-1].ordinal
        if numerals[0].bare and _is_indefinite(text, start, spoken):
            return None, end
        is_scaled = any(numeral.role is Role.SCALE for numeral in numerals)
        is_word = numerals[0].alone and text[start:end] != "СТО"  # a service station
        idle = size == 1 and (is_ordinal or not is_word)
        scales = _scales(numerals)
        return Amount(value, start, end, False, is_scaled, is_ordinal, idle, scales), end
    return None, row[-1].end


def _scales(numerals: Sequence[Numeral]) -> tuple[float, ...]:
    """Products of the multipliers at the end: of three hundred thousand, 100,000 and 1,000."""
    found, product = [], 1.0
    for numeral in reversed(numerals[1:]):
        if numeral.role not in (Role.SCALE, Role.COUNT, Role.HUNDRED):
            break
        product *= numeral.value
        found.append(product)
    return tuple(reversed(found))


def _is_indefinite(text: str, start: int, language: Language) -> bool:
    """Whether a scale without a coefficient is one of several, or a part: «треть миллиона»."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    return before is not None and (
        _key(before[1]) in _INDEFINITE or _key(before[1]) in LEXICON[language]
    )
