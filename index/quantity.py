"""Numbers with their units: «6,7 тыс.», 6.7 thousand, «6,7 мың» and 6700 are one quantity.

Read: numbers in figures and in words (``index.amount``), percent, money, ordinals («86-е», 86th,
«86-шы», «86-орын», «двадцать пятый»), ranges (15–30, «две-три тысячи»), years, and days of the year
(``index.day``). Not read: digits inside a name (IPv6, 5G), «один» and «первый» on their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Language
from index.amount import CANDIDATE, Amount, amount
from index.day import Date, date, day_of, month_of


class QuantityKind(StrEnum):
    """What a number counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    ORDINAL = "ordinal"
    YEAR = "year"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``text[start:end]``, scale and unit sign included, the name of a month not.

    ``value`` is in whole units (6700 for «6,7 тыс.»; 15 for 15 %), of a day its month and day (1117
    for «17 ноября»). ``upper`` is the other end of a range. ``unit`` is "%", an ISO 4217 code, "t",
    "m2", "km", "EFlops", or None.
    """

    kind: QuantityKind
    value: float
    unit: str | None
    start: int
    end: int
    upper: float | None = None


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
_UNIT = re.compile(
    rf"\s?(?P<unit>{'|'.join(f'(?:{pattern})' for _, pattern in _UNITS)})(?!\w)", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"[-‐‑–](?:[оы]?го|[ыио]?й|ая|яя|я|ое|ее|е|[ыи]м|м|[ыи]х|х|ю|му"
    r"|(?:ын|ін|н)?ш[ыі]|орын[а-яәіңғүұқөһ]*|жыл[а-яәіңғүұқөһ]*)(?!\w)"
    r"|(?:st|nd|rd|th|s)(?!\w)",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"\s?(?:г\.|гг\.|год[а-я]*|жыл[а-яәіңғүұқөһ]*)", re.IGNORECASE)
_TO = re.compile(r"\s?(?:[-‐‑–—]|(?:to|до)(?=\s))\s?", re.IGNORECASE)
_DATE_TO = re.compile(r"\s?[-‐‑–—]\s?")
_NO_UPPER = re.compile(r"\w|[-.]\d")
_SHARED = re.compile(r",?\s|\s?[-‐‑–—]\s?|\s(?:и|по|до|and|to|through|және|мен|бен|пен)\s")
"""Between days of one month that is named after the last of them."""
_MOST_DAYS = 31
_FALL = 10
"""What a range may fall by: «с 96 до 21 миллиона», but not «от 500 до 1 тысячи»."""


def numbers(text: str, language: Language) -> list[Quantity]:
    """The quantities of ``text`` in order; offsets are code points of ``text`` as given."""
    found: list[Quantity] = []
    place = 0
    while candidate := CANDIDATE.search(text, place):
        start = candidate.start()
        written = date(text, start)
        while written is not None:
            found += _of_date(written)
            place = max(written.end, written.year_end)
            joint = _DATE_TO.match(text, place)
            written = None if joint is None else date(text, joint.end())
        if place > start:
            continue
        quantity, place = _quantity(text, start, language, place)
        if quantity is not None:
            found.append(quantity)
    return _sharing_months(text, found)


def number_terms(text: str, language: Language) -> list[str]:
    """Canonical terms of the numbers in ``text``: ``#6700``, for a percentage also ``#15%``; of a
    day the day alone, ``#17``."""
    terms = []
    for quantity in numbers(text, language):
        for value in (quantity.value, quantity.upper):
            if value is not None:
                term = value % 100 if quantity.kind is QuantityKind.DAY else value
                terms.append(f"#{term:.12g}")
                if quantity.kind is QuantityKind.PERCENT:
                    terms.append(f"#{term:.12g}%")
    return terms


def _of_date(written: Date) -> list[Quantity]:
    """The day and the year, in the order of the text."""
    last = None if written.last is None else float(written.last)
    day = Quantity(QuantityKind.DAY, float(written.day), None, written.start, written.end, last)
    year = Quantity(
        QuantityKind.YEAR, float(written.year), None, written.year_start, written.year_end
    )
    return sorted((day, year), key=lambda quantity: quantity.start)


