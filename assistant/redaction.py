"""Personal data in what users write: found by form and check digit, replaced by a placeholder.

Used before a question is logged, kept or sent to a model endpoint. Sources:
IIN: twelve digits, the check digit by the weights of the Government of Kazakhstan's resolution
No. 406 of 11 June 2003; payment cards: ISO/IEC 7812-1, Annex B (Luhn); bank accounts: ISO 13616
(IBAN, modulo 97).

A card, an IIN or an account is looked for among neighbouring groups of digits, whatever parts them,
so that a date or a sum beside it hides nothing. Figures are no personal data: sums in thousands and
years are let alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """A kind of personal data; the value is its placeholder."""

    IIN = "[IIN]"
    CARD = "[CARD]"
    PHONE = "[PHONE]"
    EMAIL = "[EMAIL]"
    IBAN = "[IBAN]"


_DASHES = r"\-\u2010-\u2015\u2212"
_SPACES = r" \t\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_PARTED = rf"[{_SPACES}{_DASHES}.]"
_GAP = rf"{_PARTED}{{0,4}}"
_SPACE = rf"[{_SPACES}]{{1,4}}"

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\d+")
_DIGIT_GROUPS = re.compile(rf"\d(?:{_GAP}\d)*")
_SIGNS = re.compile(r"[A-Za-z\d]+")
_SIGN_GROUPS = re.compile(rf"[A-Za-z\d](?:{_GAP}[A-Za-z\d])*")
_CARD = re.compile(rf"\d{{3,}}(?:{_GAP}\d{{3,}})*(?:{_GAP}\d{{1,2}})?|\d(?:{_GAP}\d(?!\d))+")
"""Three digits or more at a time, or one: figures in a row, such as dates, are of two as well."""
_IIN = re.compile(rf"\d(?:[{_SPACES}{_DASHES}]*\d)*")
"""Without dots: «10.12.2024–14.05.2025» is made of months and days as well."""
_IBAN = re.compile(
    rf"[A-Z]{{2}}\d\d(?:[A-Z\d]{{11,30}}|(?:{_GAP}[A-Z\d]{{4}}){{2,7}}(?:{_GAP}[A-Z\d]{{1,3}})?)",
    re.IGNORECASE,
)
_YEARS = re.compile(rf"(?:19|20)\d\d(?:{_GAP}(?:19|20)\d\d)+")
_SUM = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+"
_THOUSANDS = re.compile(_SUM)
_SUMS = re.compile(
    rf"{_SUM}(?:{_GAP}[{_DASHES}]{_GAP}\d{{1,3}}(?:{_SPACE}\d{{3}})*)?"
    rf"|\+{_GAP}\d{{1,3}}(?:{_SPACE}\d{{3}})*{_SPACE}000|\+{_GAP}\d(?:{_SPACE}\d{{3}}){{3}}"
)
"""A sum, or two of a range, that has the digits of a phone number; after a plus, a round one."""
_IN = rf"[{_SPACES}{_DASHES}.()]{{0,4}}"
_BETWEEN = rf"[{_SPACES}{_DASHES}.()]{{1,4}}"
_PHONE = re.compile(
    rf"\+{_GAP}(?:7(?:{_IN}\d){{10}}|\d(?:{_IN}\d){{9,14}})(?!\d)"
    rf"|(?<!\d)(?:8{_IN}(?=\d{{3}})|7{_IN}(?=[3-9]\d\d))\d(?:{_IN}\d){{9}}(?!\d)"
    rf"|(?<!\d)(?:\([79]\d\d\)|[79]\d\d){_BETWEEN}\d{{3}}"
    rf"(?:{_BETWEEN}\d\d{_BETWEEN}\d\d|{_BETWEEN}(?!(?:19|20)\d\d)\d{{4}}|\d{{4}})(?!\d)"
    rf"|(?<!\d)\(7\d{{3}}\){_GAP}\d\d{_GAP}\d\d{_GAP}\d\d(?!\d)"
    rf"|(?<!\d)7(?:0[0-8]|47|7\d)\d{{4}}(?!000)\d{{3}}(?!\d)"
)
"""With a plus; with 8 or 7; a mobile or a city number without them, where it is written as one."""
_IIN_WEIGHTS = (tuple(range(1, 12)), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))


def is_iin(digits: str) -> bool:
    """Whether twelve digits are an individual identification number: date and check digit."""
    if len(digits) != 12 or not digits.isdecimal():
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


def is_iban(signs: str) -> bool:
    """Whether 15 to 34 letters and digits are an international bank account number."""
    if not (15 <= len(signs) <= 34 and signs.isascii() and signs.isalnum()):
        return False
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _signs(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@dataclass(frozen=True, slots=True)
class _Grouped:
    """A kind whose ``least`` to ``most`` characters are whole groups of a run of them, ``accept``
    says which."""

    kind: Personal
    run: re.Pattern[str]
    group: re.Pattern[str]
    least: int
    most: int
    accept: Callable[[str], bool]

    def redact(self, text: str) -> str:
        """``text`` with all such groups replaced."""
        return self.run.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        run, kept, at = match.group(), "", 0
        for start, end in self._windows(run):
            if not self.accept(run[start:end]):
                continue
            if start >= at:
                kept += run[at:start] + self.kind.value
            at = max(at, end)
        return kept + run[at:]

    def _windows(self, run: str) -> Iterator[tuple[int, int]]:
        """Spans of neighbouring groups of the right length, those that begin first, first."""
        groups = [match.span() for match in self.group.finditer(run)]
        for i, (start, _) in enumerate(groups):
            length = 0
            for first, end in groups[i : i + self.most]:
                length += end - first
                if length > self.most:
                    break
                if length >= self.least:
                    yield start, end


def _holds_card(written: str) -> bool:
    if not (_CARD.fullmatch(written) and is_card(_signs(written))):
        return False
    return not (_YEARS.fullmatch(written) or _THOUSANDS.fullmatch(written))


def _holds_iin(written: str) -> bool:
    if not (_IIN.fullmatch(written) and is_iin(_signs(written))):
        return False
    return not _YEARS.fullmatch(written)


def _holds_iban(written: str) -> bool:
    return bool(_IBAN.fullmatch(written)) and is_iban(_signs(written))


_GROUPED = (
    _Grouped(Personal.IBAN, _SIGN_GROUPS, _SIGNS, 15, 34, _holds_iban),
    _Grouped(Personal.CARD, _DIGIT_GROUPS, _DIGITS, 13, 19, _holds_card),
    _Grouped(Personal.IIN, _DIGIT_GROUPS, _DIGITS, 12, 12, _holds_iin),
)


def redact(text: str) -> str:
    """``text`` with e-mail addresses, bank accounts, cards, IINs and phone numbers replaced by
    placeholders."""
    text = _EMAIL.sub(Personal.EMAIL, text)
    for grouped in _GROUPED:
        text = grouped.redact(text)
    return _PHONE.sub(_replace_phone, text)


def _replace_phone(match: re.Match[str]) -> str:
    return match.group() if _SUMS.fullmatch(match.group()) else Personal.PHONE
