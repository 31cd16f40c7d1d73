"""Personal data in what users write: found by form and check digit, replaced by a placeholder.

Used before a question is logged, kept or sent to a model endpoint. Sources:
IIN: twelve digits, the check digit by the weights of the Government of Kazakhstan's resolution
No. 406 of 11 June 2003; payment cards: ISO/IEC 7812-1, Annex B (Luhn); bank accounts: ISO 13616
(IBAN, modulo 97).

A card, an IIN or an account is looked for among neighbouring groups of digits, whatever parts them,
so that a date or a sum beside it hides nothing. Figures are no personal data: sums in thousands and
years are let alone.

What stands on one line is found before what goes on over a line break, so that the lines of a list
are read one by one: over line breaks too, a card, an IIN and an account are told by their check
digits, and lines that are each a sum or a year make no phone number.
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
_FORMAT = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Signs that are not seen: soft hyphens, zero-width spaces, joiners and marks of direction."""
_SPACES = rf" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000{_FORMAT}"
_BREAKS = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_BREAK = re.compile(rf"[{_BREAKS}]")
_YEAR = r"(?:19|20)\d\d"

_EMAIL = re.compile(
    rf"(?<![\w.+\-{_FORMAT}])(?=[{_FORMAT}]*+[\w.+-])[\w.+\-{_FORMAT}]++"
    rf"(?:[ \t]*+[{_BREAKS}]{{1,2}}[ \t]*+)?@(?:[ \t]*+[{_BREAKS}]{{1,2}}[ \t]*+)?"
    rf"[\w\-{_FORMAT}]+(?:\.[\w\-{_FORMAT}]+)+"
)
_FIGURE = re.compile(
    rf"[{_SPACES}{_DASHES}.]*(?:\d{{1,3}}(?:[{_SPACES}]{{1,4}}\d{{3}})+|{_YEAR})"
    rf"[{_SPACES}{_DASHES}.]*"
)
"""A sum or a year, with the dash of a list before it."""
_DIGITS = re.compile(r"\d+")
_SIGNS = re.compile(r"[A-Za-z\d]+")


class _Forms:
    """How numbers are written where ``spaces`` may part their groups, ``most`` signs at a time.

    ``codes`` are those of phone numbers after 8 and after 7.
    """

    def __init__(self, spaces: str, most: int, codes: tuple[str, str]) -> None:
        eight, seven = codes
        gap = rf"[{spaces}{_DASHES}.]{{0,{most}}}"
        space = rf"[{spaces}]{{1,{most}}}"
        inside = rf"[{spaces}{_DASHES}.()]{{0,{most}}}"
        between = rf"[{spaces}{_DASHES}.()]{{1,{most}}}"
        in_thousands = rf"\d{{1,3}}(?:{space}\d{{3}})+"
        self.digit_groups = re.compile(rf"\d(?:{gap}\d)*")
        self.sign_groups = re.compile(rf"[A-Za-z\d](?:{gap}[A-Za-z\d])*")
        # Three digits or more at a time, or one: figures in a row, such as dates, are of two too.
        self.card = re.compile(
            rf"\d{{3,}}(?:{gap}\d{{3,}})*(?:{gap}\d{{1,2}})?|\d(?:{gap}\d(?!\d))+"
        )
        # Without dots: «10.12.2024–14.05.2025» is made of months and days as well.
        self.iin = re.compile(rf"\d(?:[{spaces}{_DASHES}]*\d)*")
        self.iban = re.compile(
            rf"[A-Z]{{2}}\d\d(?:[A-Z\d]{{11,30}}"
            rf"|(?:{gap}[A-Z\d]{{4}}){{2,7}}(?:{gap}[A-Z\d]{{1,3}})?)",
            re.IGNORECASE,
        )
        self.years = re.compile(rf"{_YEAR}(?:{gap}{_YEAR})+")
        self.thousands = re.compile(in_thousands)
        # A sum, or two of a range, that has the digits of a phone number; after a plus, a round
        # one.
        self.sums = re.compile(
            rf"{in_thousands}(?:{gap}[{_DASHES}]{gap}\d{{1,3}}(?:{space}\d{{3}})*)?"
            rf"|\+{gap}\d{{1,3}}(?:{space}\d{{3}})*{space}000|\+{gap}\d(?:{space}\d{{3}}){{3}}"
        )
        # With a plus; with 8 or 7; a mobile or a city number without them, where it is written as
        # one.
        self.phone = re.compile(
            rf"\+{gap}(?:7(?:{inside}\d){{10}}|\d(?:{inside}\d){{9,14}})(?!\d)"
            rf"|(?<!\d)(?:8{inside}(?={eight})|7{inside}(?={seven}))\d(?:{inside}\d){{9}}(?!\d)"
            rf"|(?<!\d)(?:\([79]\d\d\)|[79]\d\d){between}\d{{3}}"
            rf"(?:{between}\d\d{between}\d\d|{between}(?!{_YEAR})\d{{4}}|\d{{4}})(?!\d)"
            rf"|(?<!\d)\(7\d{{3}}\){gap}\d\d{gap}\d\d{gap}\d\d(?!\d)"
            rf"|(?<!\d)7(?:0[0-8]|47|7\d)\d{{4}}(?!000)\d{{3}}(?!\d)"
        )


