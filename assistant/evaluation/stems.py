"""The comparisons of ``assistant.evaluation.matching`` over stems, for inflected languages."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.evaluation import matching, negation
from corpus import Language
from index import QuantityKind, content_terms, numbers

STEMMED_RULE = (
    "Also right when the stems of an accepted string's content words and its numbers "
    "stand side by side, in order, among those of the answer text (Snowball stemmers for Russian "
    "and English, suffix stripping for Kazakh; stop words left out, but for those that deny, such "
    "as не, емес, not; a Kazakh verb that denies counts as one with емес; «6,7 тыс.» and 6700 are "
    "one number). Both texts are read in the question's language, then in the other two."
)

_CONTENT_WORD = "zqxj"
"""Beside it, a piece of text that is all stop words has no terms (on its own it keeps them)."""


@lru_cache(maxsize=16384)
def terms(text: str, language: Language) -> tuple[str, ...]:
    """Stems of content words, words that deny, and numbers as ``#6700`` or ``#15%``, in order."""
    found: list[str] = []
    text, at = matching.part_dates(text), 0
    for quantity in numbers(text, language):
        found += _stems(text[at : quantity.start], language)
        sign = "%" if quantity.kind is QuantityKind.PERCENT else ""
        found += [
            f"#{value:.12g}{sign}"
            for value in (quantity.value, quantity.upper)
            if value is not None
        ]
        at = quantity.end
    return (*found, *_stems(text[at:], language))


def contains(text: str, accepted: str, language: Language) -> bool:
    """Whether ``text`` holds ``accepted``, exactly or by ``STEMMED_RULE``."""
    if matching.contains(text, accepted):
        return True
    return any(
        _stands_in(terms(accepted, spoken), terms(text, spoken))
        for spoken in dict.fromkeys((language, *Language))
    )


def f1(text: str, accepted: str, language: Language) -> float:
    """``matching.f1`` over terms; over words where either has no terms."""
    got, expected = terms(text, language), terms(accepted, language)
    if not got or not expected:
        return matching.f1(matching.tokens(text, language), matching.tokens(accepted, language))
    return matching.f1(got, expected)


def _stems(text: str, language: Language) -> list[str]:
    found: list[str] = []
    for piece, denial in negation.parted(text, language):
        if any(character.isalpha() for character in piece):
            found += content_terms(f"{piece} {_CONTENT_WORD}", language)[:-1]
        found += [denial] if denial else []
    return found


def _stands_in(needle: Sequence[str], terms_: Sequence[str]) -> bool:
    size = len(needle)
    return size > 0 and any(
        terms_[at : at + size] == needle for at in range(len(terms_) - size + 1)
    )
