"""Words of numerals in Russian, Kazakh and English, and what a row of them comes to.

A row composes in full («двадцать пять миллионов», «бес жүз мың», two hundred and six) or not at
all: a part of it would be another number.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Language, fold_letters


class Role(StrEnum):
    """What a numeral does in a row."""

    ADDEND = "addend"
    HUNDRED = "hundred"
    SCALE = "scale"
    COUNT = "count"
    COEFFICIENT = "coefficient"
    HALF = "half"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One word. ``room`` is what an addend leaves below it: 10 after twenty, 1 after five.

    ``bare`` scales need no coefficient («миллион»); ``alone`` words are numbers without others
    beside them; after a word that ``closes`` the row none may follow.
    """

    role: Role
    value: float
    room: int = 1
    alone: bool = True
    bare: bool = False
    closes: bool = False
    ordinal: bool = False


def compose(row: Sequence[Numeral], language: Language) -> float | None:
    """The number that ``row`` says; None where its words do not make one number."""
    total, ceiling, room = 0.0, math.inf, 1000
    group: float | None = None
    for position, word in enumerate(row):
        if position and row[position - 1].closes:
            return None
        if word.role is Role.ADDEND and word.value < room:
            group, room = (group or 0.0) + word.value, word.room
        elif word.role is Role.HUNDRED and _takes_hundred(group, room, word, language):
            group, room = (group or 1.0) * word.value, word.room
        elif word.role is Role.SCALE and word.value < ceiling and (word.bare or group is not None):
            total, ceiling = total + (1.0 if group is None else group) * word.value, word.value
            group, room = None, 1000
        elif word.role is Role.COUNT and group is not None:
            group, room = group * word.value, 0
        elif word.role is Role.COEFFICIENT and group is None:
            group, room = word.value, word.room
        elif word.role is Role.HALF and group is not None and group.is_integer() and room:
            group, room = group + word.value, 0
        elif word.role is Role.HALF and group is None and 0 < ceiling < math.inf:
            total, ceiling = total + word.value * ceiling, 0.0
        else:
            return None
    if group is None:
        return total
    return total + group if group < ceiling else None


def _takes_hundred(group: float | None, room: int, word: Numeral, language: Language) -> bool:
    if group is None:
        return word.bare
    return room == 1 and group < (100 if language is Language.EN else 10)


