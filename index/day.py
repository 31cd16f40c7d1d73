"""Days of the year: «17.11.2025», 2025-11-17, «17 ноября», November 17, «17 қараша».

A day is one number, month and day: 1117. A year in two digits is of this century where the century
is not over 70 years; in figures the day comes before the month unless there is no such month.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """The day at ``text[start:end]``, ``last`` the other end of a range of days, and the year with
    its own place."""

    day: int
    last: int | None
    year: int
    start: int
    end: int
    year_start: int
    year_end: int


_D, _M, _Y = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"[12]\d{3}"
_DATES = tuple(
    re.compile(rf"{pattern}(?![.,/-]?\d)")
    for pattern in (
        rf"(?P<year>{_Y})(?P<sign>[-./])(?P<month>0[1-9]|1[0-2])(?P=sign)(?P<day>\d\d)",
        (
            rf"(?:(?P<from>{_D})\s?[-‐‑–—]\s?)?"
            rf"(?P<day>{_D})(?P<sign>[-./])(?P<month>{_M})(?P=sign)(?P<year>{_Y})"
        ),
        rf"(?P<month>{_M})/(?P<day>{_D})/(?P<year>{_Y})",
        (
            r"(?P<day>0[1-9]|[12]\d|3[01])(?P<sign>[./])(?P<month>0[1-9]|1[0-2])(?P=sign)"
            r"(?P<year>\d\d)"
        ),
    )
)
_LATEST = 70
_MONTHS = (
    (r"января|january|[қк]а[ңн]тар[а-яәіңғүұқөһ]*", r"jan\."),
    (r"февраля|february|а[қк]пан[а-яәіңғүұқөһ]*", r"feb\."),
    (r"марта|march|наурыз[а-яәіңғүұқөһ]*", r"mar\."),
    (r"апреля|april|с[әа]у[іи]р[а-яәіңғүұқөһ]*", r"apr\."),
    (r"мая|(?-i:May|MAY)|мамыр[а-яәіңғүұқөһ]*",),
    (r"июня|june|маусым(?:ға|да|дағы|нан|ның|ына|ында|ындағы|ынан)?", r"jun\."),
    (r"июля|july|ш[іи]лде[а-яәіңғүұқөһ]*", r"jul\."),
    (r"августа|august|тамыз[а-яәіңғүұқөһ]*", r"aug\."),
    (r"сентября|september|[қк]ырк[үу]йек[а-яәіңғүұқөһ]*", r"sept?\."),
    (r"октября|october|[қк]азан(?:ы|ға|да|дағы|нан|ның|ында|ынан)?", r"oct\."),
    (r"ноября|november|[қк]араша[а-яәіңғүұқөһ]*", r"nov\."),
    (r"декабря|december|желто[қк]сан[а-яәіңғүұқөһ]*", r"dec\."),
)
_NAMES = "|".join(
    f"(?P<m{month}>{'|'.join(names)})(?!\\w)" for month, names in enumerate(_MONTHS, 1)
)
_AFTER = re.compile(rf"(?:\s(?P<of>of\s)?|[-‐‑])(?:{_NAMES})", re.IGNORECASE)
_BEFORE = re.compile(rf"(?<!\w)(?P<within>in\s)?(?:{_NAMES})\s(?:the\s)?\Z", re.IGNORECASE)
_GENITIVE = ("ның", "нің", "дың", "дің", "тың", "тің")
_SEASON = "маусым"
"""June is also a season."""
_REACH = 24


def date(text: str, place: int) -> Date | None:
    """The date in figures that begins at ``place``."""
    for pattern in _DATES:
        found = pattern.match(text, place)
        if found is None:
            continue
        day, month, year = int(found["day"]), int(found["month"]), int(found["year"])
        if len(found["year"]) == 2:
            year += 2000 if year < _LATEST else 1900
        if not _exists(day, month):
            continue
        first = found.groupdict().get("from")
        of_month = (found.start("day"), found.end("day"), found.start("month"), found.end("month"))
        start = place if first else min(of_month)
        opening = 100 * month + (int(first) if first else day)
        last = 100 * month + day if first else None
        return Date(opening, last, year, start, max(of_month), *found.span("year"))
    return None


def month_of(text: str, start: int, end: int, lone_word: bool = False) -> int | None:
    """The month that stands after the number at ``text[start:end]`` or, in English and Kazakh,
    before it, and makes it a day; None where there is none. A ``lone_word`` needs a month that
    it cannot count («первого мая», but not the first March)."""
    found = _AFTER.match(text, end)
    if found is not None and lone_word and not found["of"]:
        name = found[0].strip().casefold()
        if name.isascii() or name.startswith(_SEASON):
            return None
    if found is None:
        found = _BEFORE.search(text, max(0, start - _REACH), start)
        if found is None or found["within"] or not _leads(found):
            return None
    return _month(found.groupdict())


def day_of(number: float, month: int) -> float | None:
    """Month and day as one number, where there is such a day."""
    return 100 * month + number if number.is_integer() and _exists(number, month) else None


def _exists(day: float, month: int) -> bool:
    leap = 2024
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(leap, month)[1]


def _leads(found: re.Match[str]) -> bool:
    """«May 5», «қарашаның 5-і», but not «мая 5»."""
    name = found[0].split()[-1 if not found[0].rstrip().lower().endswith(" the") else -2].lower()
    return name.isascii() or name.endswith(_GENITIVE)


def _month(names: Mapping[str, str | None]) -> int:
    return next(month for month in range(1, 13) if names[f"m{month}"] is not None)
