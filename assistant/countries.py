"""Countries that a text names: their names in the Unicode CLDR (through Babel) and a few more."""

from collections.abc import Mapping
from functools import cache, lru_cache

from assistant.reading import stems_of, words_of
from corpus import Language

_OTHER_NAMES: Mapping[str, str] = {
    "RU": "РФ Ресей Россия",
    "US": "США АҚШ USA US Америка",
    "GB": "Великобритания Англия Ұлыбритания Англия Britain England UK",
    "KG": "Кыргызстан Киргизия Қырғызстан Kyrgyzstan",
    "AE": "ОАЭ Эмираты БАӘ UAE Emirates",
    "KR": "Корея Korea",
    "CN": "Китай КНР Қытай China",
    "BY": "Беларусь Белоруссия",
    "KZ": "РК ҚР",
}
"""What people say for a country beside the name in the CLDR."""
_WORDS = frozenset({"TG"})
"""Countries whose Russian name is also a common word: «Того»."""
_LONGEST = 3
_SURE = 5
"""Letters from which a name is told without its capital."""
_Stems = tuple[str, ...]


def countries_in(text: str, language: Language) -> dict[str, str]:
    """ISO 3166 codes of the countries named in ``text``, each with the words that name it."""
    kept = frozenset(stems_of(text, language))
    words = words_of(text)
    stems = [stem if (stem := _stem(word, language)) in kept else "" for word in words]
    found: dict[str, str] = {}
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            said = words[place : place + length]
            if not (said[0][0].isupper() or len(said[0]) > _SURE):
                continue
            if code := _code(tuple(stems[place : place + length]), language):
                found.setdefault(code, " ".join(said))
                place += length - 1
                break
        place += 1
    return found


@lru_cache(maxsize=4096)
def _code(stems: _Stems, language: Language) -> str | None:
    """The country of that name; stemmers part the cases of many, so nearly the same will do."""
    names = _names(language)
    if stems in names or len(stems) > 1:
        return names.get(stems)
    near = {code for name, code in names.items() if len(name) == 1 and _is_form(stems[0], name[0])}
    return near.pop() if len(near) == 1 else None


def _is_form(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return shorter > _SURE and one[:shorter] == other[:shorter]


@cache
def _names(language: Language) -> Mapping[_Stems, str]:
    from babel import Locale

    names: dict[_Stems, str] = {}
    for code, name in Locale(language.value).territories.items():
        words = words_of(name)
        if len(code) == 2 and code.isalpha() and code not in _WORDS and len(words) <= _LONGEST:
            names[tuple(_stem(word, language) for word in words)] = code
    for code, others in _OTHER_NAMES.items():
        for name in others.split():
            names[(_stem(name, language),)] = code
    return names


def _stem(word: str, language: Language) -> str:
    return "".join(stems_of(word, language)[:1])
