"""Numbers in words against an independent speller, and what no number is made of."""

import math
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import Language
from index.amount import amount
from index.numeral import LEXICON, Role
from index.quantity import numbers
from tests.index.spelling import english, kazakh, russian, russian_genitive

RU, KK, EN = Language.RU, Language.KK, Language.EN
NUMBERS = st.one_of(
    st.integers(0, 10**9), st.integers(0, 2000), st.builds(pow, st.just(10), st.integers(0, 9))
)
PIECES = (
    "5 1.000 17.11.2025 2025 10⁶ ½ ⁶ . , - – $ % and a half of to млн. тыс. двадцать пять тысяч "
    "миллион пятый с половиной до ноября в бес жүз мың екі жарым бестен two hundred million first "
    "November İ ß ٣ 99999"
)
OTHER_WORDS = frozenset({"один", "одного", "бір", "one", "жүз", "мың", "тоқсан"})
"""On their own no numbers: «один из них», a zhuz, a quarter of a year."""


def british(number: int) -> str:
    return english(number, "-", "and")


@pytest.mark.parametrize(
    ("spell", "language"),
    [(russian, RU), (russian_genitive, RU), (kazakh, KK), (english, EN), (british, EN)],
    ids=["ru", "ru-genitive", "kk", "en", "en-and"],
)
@given(number=NUMBERS)
@example(number=10**9)
@example(number=1_000_001)
@example(number=101_011)
@settings(max_examples=300, deadline=None)
def test_a_number_in_words_is_read_back(
    number: int, spell: Callable[[int], str], language: Language
) -> None:
    if number == 0 and spell is russian_genitive:
        return  # «с нуля» is «from scratch»
    said = spell(number)
    text = f"({said}) x"
    expected = [] if said in OTHER_WORDS else [(number, 1, 1 + len(said))]
    assert [(each.value, each.start, each.end) for each in numbers(text, language)] == expected