def _quantity(
    text: str, place: int, language: Language, before: int
) -> tuple[Quantity | None, int]:
    """The quantity that begins at ``place``, its sign before it but not before ``before``, and
    where to read on."""
    first, after = amount(text, place, language)
    if first is None:
        return None, after
    ordinal = _ORDINAL.match(text, first.end) if first.digits else None
    value, upper, end = first.value, None, first.end if ordinal is None else ordinal.end()
    last = None if ordinal is not None or first.is_ordinal else _last(text, first, language)
    if last is not None:
        value, upper, end = _scaled(first, last), last.value, last.end
    counts_days = first.digits or first.is_ordinal
    month = month_of(text, first.start, end, first.is_idle) if counts_days else None
    measured = _UNIT.match(text, end) if ordinal is None and month is None else None
    if first.is_idle and last is None and month is None:
        return None, after
    year = _YEAR_WORD.match(text, end if measured is None else measured.end())
    following = text[end : end + 1]
    named = following.isalpha() or following == "_"
    if first.digits and end == first.end and named and measured is None and year is None:
        return None, after
    end = end if measured is None else measured.end()
    sign = _SIGN.search(text, max(before, place - 2), place)
    unit = _SIGNS[sign[0].strip()] if sign else None
    unit = unit if measured is None else _unit(measured["unit"])
    kind = QuantityKind.NUMBER
    if unit == "%":
        kind = QuantityKind.PERCENT
    elif unit in _MONEY:
        kind = QuantityKind.MONEY
    elif unit is None and _is_year(text, first, ordinal, last, year is not None):
        kind = QuantityKind.YEAR
    elif ordinal is not None or first.is_ordinal:
        kind = QuantityKind.ORDINAL
    start = sign.start() if sign else place
    upper = None if upper is None else round(upper, 9)
    found = Quantity(kind, round(value, 9), unit, start, end, upper)
    return found if month is None or first.is_scaled else _as_day(found, month) or found, end


def _last(text: str, first: Amount, language: Language) -> Amount | None:
    """The other end of a range that ``first`` begins: of two figures, or of words that grow."""
    joint = None if first.is_scaled else _TO.match(text, first.end)
    if joint is None:
        return None
    last, _ = amount(text, joint.end(), language)
    if last is None or last.is_ordinal or (last.digits and _NO_UPPER.match(text, last.end)):
        return None
    if text[first.start].isdecimal() != text[last.start].isdecimal():
        return None
    if first.digits:
        return last
    is_pause = " " in joint[0] and not joint[0].strip().isalpha()
    return None if is_pause or first.value >= last.value else last


def _scaled(first: Amount, last: Amount) -> float:
    """The first end of a range, with the scale that only the last one has: «5–7 млн»."""
    scaled = [first.value * scale for scale in last.scales]
    rising = [value for value in scaled if value < last.value]
    falling = [value for value in scaled if last.is_scaled and value < _FALL * last.value]
    return next(iter(rising + falling), first.value)


def _is_year(
    text: str,
    first: Amount,
    ordinal: re.Match[str] | None,
    last: Amount | None,
    said: bool,
) -> bool:
    if not first.digits:
        return first.is_ordinal and said and 1000 <= first.value < 3000
    raw = text[first.start : first.end]
    if not raw.isdecimal() or len(raw) != 4 or (last is not None and last.scales):
        return False
    said = said or (ordinal is not None and "жыл" in ordinal[0].casefold())
    return said or 1900 <= first.value <= 2100


def _as_day(quantity: Quantity, month: int) -> Quantity | None:
    value = day_of(quantity.value, month)
    upper = None if quantity.upper is None else day_of(quantity.upper, month)
    if value is None or (quantity.upper is not None and upper is None):
        return None
    return replace(quantity, kind=QuantityKind.DAY, value=value, upper=upper)


def _sharing_months(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """With plain numbers before a day taken for days of its month: «с 17 по 20 ноября»."""
    given: list[Quantity] = []
    for quantity in reversed(found):
        day = given[-1] if given else None
        if (
            day is not None
            and day.kind is QuantityKind.DAY
            and quantity.kind is QuantityKind.NUMBER
            and quantity.unit is None
            and quantity.value <= _MOST_DAYS
            and _SHARED.fullmatch(text, quantity.end, day.start)
        ):
            quantity = _as_day(quantity, int(day.value) // 100) or quantity
        given.append(quantity)
    return given[::-1]


def _unit(word: str) -> str | None:
    return next(
        (unit for unit, pattern in _UNITS if re.fullmatch(pattern, word, re.IGNORECASE)), None
    )
