"""Numbers in figures: decimal commas and points, groups of three digits, powers of ten.

Groups are parted by spaces (no-break, thin and figure spaces too), by points where there are two or
more or a decimal comma follows, and by commas: two or more of them, or in English.
"""

import re

from corpus import Language

_SPACES = " \u00a0\u202f\u2009\u2007"
_DIGITS = (
    rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?"
)
FIGURE = re.compile(
    rf"(?:(?P<factor>{_DIGITS})\s?[·×⋅*]\s?)?10"
    r"(?P<exponent>\^[-+]?\d{1,2}(?!\d)|[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))"
    rf"|(?P<digits>{_DIGITS})"
)
_LOWERED = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789", "^")
_BY_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")


def figure_value(found: re.Match[str], language: Language) -> float:
    """The value of a match of ``FIGURE`` in a text of ``language``."""
    if found["exponent"] is None:
        return _number(found["digits"], language)
    factor = 1.0 if found["factor"] is None else _number(found["factor"], language)
    return factor * 10.0 ** int(found["exponent"].translate(_LOWERED))


def _number(raw: str, language: Language) -> float:
    digits = re.sub(f"[{_SPACES}]", "", raw)
    if _BY_COMMAS.fullmatch(digits) and (
        language is Language.EN or digits.count(",") > 1 or "." in digits
    ):
        return float(digits.replace(",", ""))
    if _BY_POINTS.fullmatch(digits):
        digits = digits.replace(".", "")
    return float(digits.replace(",", "."))
