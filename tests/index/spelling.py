"""Whole numbers from 0 to 10^9 said in words, each language by its own short rules."""

_UNITS_RU = ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять"]
_UNITS_RU += ["одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать"]
_UNITS_RU += ["шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"]
_TENS_RU = [
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
_HUNDREDS_RU = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]

_UNITS_OF_RU = [
    "одного",
    "двух",
    "трёх",
    "четырёх",
    "пяти",
    "шести",
    "семи",
    "восьми",
    "девяти",
    "десяти",
]
_UNITS_OF_RU += ["одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати"]
_UNITS_OF_RU += ["шестнадцати", "семнадцати", "восемнадцати", "девятнадцати"]
_TENS_OF_RU = ["двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти"]
_TENS_OF_RU += ["восьмидесяти", "девяноста"]
_HUNDREDS_OF_RU = ["ста", "двухсот", "трёхсот", "четырёхсот", "пятисот", "шестисот", "семисот"]
_HUNDREDS_OF_RU += ["восьмисот", "девятисот"]

_UNITS_KK = ["бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
_TENS_KK = ["он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]

_UNITS_EN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_UNITS_EN += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

_POWERS = (10**9, 10**6, 10**3)


def russian(number: int) -> str:
    """«двадцать одна тысяча пять»."""
    if number == 0:
        return "ноль"
    said = []
    for power, one, few, many in zip(
        _POWERS,
        ("миллиард", "миллион", "тысяча"),
        ("миллиарда", "миллиона", "тысячи"),
        ("миллиардов", "миллионов", "тысяч"),
        strict=True,
    ):
        count, number = divmod(number, power)
        if count:
            words = _below_thousand(count, _UNITS_RU, _TENS_RU, _HUNDREDS_RU)
            last = count % 100 if count % 100 in range(11, 15) else count % 10
            feminine = {"один": "одна", "два": "две"} if power == 1000 else {}
            words[-1] = feminine.get(words[-1], words[-1])
            said += [*words, one if last == 1 else few if last in (2, 3, 4) else many]
    return " ".join(said + _below_thousand(number, _UNITS_RU, _TENS_RU, _HUNDREDS_RU))


def russian_genitive(number: int) -> str:
    """«двадцати одной тысячи пяти», of a number above 0."""
    said = []
    for power, one, many in zip(
        _POWERS,
        ("миллиарда", "миллиона", "тысячи"),
        ("миллиардов", "миллионов", "тысяч"),
        strict=True,
    ):
        count, number = divmod(number, power)
        if count:
            words = _below_thousand(count, _UNITS_OF_RU, _TENS_OF_RU, _HUNDREDS_OF_RU)
            single = count % 10 == 1 and count % 100 != 11
            if single and power == 1000:
                words[-1] = "одной"
            said += [*words, one if single else many]
    return " ".join(said + _below_thousand(number, _UNITS_OF_RU, _TENS_OF_RU, _HUNDREDS_OF_RU))


def _below_thousand(
    number: int, units: list[str], tens: list[str], hundreds: list[str]
) -> list[str]:
    said = [hundreds[number // 100 - 1]] if number >= 100 else []
    number %= 100
    if number >= 20:
        said.append(tens[number // 10 - 2])
        number %= 10
    return [*said, units[number - 1]] if number else said


def kazakh(number: int) -> str:
    """«жиырма бір мың бес»; a hundred and a thousand have no «бір»."""
    if number == 0:
        return "нөл"
    said = []
    for power, name in zip(_POWERS, ("миллиард", "миллион", "мың"), strict=True):
        count, number = divmod(number, power)
        if count:
            said += [*([] if (count, power) == (1, 1000) else _small_kazakh(count)), name]
    return " ".join(said + _small_kazakh(number))


def _small_kazakh(number: int) -> list[str]:
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    said = [_UNITS_KK[hundreds - 1]] if hundreds > 1 else []
    said += ["жүз"] if hundreds else []
    said += [_TENS_KK[tens - 1]] if tens else []
    return [*said, _UNITS_KK[units - 1]] if units else said


def english(number: int, joint: str = " ", and_: str = "") -> str:
    """twenty-one thousand five, with a hyphen for ``joint``; "and" may stand after a hundred."""
    if number == 0:
        return "zero"
    said = []
    for power, name in zip(_POWERS, ("billion", "million", "thousand"), strict=True):
        count, number = divmod(number, power)
        if count:
            said += [_small_english(count, joint, and_), name]
    return " ".join([*said, *([_small_english(number, joint, and_)] if number else [])])


def _small_english(number: int, joint: str, and_: str) -> str:
    hundreds, rest = divmod(number, 100)
    said = [f"{_UNITS_EN[hundreds - 1]} hundred"] if hundreds else []
    if hundreds and rest and and_:
        said.append(and_)
    if rest >= 20:
        tens = _TENS_EN[rest // 10 - 2]
        said.append(f"{tens}{joint}{_UNITS_EN[rest % 10 - 1]}" if rest % 10 else tens)
    elif rest:
        said.append(_UNITS_EN[rest - 1])
    return " ".join(said)