@given(
    st.lists(
        st.sampled_from(
            sorted(
                word
                for word, numeral in LEXICON[RU].items()
                if numeral.role is not Role.FRACTION and not numeral.ordinal
            )
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=300, deadline=None)
def test_a_row_of_numerals_is_one_number_or_none(words: list[str]) -> None:
    text = " ".join(words)
    assert [(each.start, each.end) for each in numbers(text, RU)] in ([], [(0, len(text))])


@given(
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=12),
    st.sampled_from(["", " ", "\n", "\u00a0"]),
    st.sampled_from(Language),
)
@settings(max_examples=300, deadline=None)
def test_spans_of_any_text_are_in_order_and_apart(
    words: list[str], joint: str, language: Language
) -> None:
    text = joint.join(words)
    places = [place for each in numbers(text, language) for place in (each.start, each.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(each.start < each.end for each in numbers(text, language))


def test_numerals_without_end_are_read_in_linear_steps() -> None:
    assert numbers("one and " * 5000, EN) == []
    assert [each.value for each in numbers("10^99 " + "9" * 400 + "·10⁶", EN)] == [1e99, math.inf]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("два три", RU, []),
        ("сто двести", RU, []),
        ("пять двадцать", RU, []),
        ("две трети", RU, []),
        ("три четверти голосов", RU, []),
        ("две пятых", RU, []),
        ("пять целых две десятых", RU, []),
        ("два с четвертью миллиона", RU, []),
        ("треть миллиона", RU, []),
        ("десятки тысяч", RU, []),
        ("для миллионов граждан", RU, []),
        ("несколько миллионов", RU, []),
        ("семью", RU, []),
        ("первый из многих", RU, []),
        ("СТО на трассе", RU, []),
        ("с нуля", RU, []),
        ("бір адам", KK, []),
        ("онда", KK, []),
        ("Ұлы жүз", KK, []),
        ("бірінші тоқсан", KK, []),
        ("бірнеше миллион", KK, []),
        ("қанша мың адам", KK, []),
        ("мыңдаған адам", KK, []),
        ("үштен екі", KK, []),
        ("ол үшін", KK, []),
        ("one of them", EN, []),
        ("the first", EN, []),
        ("two thirds", EN, []),
        ("two-thirds", EN, []),
        ("two and three quarters", EN, []),
        ("two and a quarter million", EN, []),
        ("two point five million", EN, []),
        ("several hundred thousand", EN, []),
        ("a few hundred thousand", EN, []),
        ("millions of citizens", EN, []),
        ("twenty twenty-six", EN, []),
        ("1.2.3", RU, []),
        ("192.168.1.10", EN, []),
        ("2¹⁰ и 2½ млн", RU, []),
        ("два, три", RU, [2, 3]),
        ("первые пять стран", RU, [5]),
        ("пять первых стран", RU, [5]),
        ("5 миллионеров", RU, [5]),
        ("целых пять миллионов", RU, [5e6]),
        ("5 млн. Двадцать школ", RU, [5e6, 20]),
        ("6,7 тыс. 300", RU, [6700, 300]),
        ("5 млн\n300 тыс.", RU, [5e6, 3e5]),
        ("2025 100", RU, [2025, 100]),
        ("40 миллионға тоғыз келісімшарт", KK, [40e6, 9]),
        ("осындай 312 сот", KK, [312]),
        ("ол үшін он сегіз", KK, [18]),
        ("бірден жиырма", KK, [20]),
        ("two and three", EN, [2, 3]),
        ("five thousand and two million", EN, [5000, 2e6]),
        ("9 million and a hundred translators", EN, [9e6, 100]),
        ("a five-point grade", EN, [5]),
        ("ten first graders", EN, [10]),
    ],
)
def test_what_is_not_one_number(text: str, language: Language, values: list[float]) -> None:
    assert [each.value for each in numbers(text, language)] == values


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("двадцать пять миллионов", RU, 25e6),
        ("двадцатью пятью миллионами", RU, 25e6),
        ("семью миллионами", RU, 7e6),
        ("ста тысячам", RU, 1e5),
        ("полтора миллиона", RU, 1.5e6),
        ("полторы тысячи", RU, 1500),
        ("два с половиной миллиона", RU, 2.5e6),
        ("миллион с половиной", RU, 1.5e6),
        ("2 с половиной млн", RU, 2.5e6),
        ("миллион двести тысяч", RU, 1.2e6),
        ("два десятка тысяч", RU, 20_000),
        ("пять сотен", RU, 500),
        ("полмиллиона", RU, 5e5),
        ("5 млн. 300 тыс.", RU, 5.3e6),
        ("5 млн триста тысяч", RU, 5.3e6),
        ("2 млрд 500 млн 20 тыс.", RU, 2_500_020_000),
        ("6 тыс. 700", RU, 6700),
        ("жиырма бес мың", KK, 25_000),
        ("бес жүз мың", KK, 5e5),
        ("екі жарым миллион", KK, 2.5e6),
        ("бір жарым мың", KK, 1500),
        ("жарты миллион", KK, 5e5),
        ("жүз елу мың", KK, 150_000),
        ("жиырма бестен", KK, 25),
        ("екі миллионға", KK, 2e6),
        ("жиырма торт мын", KK, 24_000),
        ("5 мыңнан", KK, 5000),
        ("жиырма бес мың", RU, 25_000),
        ("two hundred thousand", EN, 2e5),
        ("a hundred and fifty thousand", EN, 150_000),
        ("two and a half million", EN, 2.5e6),
        ("half a million", EN, 5e5),
        ("twelve hundred", EN, 1200),
        ("two dozen", EN, 24),
        ("3 hundred", EN, 300),
    ],
)
def test_numerals_compose(text: str, language: Language, value: float) -> None:
    found, after = amount(f"{text} x", 0, language)
    assert found is not None
    assert (found.value, found.start, found.end, after) == (value, 0, len(text), len(text))
