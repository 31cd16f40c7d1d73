"""Kazakh stemming: folds the letters a Russian keyboard lacks, then strips suffixes.

A noun is stem + plural + possessive + case; a verb is stem + voice + negation + ending. Suffixes
are taken off from the right, layer by layer. What a suffix may follow is checked by its first sound
(after a voiceless consonant т, к, п; after a nasal or a vowel н; else д, г, б, л) and by vowel
harmony. Everything works on folded letters, where harmony shows only in е against ы, so that
«қазақша» and «казакша» have one stem. The stem is a search key, not a dictionary form: a final
voiced consonant is unvoiced (кітабы, кітап) and a fleeting vowel dropped (халқы, халық).
"""

from collections.abc import Sequence
from functools import lru_cache

from corpus import fold_letters

_VOWELS = frozenset("аеиоуыэюя")
_NASALS = frozenset("мн")
_VOICELESS = frozenset("кптсшщчцхфбвгд")
"""Consonants that take т-, к- and п- suffixes; б, в, г, д end loanwords and sound voiceless."""
_MIN_STEM = 3


def _suffixes(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_CASE = _suffixes(
    "ндагы ндеги дагы деги тагы теги нда нде нан нен дан ден тан тен нын нин дын дин тын тин "
    "мен бен пен ны ни ды ди ты ти да де та те га ге ка ке на не дай дей тай тей ша ше н"
)
_POSSESSIVE = _suffixes("ымыз имиз мыз миз ыныз иниз ныз низ ым им сы си ы и")
_PLURAL = _suffixes("лар лер дар дер тар тер")
_DERIVED = _suffixes("лык лик дык дик тык тик сыз сиз шы ши лы ли")
_VERB = _suffixes(
    "атын етин йтын йтин ады еди йды йди ганы гени ган ген кан кен уда уде "
    "мак мек бак бек пак пек ып ип са се"
)
_NEGATION = _suffixes("ма ме ба бе па пе")
_VOICE = _suffixes("тыр тир дыр дир ыл ил л")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one lower-case word, in folded letters."""
    word = fold_letters(word)
    verb = _strip(word, _VERB)
    if verb != word:
        verb = _strip(_strip(verb, _NEGATION), _VOICE)
        return _key(_infinitive(verb))
    without_case = _strip(word, _CASE)
    if without_case != word and word.endswith(("ды", "ди", "ты", "ти")):
        without_case = _strip(without_case, _VOICE)
    own = _unvoiced(_strip(without_case, _POSSESSIVE))
    return _key(_infinitive(_strip(_strip(own, _PLURAL), _DERIVED)))


def _strip(word: str, suffixes: Sequence[str]) -> str:
    """``word`` without the first of ``suffixes`` (longest first) that may follow what is left."""
    for suffix in suffixes:
        if word.endswith(suffix):
            rest = word[: -len(suffix)]
            if _long_enough(rest, suffix) and _follows(rest, suffix):
                return rest
    return word


def _long_enough(rest: str, suffix: str) -> bool:
    return len(rest) >= _MIN_STEM or (
        len(rest) == _MIN_STEM - 1 and len(suffix) >= _MIN_STEM and rest[-1] not in _VOWELS
    )


def _follows(rest: str, suffix: str) -> bool:
    last, first = rest[-1], suffix[0]
    vowel = next((letter for letter in reversed(rest) if letter in _VOWELS), None)
    if vowel is None or not (_harmonic(vowel, suffix) or rest.endswith("ев")):
        return False  # surnames in -ев take back suffixes: Тоқаевқа
    if suffix == "тан" and last == "с":
        return False  # Қазақстан
    if suffix in ("ша", "ше", "шы", "ши", "ма", "ме", "мен", "мак", "мек", "сыз", "сиз"):
        return True
    if suffix == "н" or suffix in ("нда", "нде", "на", "не", "ндагы", "ндеги"):
        return last in "ыи"
    if suffix in ("са", "се"):
        return True
    if suffix in ("сы", "си", "мыз", "миз", "ныз", "низ", "л") or first == "й":
        return last in _VOWELS
    if first in "ткп":
        return last in _VOICELESS
    if first == "н":
        return last in _VOWELS or last in _NASALS
    if first in _VOWELS:
        return last not in _VOWELS or last == "у"
    if first == "л":
        return last in _VOWELS or last in "рйлмнзж"
    return last in _VOWELS or last not in _VOICELESS or last in "бвгд"


def _harmonic(vowel: str, suffix: str) -> bool:
    if suffix in ("мен", "бен", "пен"):
        return True
    if vowel == "е":
        return not any(letter in suffix for letter in "аы")
    if vowel == "ы":
        return not any(letter in suffix for letter in "еи")
    return True


def _infinitive(word: str) -> str:
    return word[:-1] if word.endswith("у") and len(word) > _MIN_STEM else word


def _key(word: str) -> str:
    word = _unvoiced(word)
    if (
        len(word) > _MIN_STEM
        and word[-2] in "ыи"
        and word[-1] not in _VOWELS
        and word[-3] not in _VOWELS
    ):
        word = word[:-2] + word[-1]
    return word


def _unvoiced(word: str) -> str:
    return word[:-1] + {"б": "п", "г": "к"}.get(word[-1], word[-1]) if word else word
