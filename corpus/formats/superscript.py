"""Superscripts as plain text: 10⁶ must not be read as 106, nor a note's mark as a digit."""

import re

_BRACKETED = re.compile(r"(?:\[[^\[\]]{1,40}\][\s,;]*)+|\(?[\d*]{1,3}\)")
_REFERENCE = re.compile(r"[\d*†‡§,;\s–-]{1,20}")
_FIGURES = re.compile(r"[0-9+\-−–‑=,.;:/*\s]+")
_RAISED = str.maketrans("0123456789+-−–‑=", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁼")


def superscript(text: str, *, is_reference: bool) -> str:
    """What to read for ``text`` that is set as a superscript.

    The mark of a note is dropped: what stands in brackets, and figures or signs that are a
    reference, which is a link or that of a note. Other figures become Unicode's superscripts, so
    that 10⁶ and м² stay what they are; a bare mark does too, as nothing tells it from an exponent.
    Letters (1st) stay, after a space where they open with a digit, lest it join a number before.
    """
    mark = text.strip()
    if _BRACKETED.fullmatch(mark) or (is_reference and _REFERENCE.fullmatch(mark)):
        return ""
    if _FIGURES.fullmatch(mark):
        return text.translate(_RAISED)
    return f" {text}" if mark[:1].isdecimal() else text