_ON_A_LINE = _Forms(_SPACES, 4, (r"\d{3}", r"[3-9]\d\d"))
_OVER_LINES = _Forms(_SPACES + _BREAKS, 8, (r"[34789]\d\d",) * 2)
"""Indents, dashes and a line left empty come with a break; two lines of figures are no phone number
of a code that neither Kazakhstan nor Russia has."""
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


def _grouped(forms: _Forms) -> tuple[_Grouped, ...]:
    """The kinds that have check digits, as ``forms`` write them."""

    def holds_iban(written: str) -> bool:
        return bool(forms.iban.fullmatch(written)) and is_iban(_signs(written))

    def holds_card(written: str) -> bool:
        if not (forms.card.fullmatch(written) and is_card(_signs(written))):
            return False
        return not (forms.years.fullmatch(written) or forms.thousands.fullmatch(written))

    def holds_iin(written: str) -> bool:
        if not (forms.iin.fullmatch(written) and is_iin(_signs(written))):
            return False
        return not forms.years.fullmatch(written)

    return (
        _Grouped(Personal.IBAN, forms.sign_groups, _SIGNS, 15, 34, holds_iban),
        _Grouped(Personal.CARD, forms.digit_groups, _DIGITS, 13, 19, holds_card),
        _Grouped(Personal.IIN, forms.digit_groups, _DIGITS, 12, 12, holds_iin),
    )


_GROUPED = (*_grouped(_ON_A_LINE), *_grouped(_OVER_LINES))


def redact(text: str) -> str:
    """``text`` with e-mail addresses, bank accounts, cards, IINs and phone numbers replaced by
    placeholders."""
    text = _EMAIL.sub(Personal.EMAIL, text)
    for grouped in _GROUPED:
        text = grouped.redact(text)
    text = _ON_A_LINE.phone.sub(_replace_phone, text)
    return _redact_phones_over_lines(text)


def _replace_phone(match: re.Match[str]) -> str:
    return match.group() if _ON_A_LINE.sums.fullmatch(match.group()) else Personal.PHONE


def _redact_phones_over_lines(text: str) -> str:
    kept, at, search_from = "", 0, 0
    while match := _OVER_LINES.phone.search(text, search_from):
        first, *further = _BREAK.split(match.group())
        if not further or _are_figures(match.group()):
            search_from = match.start() + len(first)  # the next line may begin a number
            continue
        kept += text[at : match.start()] + Personal.PHONE
        at = search_from = match.end()
    return kept + text[at:]


def _are_figures(written: str) -> bool:
    """Whether lines are one sum, or each a sum or a year."""
    if _OVER_LINES.sums.fullmatch(written):
        return True
    lines = (line for line in _BREAK.split(written) if line)
    return all(_FIGURE.fullmatch(line) for line in lines)