def _russian() -> dict[str, Numeral]:
    found: dict[str, Numeral] = {}

    def add(words: str, role: Role, value: float, room: int = 1, *, alone: bool = True) -> None:
        found.update(dict.fromkeys(words.split(), Numeral(role, value, room, alone)))

    one = "один одна одно одни одного одной одному одну одним одною одном одних одними"
    add(one, Role.ADDEND, 1, alone=False)
    add("два две двух двум двумя", Role.ADDEND, 2)
    add("три трех трем тремя", Role.ADDEND, 3)
    add("четыре четырех четырем четырьмя", Role.ADDEND, 4)
    add("восемь восьми восемью восьмью", Role.ADDEND, 8)
    units = {5: "пят", 6: "шест", 7: "сем", 9: "девят"}
    for value, stem in units.items():
        add(f"{stem}ь {stem}и {stem}ью", Role.ADDEND, value)
    add("семью", Role.ADDEND, 7, alone=False)  # also «a family»
    teens = "десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат"
    teens += " семнадцат восемнадцат девятнадцат"
    for value, stem in enumerate(teens.split(), 10):
        add(f"{stem}ь {stem}и {stem}ью", Role.ADDEND, value)
    for value, stem in ((20, "двадцат"), (30, "тридцат")):
        add(f"{stem}ь {stem}и {stem}ью", Role.ADDEND, value, 10)
    add("сорок сорока", Role.ADDEND, 40, 10)
    add("восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью", Role.ADDEND, 80, 10)
    for value, stem in units.items():
        if value != 9:
            words = f"{stem}ьдесят {stem}идесяти {stem}ьюдесятью"
            add(words, Role.ADDEND, 10 * value, 10)
        words = f"{stem}ьсот {stem}исот {stem}истам {stem}ьюстами {stem}истах"
        add(words, Role.ADDEND, 100 * value, 100)
    add("девяносто девяноста", Role.ADDEND, 90, 10)
    add("сто ста", Role.ADDEND, 100, 100)
    add("двести двухсот двумстам двумястами двухстах", Role.ADDEND, 200, 100)
    add("триста трехсот тремстам тремястами трехстах", Role.ADDEND, 300, 100)
    add("четыреста четырехсот четыремстам четырьмястами четырехстах", Role.ADDEND, 400, 100)
    add(
        "восемьсот восьмисот восьмистам восемьюстами восьмьюстами восьмистах", Role.ADDEND, 800, 100
    )
    add("ноль нуль", Role.COEFFICIENT, 0, 0)
    add("полтора полторы полутора", Role.COEFFICIENT, 1.5, 0)
    add("полтысячи", Role.COEFFICIENT, 500, 0)
    add("полмиллиона", Role.COEFFICIENT, 5e5, 0)
    add("полмиллиарда", Role.COEFFICIENT, 5e8, 0)
    tens = "десяток десятка десятку десятком десятке десятки десятков десяткам десятками десятках"
    add(tens, Role.COUNT, 10)
    add("дюжина дюжины дюжину дюжиной дюжине дюжин", Role.COUNT, 12)
    add("сотня сотни сотню сотней сотне сотням сотнями сотнях сотен", Role.COUNT, 100)
    add("тысячи тысяч тысячам тысячами тысячах", Role.SCALE, 1e3)
    for stem, scale in (("миллион", 1e6), ("миллиард", 1e9), ("триллион", 1e12)):
        add(f"{stem}ы {stem}ов {stem}ам {stem}ами {stem}ах", Role.SCALE, scale)
        for end in ("", "а", "у", "ом", "е"):
            found[stem + end] = Numeral(Role.SCALE, scale, bare=True)
    for word in ("тысяча", "тысячу", "тысячей", "тысячею", "тысячью", "тысяче"):
        found[word] = Numeral(Role.SCALE, 1e3, bare=True)
    add(
        "треть трети третью третей третям четверть четверти четвертью четвертей четвертям"
        " половина половины половину половине целых целая целые целое целой целыми",
        Role.FRACTION,
        0,
    )
    units_turns = "перв втор трет четверт пят шест седьм восьм девят"
    tens_turns = "двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност"
    hundreds_turns = "сот двухсот трехсот четырехсот пятисот шестисот семисот восьмисот девятисот"
    for step, stems, first in (
        (1, units_turns, 1),
        (1, teens, 10),
        (10, tens_turns, 2),
        (100, hundreds_turns, 1),
    ):
        for count, stem in enumerate(stems.split(), first):
            for end in (_THIRD if stem == "трет" else _TURNS).split():
                turn = Numeral(Role.ADDEND, step * count, alone=False, closes=True, ordinal=True)
                found.setdefault(stem + end, turn)
    return found


_TURNS = "ый ой ая ое ые ого ому ым ом ую ою ых ыми"
_THIRD = "ий ья ье ьи ьего ьему ьим ьем ью ьей ьих ьими"
_CASES = (
    "ның нің дың дің тың тің ға ге қа ке ны ні ды ді ты ті да де та те нан нен дан ден тан тен"
    " мен бен пен дай дей тай тей"
)
_POSSESSED = (
    "ы і сы сі ын ін сын сін ына іне сына сіне ында інде сында сінде ынан інен сынан сінен"
    " ының інің сының сінің"
)
_SUFFIXES = tuple(f"{_CASES} {_POSSESSED}".split())
_OTHER_WORDS = ("онда", "оны", "оның", "ондай", "онды", "онын", "үшін")
"""What forms of «он», ten, and «үш», three, would be."""


