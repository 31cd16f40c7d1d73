"""Personal data in what users write: found by form and check digit, replaced by a placeholder.

Used before a question is logged, kept or sent to a model endpoint. Sources:
IIN: twelve digits, the check digit by the weights of the Government of Kazakhstan's resolution
No. 406 of 11 June 2003; payment cards: ISO/IEC 7812-1, Annex B (Luhn).
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial


class Personal(StrEnum):
    """A kind of personal data; the value is its placeholder."""

    IIN = "[IIN]"
    CARD = "[CARD]"
    PHONE = "[PHONE]"
    EMAIL = "[EMAIL]"


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_IIN = re.compile(r"(?<!\d)\d{12}(?!\d)")
_PHONE = re.compile(
    r"(?<![\d\w])(?:\+\d{1,3}|8)[ -]?\(?\d{3}\)?(?:[ -]?\d){7}(?!\d)|(?<!\w)\+\d{10,14}(?!\d)"
)
_IIN_WEIGHTS = (tuple(range(1, 12)), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))


def is_iin(digits: str) -> bool:
    """Whether twelve digits are an individual identification number: date and check digit."""
    if len(digits) != 12 or not digits.isdigit():
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    if not (1 <= month <= 12 and 1 <= day <= 31 and digits[6] in "0123456"):
        return False
    for weights in _IIN_WEIGHTS:
        check = sum(w * int(d) for w, d in zip(weights, digits, strict=False)) % 11
        if check < 10:
            return check == int(digits[11])
    return False


def is_card(digits: str) -> bool:
    """Whether 13 to 19 digits pass the Luhn check of payment cards."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


_CHECKS: tuple[tuple[Personal, re.Pattern[str], Callable[[str], bool]], ...] = (
    (Personal.EMAIL, _EMAIL, lambda _: True),
    (Personal.CARD, _CARD, lambda match: is_card(_digits(match))),
    (Personal.IIN, _IIN, is_iin),
    (Personal.PHONE, _PHONE, lambda _: True),
)


def redact(text: str) -> str:
    """``text`` with e-mail addresses, cards, IINs and phone numbers replaced by placeholders."""
    for kind, pattern, accept in _CHECKS:
        text = pattern.sub(partial(_replace, kind, accept), text)
    return text


def _replace(kind: Personal, accept: Callable[[str], bool], match: re.Match[str]) -> str:
    return kind.value if accept(match.group()) else match.group()
