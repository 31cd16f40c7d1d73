"""Slips of the hand and of the ear: what a mistyped word has in common with the one meant.

Most words that differ by one letter are two words: «переходов» and «переводов», reset and rest.
"""

from rapidfuzz.distance import OSA, Postfix, Prefix

from corpus.language import Language
from corpus.latinspelling import undoubled

_ENDING, _LAST = 4, 2
_LONG, _BEGINNING = 8, 3
_HEARD = frozenset(
    frozenset(pair)
    for pair in (
        "оа", "еи", "еэ", "иы", "яе", "ёо", "цс", "ыі", "иі", "ея", "ая", "ую",
        "ae", "ei", "oa", "iy",
    )
)  # fmt: skip
"""Letters that are written for each other because they sound alike where no stress is."""
_FORM = {Language.RU: 2, Language.KK: 4, Language.EN: 2}
"""Last letters of a word that two of its forms may differ in."""


def is_sure_slip(typed: str, meant: str, language: Language) -> bool:
    """Whether two words, folded and different, have the same letters in another order, the same but
    for doubles, or in the same places but for those that sound alike; in Kazakh but for its
    endings, where a letter more is another case («үкіметті»)."""
    form = _FORM[language]
    if language is Language.KK and typed[-form:] != meant[-form:]:
        return False
    if sorted(typed) == sorted(meant):
        return True
    if undoubled(typed) == undoubled(meant):
        return language is not Language.KK or len(typed) < len(meant)
    if len(typed) != len(meant) or typed[-form:] != meant[-form:]:
        return False
    return all(
        one == other or {one, other} in _HEARD for one, other in zip(typed, meant, strict=True)
    )


def is_slip(typed: str, meant: str, language: Language) -> bool:
    """Whether ``typed``, which is an edit or two from ``meant``, may be that mistyped: a sure slip;
    in Russian and English any before the ending, where two forms of a word part. A Kazakh word has
    more forms than a list can hold, one letter from each other («түседі», «түспеді»): in a long one
    a letter may be left out of its beginning."""
    if is_sure_slip(typed, meant, language):
        return True
    if language is Language.KK:
        left_out = len(meant) == len(typed) + 1 and len(typed) >= _LONG
        return left_out and Postfix.similarity(typed, meant) >= len(typed) - _BEGINNING
    if len(typed) == len(meant) and typed[-_LAST:] == meant[-_LAST:]:
        return True
    return Prefix.similarity(typed, meant) < max(_ENDING, len(typed) - _ENDING)


def is_slip_of_source(typed: str, meant: str, language: Language) -> bool:
    """Likewise of a word that texts hold, common or not: a sure slip, or one after what may be a
    prefix («въезда» is not «выезда»)."""
    if is_sure_slip(typed, meant, language):
        return True
    return (
        typed[:_BEGINNING] == meant[:_BEGINNING]
        and OSA.distance(typed, meant, score_cutoff=1) == 1
        and is_slip(typed, meant, language)
    )
