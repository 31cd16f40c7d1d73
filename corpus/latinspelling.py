"""Russian and Kazakh words in Latin letters: a key that a word has in both scripts, however it is
spelt: «школ», shkol; «қанша», qansha, kansha; «жасанды», jasandy, zhasandy."""

import re
from collections.abc import Sequence

from corpus.language import Language
from corpus.trigrams import LATIN
from corpus.wordlists import fold_letters

_SOUNDS = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", "abvgdejziiklmnoprstufhcCSSie", strict=True))
    | {"ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)
_SPELLINGS = (
    ("shch|sch|sh|ş", "S"), ("tch|ch|tC", "C"), ("zh", "j"), ("kh|x", "h"), ("gh|ğ|ǵ", "g"),
    ("ts|tz", "c"), ("q", "k"), ("yo|(?<![bcdfghjklmnpqrstvwxz])ye", "e"), ("ya", "ia"),
    ("yu", "iu"), ("y|ı|ý|í", "i"),
    ("ñ|ŋ|ń", "n"), ("ö|ó", "o"), ("ü|ú", "u"), ("ä|á", "a"), ("['’]", ""),
)  # fmt: skip
_SPELT = re.compile("|".join(f"({pattern})" for pattern, _ in _SPELLINGS))
_ALSO = (("j", "i"), ("sch", "sC"), ("yo", "io"))
"""What some letters are at times: «россия» is rossija, «счет» is schet, «район» is rayon."""
_W = {Language.RU: "v", Language.KK: "u", Language.EN: "w"}
_LETTERS = dict(zip("abvgdejzikmlnoprstufhcCS", "абвгдежзикмлнопрстуфхцчш", strict=True)) | {
    "ia": "я",
    "iu": "ю",
}
_KAZAKH = (
    ("sh|ş", "ш"), ("ch", "ч"), ("zh|j", "ж"), ("gh|ğ|ǵ", "ғ"), ("kh|x|h", "х"), ("ts|c", "ц"),
    ("q", "қ"), ("ng|ñ|ŋ|ń", "ң"), ("(?<=[aeiouy])[iy]", "й"), ("y|ı", "ы"), ("i|í", "і"),
    ("ö|ó", "ө"), ("ü|ú", "ү"), ("ä|á", "ә"), ("w|u", "у"),
)  # fmt: skip
_PLAIN = str.maketrans("abvgdezklmnoprstf", "абвгдезклмнопрстф")
_KAZAKH_SPELT = re.compile("|".join(f"({pattern})" for pattern, _ in _KAZAKH))
_VOWEL = re.compile("[aeiouyıýíöóüúäá]")
_SOUND = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_WHOLE = 3
"""Letters of a word in which the same twice is no double: «ИИ»."""


def sound_of(word: str) -> str:
    """The key of a lower-case word in Cyrillic."""
    return _key(fold_letters(word).translate(_SOUNDS))


def sounds_of_latin(word: str, language: Language) -> tuple[str, ...]:
    """The keys that a lower-case word of ``language`` in Latin letters may have, likely ones
    first."""
    spelt = word.replace("w", _W[language])
    read = (spelt, *(spelt.replace(*also) for also in _ALSO))
    return tuple(dict.fromkeys(map(_key, read)))


def in_letters(word: str, language: Language) -> str:
    """What a lower-case word in Latin letters may be in Cyrillic, letter by letter; itself where it
    cannot be said."""
    if len(word) <= _WHOLE or not _VOWEL.search(word):
        return word
    if language is Language.KK:
        return _read(_KAZAKH_SPELT, _KAZAKH, word).translate(_PLAIN)
    return _SOUND.sub(lambda found: _LETTERS[found[0]], sounds_of_latin(word, language)[0])


def reads_as_english(word: str, language: Language) -> bool:
    """Whether the letters of a lower-case word follow each other as English ones do more than those
    of ``language`` in Latin letters."""
    weights = dict(zip(Language, LATIN.weigh(word), strict=True))
    return weights[Language.EN] > weights[language]


def undoubled(word: str) -> str:
    """``word`` with one letter for each run of the same."""
    return _DOUBLE.sub(r"\1", word) if len(word) > _WHOLE else word


def _key(word: str) -> str:
    return undoubled(_read(_SPELT, _SPELLINGS, word))


def _read(spelt: re.Pattern[str], table: Sequence[tuple[str, str]], word: str) -> str:
    """``word`` with what each group of ``spelt`` finds read as its row of ``table`` has it."""
    return spelt.sub(lambda found: table[(found.lastindex or 1) - 1][1], word)
