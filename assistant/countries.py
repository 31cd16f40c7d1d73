"""Countries that a text names: their names in the Unicode CLDR (through Babel) and a few more.

A name is known in its cases, and in the adjective made of it, by what may follow its unchanging
part; stems are too short for that («данные» and «Дания» have the same).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from assistant.words import words_of
from corpus import Language, fold_letters

_OTHER_NAMES: Mapping[str, str] = {
    "RU": "РФ, Ресей, Россия",
    "US": "США, Штаты, АҚШ, USA, US, Америка, America",
    "GB": "Великобритания, Англия, Ұлыбритания, Британия, Britain, England, UK",
    "KG": "Кыргызстан, Киргизия, Қырғызстан, Kyrgyzstan",
    "AE": "ОАЭ, Эмираты, БАӘ, UAE, Emirates",
    "KR": "Корея, Южная Корея, Korea",
    "KP": "Северная Корея",
    "CN": "Китай, КНР, Қытай, China",
    "BY": "Беларусь, Белоруссия",
    "TM": "Туркмения",
    "MD": "Молдавия",
    "NL": "Голландия, Holland",
    "TR": "Turkey",
    "KZ": "РК, ҚР",
}
"""What people say for a country beside the name in the CLDR."""
_PEOPLES: Mapping[str, str] = {
    "RU": "россиян",
    "KZ": "казахстанец, казахстанцы",
    "UZ": "узбек, өзбек, Uzbek",
    "KG": "кыргыз, киргиз, қырғыз, Kyrgyz",
    "TJ": "таджик, тәжік, Tajik",
    "TM": "туркмен, түрікмен, Turkmen",
    "BY": "белорус, Belarusian",
    "UA": "украинец, украинцы",
    "AZ": "азербайджанец, азербайджанцы",
    "AM": "армян",
    "GE": "грузин",
    "CN": "китаец, китайцы, Chinese",
    "US": "американец, американцы",
}
"""Who is spoken of for a country, where that is no form of its name, nor mostly of a language."""
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_NO_NAMES = frozenset({"Того", "Самоа"})
_COMMON_WORDS = frozenset(
    {"Катар", "Штаты", "Судан", "Панама", "Бутан", "Turkey", "Jordan", "Georgia", "Jersey"}
)
"""Names that are also other words, or people's: told by their capital only; «Того» and «Самоа»
(«самой») never."""
_LONGEST = 3
_SURE = 5
"""Letters from which a name is told without its capital."""
_WORLD = re.compile(
    r"(?:юж|север|латин|централ)\w+|оңтүстік|солтүстік|латын|орталық|south|north|latin|central"
)
"""What makes a part of the world of America («Южная Америка»)."""
_CASES: Mapping[Language, str] = {
    Language.RU: r"(?:[аяыиуюеьй]|[ое][йм]|ью|[ое]в|а[мх]|ами)?",
    Language.KK: r"-?(?:[лдт][ае]р)?(?:[лдт][ыи][кг][а-я]{0,6})?"
    r"(?:[ндт][ыи]н?|[гк]?[ае]|[дт][ае]н?|н[ае]н|[мбп]ен|н)?(?:г[ыи])?",
    Language.EN: r"(?:['’]?s|['’])?",
}
"""What may follow the unchanging part of a name, in letters as ``fold_letters`` leaves them."""
_ADJECTIVES: Mapping[Language, str] = {
    Language.RU: r"(?:й|н|ь|ан|ян)?ск(?:[аиоу][а-я]{1,3})",
    Language.KK: r"(?!)",
    Language.EN: r"(?:i?a?n|i)s?",
}
_ADJECTIVAL = ("ая", "ое", "ые", "ий", "ый")
_DECLINED = ("а", "я", "ь", "й", "ы")
_UNDECLINED = ("и", "о", "у", "э", "е")
"""Last letters of Russian names that cases change, and of those that have none."""
_Form = tuple[tuple[str, ...], re.Pattern[str]]


def countries_in(text: str, language: Language) -> dict[str, str]:
    """ISO 3166 codes of the countries named in ``text``, each with the words that name it."""
    words = words_of(text)
    found: dict[str, str] = {}
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            said = tuple(words[place : place + length])
            code = _code(said, language)
            if code and not (code == "US" and place and _WORLD.match(words[place - 1].casefold())):
                found.setdefault(code, " ".join(said))
                place += length - 1
                break
        place += 1
    return found


@cache
def country_names(code: str) -> Mapping[Language, str]:
    """The name of a country in each language in which the CLDR has one."""
    from babel import Locale

    names = {language: Locale(language.value).territories for language in Language}
    return {language: known[code] for language, known in names.items() if code in known}


@lru_cache(maxsize=8192)
def _code(said: tuple[str, ...], language: Language) -> str | None:
    """The country of which ``said`` is the name, in any of its cases."""
    plain = [word.casefold().replace("ё", "е") for word in said]
    small = said[0][0].islower()
    for name, code in _names(language).get((len(said), fold_letters(plain[0])[:2]), ()):
        if small and not _told_small(name):
            continue
        if all(map(_has_form, plain, _forms(name, language))):
            return code
    return None


def _told_small(name: str) -> bool:
    long = len(name) >= (3 if name.isupper() else _SURE)
    return long and name not in _COMMON_WORDS


@cache
def _names(language: Language) -> Mapping[tuple[int, str], Sequence[tuple[str, str]]]:
    """Names with their countries, by their number of words and first two letters; Kazakh texts have
    the Russian names too."""
    from babel import Locale

    pairs: list[tuple[str, str]] = []
    for spoken in (language, Language.RU) if language is Language.KK else (language,):
        territories = Locale(spoken.value).territories.items()
        pairs += [(name, code) for code, name in territories if len(code) == 2 and code.isalpha()]
    pairs += [
        (name, code)
        for others in (_OTHER_NAMES, _PEOPLES)
        for code, names in others.items()
        for name in names.split(", ")
    ]
    found: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for name, code in pairs:
        words = words_of(name)
        if code not in _NO_COUNTRIES and name not in _NO_NAMES and len(words) <= _LONGEST:
            start = fold_letters(words[0].casefold())[:2]
            found.setdefault((len(words), start), []).append((name, code))
    return found


@lru_cache(maxsize=4096)
def _forms(name: str, language: Language) -> tuple[_Form, ...]:
    *first, last = words_of(name)
    return (*(_form(word, language, "") for word in first), _form(last, language, _cases(language)))


@cache
def _cases(language: Language) -> str:
    return f"(?:{_CASES[language]}|{_ADJECTIVES[language]})"


def _form(word: str, language: Language, endings: str) -> _Form:
    """The unchanging part of a word of a name, as it may be spelt, and what may follow it."""
    plain = word.casefold().replace("ё", "е")
    if word.isupper():
        endings = endings and "(?:-[а-я]+)?"
    elif language is Language.RU and not endings and plain.endswith(_ADJECTIVAL):
        plain, endings = plain[:-2], "[а-я]{2,3}"
    elif language is Language.RU and plain.endswith(_DECLINED):
        plain = plain[:-1]
    elif language is Language.RU and plain.endswith(_UNDECLINED):
        endings = ""
    return tuple({plain, fold_letters(plain)}), re.compile(endings)


def _has_form(word: str, form: _Form) -> bool:
    roots, endings = form
    return any(
        word.startswith(root) and endings.fullmatch(fold_letters(word[len(root) :]))
        for root in roots
    )
