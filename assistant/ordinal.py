"""What a text numbers: «второй группы», «2-й этап», «I и II топтар», "class B".

An ordinal numbers the noun after it. Nouns of kinds and degrees («группа», «класс») are numbered
also by a plain number, a Roman one or a letter beside them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus import Language
from index import Quantity, QuantityKind, numbers

Value = int | str


@dataclass(frozen=True, slots=True)
class Numbered:
    """The noun of ``value``, after an adjective both words: «квалификационной категории»; none
    where no noun follows («первая – 92 тысячи»). A letter is in capitals, Latin where it looks the
    same."""

    nouns: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class _Mark:
    """What numbers, at ``text[start:end]``; ``is_plain`` where it needs a noun of a kind."""

    value: Value
    start: int
    end: int
    is_plain: bool


_KINDS = {
    Language.RU: r"(?:групп|категори|класс|степен|разряд|уров[не]|тип|этап|ступен|очеред|сорт|зон)"
    r"[а-яё]{0,4}",
    Language.KK: r"(?:топ|санат|сынып|класс?|дәреже|деңгей|кезең|сат[ыа]|разряд|категория|сорт)"
    r"[а-яәіңғүұқөһ]{0,8}",
    Language.EN: r"(?:group|category|class|degree|grade|level|type|stage|phase|tier|zone)",
}
"""English plurals are counted, not numbered."""
_KIND = {language: re.compile(rf"{noun}(?!\w)", re.I) for language, noun in _KINDS.items()}
_HUNDREDS = {Language.RU: "сто ", Language.KK: "жүз ", Language.EN: "one hundred "}
"""With them an ordinal is a quantity; on its own it is none to ``index.numbers``."""
_FIGURE = r"\d{1,2}(?![\w%]|[.,:]\d)"
_ROMAN = r"(?=[IVXІХ])[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})(?!\w)"
_LETTER = r"[A-HА-ЕНС](?![\w.])"
_PLAIN = re.compile(rf"(?<![\w.,№-])(?:(?P<figure>{_FIGURE})|(?P<roman>{_ROMAN})|{_LETTER})")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?!\w)")
_NOUN = re.compile(r"(?:[^\S\n]+|[-‐‑–]\s?)[«\"“]?([^\W\d_]{2,})")
_SECOND_NOUN = re.compile(r"[^\S\n]+([^\W\d_]{2,})")
_BEFORE = re.compile(r"([^\W\d_]{2,})[^\S\n]+[«\"“]?$")
_ADJECTIVE = re.compile(
    r".{3,}(?:[ыио]й|[ая]я|[ое]е|[ое]го|[ое]му|[ыи]м|[ую]ю|[ыи]х|[ыи]е|[ыи]ми)", re.IGNORECASE
)
_PLACE = re.compile(r"орын\w*", re.IGNORECASE)
_JOINT = re.compile(
    r"[»\"”]?\s*(?:[,/]|\s(?:и|или|және|мен|немесе|and|or)\s)\s*(?:the\s)?[«\"“]?", re.IGNORECASE
)
_RANGE = re.compile(r"\s?[-‐‑–—]\s?")
_COUNTED = re.compile(r"\b(?:в|на|из|по|все|всего|эти|есть|было)\s$", re.IGNORECASE)
"""What stands before a number that counts: «делятся на 2 группы»."""
_LATIN = str.maketrans("АВСЕНІХ", "ABCEHIX")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def numbered(text: str, language: Language) -> list[Numbered]:
    """What ``text`` in ``language`` numbers, in order; of several before or after one noun each has
    it («I и II группы», «1–3 группы»). Plain numbers without a noun of a kind are left out."""
    marks = _marks(text, language)
    after = [_noun_after(text, mark, language) for mark in marks]
    before = [_noun_before(text, mark, language) for mark in marks]
    values = [[mark.value] for mark in marks]
    joined = []
    for i, (last, mark) in enumerate(pairwise(marks), start=1):
        if _RANGE.fullmatch(text, last.end, mark.start):
            values[i] = _between(last.value, mark.value)
        elif not _JOINT.fullmatch(text, last.end, mark.start):
            continue
        joined.append(i)
    for i in joined:
        before[i] = before[i] or before[i - 1]
    for i in reversed(joined):
        after[i - 1] = after[i - 1] or after[i]
    return [
        Numbered((*after[i], *before[i]), value)
        for i, mark in enumerate(marks)
        if after[i] or before[i] or not mark.is_plain
        for value in values[i]
    ]


def is_kind(noun: str, language: Language) -> bool:
    """Whether ``noun`` is of a kind or a degree: there may be a first without a second."""
    return _KIND[language].fullmatch(noun) is not None


def _marks(text: str, language: Language) -> list[_Mark]:
    found = [
        _Mark(int(quantity.value), quantity.start, _end(text, quantity), is_plain=False)
        for quantity in numbers(text, language)
        if quantity.kind is QuantityKind.ORDINAL
    ]
    taken = [(mark.start, mark.end) for mark in found]
    found += [
        mark
        for mark in (*_spoken(text, language), *_plain(text))
        if all(mark.end <= start or end <= mark.start for start, end in taken)
    ]
    return sorted(found, key=lambda mark: mark.start)


def _end(text: str, quantity: Quantity) -> int:
    """Of an ordinal without the noun that Kazakh joins to it: «86-орын»."""
    noun = _PLACE.search(text, quantity.start, quantity.end)
    return quantity.end if noun is None else noun.start() - 1


def _spoken(text: str, language: Language) -> Iterator[_Mark]:
    for word in _WORD.finditer(text):
        value = _ordinal(word.group().casefold(), language)
        if value is not None:
            yield _Mark(value, word.start(), word.end(), is_plain=False)


@lru_cache(maxsize=16384)
def _ordinal(word: str, language: Language) -> int | None:
    said = _HUNDREDS[language] + word
    match numbers(said, language):
        case [Quantity(kind=QuantityKind.ORDINAL) as found] if found.end == len(said):
            return int(found.value) - 100
    return None


def _plain(text: str) -> Iterator[_Mark]:
    for mark in _PLAIN.finditer(text):
        said = mark.group().translate(_LATIN)
        value: Value = said
        if mark["figure"]:
            value = int(said)
        elif mark["roman"]:
            value = _roman(said)
        yield _Mark(value, mark.start(), mark.end(), is_plain=True)


def _roman(said: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in said]
    following = [*digits[1:], 0]
    return sum(-a if a < b else a for a, b in zip(digits, following, strict=True))


def _noun_after(text: str, mark: _Mark, language: Language) -> tuple[str, ...]:
    noun = _NOUN.match(text, mark.end)
    if noun is None:
        return ()
    if mark.is_plain:
        lettered = isinstance(mark.value, str) and language is not Language.KK
        counted = _COUNTED.search(text, 0, mark.start) is not None
        if language is Language.EN or lettered or counted or not is_kind(noun[1], language):
            return ()
    second = _SECOND_NOUN.match(text, noun.end())
    if language is Language.RU and second is not None and _ADJECTIVE.fullmatch(noun[1]):
        return noun[1], second[1]
    return (noun[1],)


def _noun_before(text: str, mark: _Mark, language: Language) -> tuple[str, ...]:
    noun = _BEFORE.search(text, 0, mark.start) if mark.is_plain else None
    return (noun[1],) if noun is not None and is_kind(noun[1], language) else ()


def _between(first: Value, last: Value) -> list[Value]:
    """The values after ``first`` up to ``last``."""
    if isinstance(first, int) and isinstance(last, int) and first < last:
        return list(range(first + 1, last + 1))
    return [last]
