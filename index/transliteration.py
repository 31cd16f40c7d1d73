"""Keys that a name keeps in both scripts: «Сатпаев» and Satpayev, «Ньютон» and Newton.

A key is the word's first vowel, if it begins with one, and its consonants, by sound and without
doubles: what a transliteration usually keeps. Sounds that languages write differently share a
letter: h, kh, г, ғ, х (Hamilton, «Гамильтон»), z and s, soft g, j and дж.
"""

import re
from functools import lru_cache

_MIN_KEY = 3

_CYRILLIC = str.maketrans(
    {
        **dict.fromkeys("аеёиоуыэюяәөұүі", "a"),
        **dict.fromkeys("ьъй", ""),
        **dict.fromkeys("гғхһ", "h"),
        **dict.fromkeys("зсц", "s"),
        **dict.fromkeys("жҗ", "j"),
        **dict.fromkeys("шщ", "S"),
        **dict.fromkeys("кқ", "k"),
        **dict.fromkeys("нң", "n"),
        "б": "b",
        "в": "v",
        "д": "d",
        "л": "l",
        "м": "m",
        "п": "p",
        "р": "r",
        "т": "t",
        "ф": "f",
        "ч": "C",
    }
)
_LATIN_GROUPS = (
    (r"tsch|tch|ch", "C"),
    (r"shch|sch|sh", "S"),
    (r"zh|dzh", "j"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"(?<=[aeiouy])gh(?=t|$)", ""),
    (r"kh|gh", "h"),
    (r"tz|ts", "s"),
    (r"dge|dj", "j"),
    (r"g(?=[ei])", "j"),
    (r"c(?=[eiy])", "s"),
    (r"ck|qu|q|c", "k"),
    (r"x", "ks"),
    (r"w(?=[aeiouy])", "v"),
    (r"w", ""),
    (r"g", "h"),
    (r"z", "s"),
    (r"[aeiouyáéíóúäëïöüàèìòùâêîôûãõåæøœıý]", "a"),
)
_LATIN = re.compile("|".join(f"({pattern})" for pattern, _ in _LATIN_GROUPS))
_LATIN_SOUNDS = tuple(sound for _, sound in _LATIN_GROUPS)
_IS_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The phonetic key of one normalised word; empty where it would be shorter than three."""
    if _IS_CYRILLIC.search(word):
        sounds = word.replace("дж", "ж").translate(_CYRILLIC)
    else:
        sounds = _LATIN.sub(lambda match: _LATIN_SOUNDS[(match.lastindex or 1) - 1], word)
    sounds = _DOUBLE.sub(r"\1", sounds)
    key = ("a" if sounds.startswith("a") else "") + sounds.replace("a", "")
    return key if len(key) >= _MIN_KEY else ""
