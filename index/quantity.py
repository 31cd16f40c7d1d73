"""Numbers with their units: «6,7 тыс.», 6.7 thousand, «6,7 мың» and 6700 are one quantity.

Read: decimal commas and points, digits grouped by spaces (and by commas in English), multipliers,
percent, money, ordinals («86-е», 86th, «86-шы», «86-орын»), ranges (15–30), years, and numerals in
words («два миллиона», two million, «екі миллион»). Not read: digits inside a name (IPv6, 5G).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus import Language


class QuantityKind(StrEnum):
    """What a number counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    ORDINAL = "ordinal"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``text[start:end]``, multiplier and unit sign included.

    ``value`` is in whole units (6700 for «6,7 тыс.»; 15 for 15 %). ``upper`` is the other end of a
    range. ``unit`` is "%", an ISO 4217 code, "t", "m2", "km", "EFlops", or None.
    """

    kind: QuantityKind
    value: float
    unit: str | None
    start: int
    end: int
    upper: float | None = None


_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?"
)
_NUMERALS = {
    "один одна одно одного одной бір one": 1,
    "два две двух двум двумя екі two": 2,
    "три трех трем тремя үш three": 3,
    "четыре четырех четырем төрт four": 4,
    "пять пяти пятью бес five": 5,
    "шесть шести алты six": 6,
    "семь семи жеті seven": 7,
    "восемь восьми сегіз eight": 8,
    "девять девяти тоғыз nine": 9,
    "десять десяти десятью он ten": 10,
    "одиннадцать одиннадцати eleven": 11,
    "двенадцать двенадцати twelve": 12,
    "пятнадцать пятнадцати fifteen": 15,
    "двадцать двадцати жиырма twenty": 20,
    "тридцать тридцати отыз thirty": 30,
    "сорок сорока қырық forty": 40,
    "пятьдесят пятидесяти елу fifty": 50,
    "сто ста жүз hundred": 100,
}
_WORD_VALUES: Mapping[str, int] = {
    word: value for words, value in _NUMERALS.items() for word in words.split()
}
_AMBIGUOUS = frozenset({"он", "бес", "сто", "ста", "жүз", "үш", "hundred"})
"""Numerals that are other words in a neighbouring language: read only before a multiplier."""

_MULTIPLIERS = (
    (1e3, r"тыс(?:\.|яч[а-я]*)?|мың[а-яәіңғүұқөһ]*|thousands?"),
    (1e6, r"млн\.?|миллион[а-яәіңғүұқөһ]*|millions?|mln"),
    (1e9, r"млрд\.?|миллиард[а-яәіңғүұқөһ]*|billions?|bn"),
    (1e12, r"трлн\.?|триллион[а-яәіңғүұқөһ]*|trillions?|tn"),
)
_UNITS = (
    ("%", r"%|процент[а-я]*|пайыз[а-яәіңғүұқөһ]*|per\s?cent|percentage points?"),
    ("USD", r"\$|доллар[а-яәіңғүұқөһ]*|долл\.|usd\b|dollars?"),
    ("EUR", r"€|евро|еуро|eur\b|euros?"),
    ("RUB", r"₽|руб\.|рубл[а-я]*|рубль|rub\b|rou?bles?"),
    ("KZT", r"₸|тенге|теңге[а-яәіңғүұқөһ]*|тг\b|kzt\b|tenge"),
    ("t", r"тонн[а-яәіңғүұқөһ]*|tonn?e?s?\b"),
    (
        "m2",
        (
            r"кв\.?\s?м(?:етр[а-я]*)?\b|шаршы метр[а-яәіңғүұқөһ]*|м²|m²"
            r"|square met(?:er|re)s?|sq\.?\s?m\b"
        ),
    ),
    ("km", r"км\b|километр[а-я]*|km\b|kilomet(?:er|re)s?"),
    ("EFlops", r"eflops|эфлопс|экзафлопс[а-я]*|exaflops?"),
)
_MONEY = frozenset({"USD", "EUR", "RUB", "KZT"})
_SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB", "₸": "KZT"}
_SIGN = re.compile(r"[$€₽₸]\s?\Z")
_ORDINAL = (
    r"[-‐‑–](?:[оы]?го|[ыио]?й|ая|яя|я|ое|ее|е|[ыи]м|м|[ыи]х|х|ю|му"
    r"|(?:ын|ін|н)?ш[ыі]|орын[а-яәіңғүұқөһ]*|жыл[а-яәіңғүұқөһ]*)(?!\w)"
    r"|(?:st|nd|rd|th|s)(?!\w)"
)
_YEAR_WORD = r"\s?(?:г\.|гг\.|год[а-я]*|жыл[а-яәіңғүұқөһ]*)"


def _alternatives(table: Iterable[tuple[object, str]]) -> str:
    return "|".join(f"(?:{pattern})" for _, pattern in table)


_CANDIDATE = re.compile(
    rf"(?<![\w.,])(?<!\d[-‐‑–])(?:\d|(?:{'|'.join(_WORD_VALUES)})(?!\w))", re.IGNORECASE
)
"""Where a quantity may begin: found first, because most of a text is not one."""
_QUANTITY = re.compile(
    rf"(?P<value>{_DIGITS}|(?:{'|'.join(_WORD_VALUES)})(?!\w))"
    rf"(?:(?P<ordinal>{_ORDINAL})"
    rf"|(?:\s?(?:[-‐‑–—]|(?:to|до)(?=\s))\s?(?P<upper>{_DIGITS})(?!\w|[-.]\d))?"
    rf"(?:[\s\u00a0]?(?P<multiplier>{_alternatives(_MULTIPLIERS)})(?!\w))?"
    rf"(?:[\s\u00a0]?(?P<unit>{_alternatives(_UNITS)})(?!\w))?)"
    rf"(?P<year>{_YEAR_WORD})?",
    re.IGNORECASE,
)


def numbers(text: str, language: Language) -> list[Quantity]:
    """The quantities of ``text`` in order; offsets are code points of ``text`` as given."""
    found = []
    place = 0
    while candidate := _CANDIDATE.search(text, place):
        match = _QUANTITY.match(text, candidate.start())
        place = candidate.end() if match is None else match.end()
        quantity = None if match is None else _quantity(match, language)
        if quantity is not None:
            found.append(quantity)
    return found


def number_terms(text: str, language: Language) -> list[str]:
    """Canonical terms of the numbers in ``text``: ``#6700``, for a percentage also ``#15%``."""
    terms = []
    for quantity in numbers(text, language):
        for value in (quantity.value, quantity.upper):
            if value is not None:
                terms.append(f"#{value:.12g}")
                if quantity.kind is QuantityKind.PERCENT:
                    terms.append(f"#{value:.12g}%")
    return terms