def _kazakh() -> dict[str, Numeral]:
    found: dict[str, Numeral] = {}
    units = "бір екі үш төрт бес алты жеті сегіз тоғыз"
    ordinals = "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы"
    tens = "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан"
    tens_ordinals = (
        "оныншы жиырмасыншы отызыншы қырқыншы елуінші алпысыншы жетпісінші сексенінші тоқсаныншы"
    )
    for step, words, turns in ((1, units, ordinals), (10, tens, tens_ordinals)):
        for count, (word, ordinal) in enumerate(
            zip(words.split(), turns.split(), strict=True), start=1
        ):
            addend = Numeral(Role.ADDEND, step * count, step)
            # «бір» is also «a», «тоқсан» a quarter of a year
            found[word] = replace(addend, alone=word not in ("бір", "тоқсан"))
            last = replace(addend, alone=False, closes=True)
            turn = replace(last, room=1, ordinal=True)
            for end in ("", *_SUFFIXES):
                found.setdefault(word + end, last)
                found.setdefault(ordinal + end, turn)
    for word in _OTHER_WORDS:
        found.pop(word, None)
    scales = (("мың", 1e3), ("миллион", 1e6), ("миллиард", 1e9), ("триллион", 1e12))
    for word, value in scales:
        found[word] = Numeral(Role.SCALE, value, alone=False, bare=True)
        for end in (*_SUFFIXES, "дық"):
            found[word + end] = Numeral(Role.SCALE, value, closes=True)
    found["жүз"] = Numeral(Role.HUNDRED, 100, 100, alone=False, bare=True)
    hundred = Numeral(Role.HUNDRED, 100, 1, alone=False, closes=True)
    for end in _SUFFIXES:
        found["жүз" + end] = hundred
    found["жүзінші"] = replace(hundred, ordinal=True)
    found["нөл"] = Numeral(Role.COEFFICIENT, 0, 0)
    found["жарты"] = Numeral(Role.COEFFICIENT, 0.5, 0, alone=False)
    found["бүтін"] = Numeral(Role.FRACTION, 0)
    return found


def _english() -> dict[str, Numeral]:
    units = "one two three four five six seven eight nine ten eleven twelve"
    units += " thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    ordinals += " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    tens_ordinals = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
    fraction = Numeral(Role.FRACTION, 0)
    parts = "quarter quarters halves hundredth hundredths thousandth thousandths point"
    found: dict[str, Numeral] = dict.fromkeys(parts.split(), fraction)
    words = [*enumerate(zip(units.split(), ordinals.split(), strict=True), 1)]
    words += [
        (10 * count, pair)
        for count, pair in enumerate(zip(tens.split(), tens_ordinals.split(), strict=True), 2)
    ]
    for value, (word, ordinal) in words:
        room = 10 if value >= 20 else 1
        found[word] = Numeral(Role.ADDEND, value, room, alone=value != 1)
        found[ordinal] = Numeral(Role.ADDEND, value, alone=False, closes=True, ordinal=True)
        if value > 2:  # seconds are of time
            found[f"{ordinal}s"] = fraction
    found["hundred"] = found["hundreds"] = Numeral(Role.HUNDRED, 100, 100)
    found["dozen"] = found["dozens"] = Numeral(Role.COUNT, 12)
    found["zero"] = Numeral(Role.COEFFICIENT, 0, 0)
    scales = (("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12))
    for word, scale in scales:
        found[word] = found[f"{word}s"] = Numeral(Role.SCALE, scale)
    return found


def _without_kazakh_letters(words: Mapping[str, Numeral]) -> dict[str, Numeral]:
    """With the spellings of a Russian keyboard too, which need others beside them: «торт»."""
    plain = {fold_letters(word): replace(numeral, alone=False) for word, numeral in words.items()}
    return {**plain, **words}


LEXICON: Mapping[Language, Mapping[str, Numeral]] = {
    Language.RU: _russian(),
    Language.KK: _kazakh(),
    Language.EN: _english(),
}
"""By language, numerals in small letters, with е for ё."""

PLAIN_KAZAKH: Mapping[str, Numeral] = _without_kazakh_letters(LEXICON[Language.KK])
"""Of a Kazakh text."""

HOMOGRAPHS = frozenset({"он", "бес"})
"""Kazakh numerals that are Russian words."""