def _quantity(match: re.Match[str], language: Language) -> Quantity | None:
    raw = match["value"].casefold()
    scale = _scale(match["multiplier"])
    if raw in _WORD_VALUES:
        if scale == 1.0 and (raw in _AMBIGUOUS or _WORD_VALUES[raw] == 1):
            return None
        value = float(_WORD_VALUES[raw])
    else:
        after = match.string[match.end("value") : match.end("value") + 1]
        if (after.isalpha() or after == "_") and match.end() == match.end("value"):
            return None
        value = _number(raw, language)
    sign = _SIGN.search(match.string, max(0, match.start() - 2), match.start())
    unit = _unit(match["unit"]) or (_SIGNS[sign[0].strip()] if sign else None)
    kind = QuantityKind.NUMBER
    if unit == "%":
        kind = QuantityKind.PERCENT
    elif unit in _MONEY:
        kind = QuantityKind.MONEY
    elif _is_year(match, value, scale, unit):
        kind = QuantityKind.YEAR
    elif match["ordinal"]:
        kind = QuantityKind.ORDINAL
    upper = None if match["upper"] is None else round(_number(match["upper"], language) * scale, 9)
    start = sign.start() if sign else match.start()
    end = match.end() if match["year"] is None else match.start("year")
    return Quantity(kind, round(value * scale, 9), unit, start, end, upper)


def _is_year(match: re.Match[str], value: float, scale: float, unit: str | None) -> bool:
    if unit is not None or scale != 1.0 or not match["value"].isdigit():
        return False
    said = match["year"] is not None or "жыл" in (match["ordinal"] or "").casefold()
    return len(match["value"]) == 4 and (said or 1900 <= value <= 2100)


def _number(raw: str, language: Language) -> float:
    digits = re.sub(r"[ \u00a0\u202f]", "", raw)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits) and (
        language is Language.EN or digits.count(",") > 1 or "." in digits
    ):
        return float(digits.replace(",", ""))
    return float(digits.replace(",", "."))


def _scale(word: str | None) -> float:
    for scale, pattern in _MULTIPLIERS:
        if word is not None and re.fullmatch(pattern, word, re.IGNORECASE):
            return scale
    return 1.0


def _unit(word: str | None) -> str | None:
    for unit, pattern in _UNITS:
        if word is not None and re.fullmatch(pattern, word, re.IGNORECASE):
            return unit
    return None
