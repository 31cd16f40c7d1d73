"""Words as they were meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Language, is_spelt, respelt

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Казакстанда жана зан кашан кабылданды", "Қазақстанда жаңа заң қашан қабылданды"),
        ("мектептеринде неше окушы бар", "мектептерінде неше оқушы бар"),
        ("казак тилинде сойлейтин модель бар ма", "қазақ тілінде сөйлейтін модель бар ма"),
    ],
)
def test_kazakh_gets_its_letters(typed: str, meant: str) -> None:
    assert respelt(typed, KK, ()) == meant


def test_a_word_that_is_another_folded_is_that_where_no_kazakh_letter_stands() -> None:
    # «тур», a tour, is what «тұр», stands, is when folded
    assert respelt("кала кайда тур", KK, ()) == "қала қайда тұр"
    assert respelt("қала қайда тур", KK, ()) == "қала қайда тур"


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("skolko shkol v kazahstane", RU, "сколько школ в казахстане"),
        ("kakie riski u iskusstvennogo intellekta", RU, "какие риски у искусственного интеллекта"),
        ("jana zan qashan kushine endi", KK, "жаңа заң қашан күшіне енді"),
        ("zhana zan kashan kushine yendi", KK, "жаңа заң қашан күшіне енді"),
    ],
)
def test_latin_letters_are_read_in_their_script(typed: str, language: Language, meant: str) -> None:
    assert respelt(typed, language, ()) == meant


def test_names_of_the_sources_stay_in_latin_letters() -> None:
    sources = ["TSARKA", "eGov", "Сатиев", "Al-Farabium", "Do"]
    assert respelt("kto prezident tsarka", RU, sources) == "кто президент tsarka"
    assert respelt("chto takoe eGov i kto satiev", RU, sources) == "что такое eGov и кто сатиев"
    assert respelt("skolko GPU u Al-Farabium", RU, sources) == "сколько GPU у Al-Farabium"
    assert respelt("do kakogo goda uchebniki", RU, sources) == "до какого года учебники"


@pytest.mark.parametrize(
    "name",
    ["info@nitec.kz", "https://www.gov.kz/memleket", "egov.kz", "H200", "5G", "GPT-4o", "IPv6",
     "iPhone", "WhatsApp", "Kaspi", "Zyukhlyaev", "blockchain", "kaspi qr", "chatgpt", "pdf",
     "tech", "ai", "Wi-Fi"],
)  # fmt: skip
def test_addresses_codes_and_names_stay(name: str) -> None:
    assert respelt(f"skolko shkol {name}", RU, ()) == f"сколько школ {name}"


@pytest.mark.parametrize(
    "text",
    ["Starlink price", "DeepSeek model", "Halyk Bank?", "OpenAI", "vat rate 2026", "sim swap"],
)
def test_names_alone_are_no_russian_in_latin_letters(text: str) -> None:
    assert respelt(text, RU, ()) == text
    assert respelt(text, KK, ()) == text


def test_a_name_in_latin_letters_is_the_one_of_the_sources() -> None:
    assert respelt("kto takoi Zyukhlyaev", RU, ["Зюхляев"]) == "кто такой Зюхляев"


def test_a_word_that_no_list_has_is_read_letter_by_letter() -> None:
    assert respelt("kto takoi zyukhlyaev", RU, ()) == "кто такой зюхляев"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gde nahoditsya detskiy sad", "где находится детский сад"),
        ("v kakom rayone schet", "в каком районе счёт"),
        ("kak nazyvaetsya schetchik", "как называется счётчик"),
        ("starye dannye", "старые данные"),
    ],
)
def test_letters_that_meet_are_read_as_they_are_spelt(typed: str, meant: str) -> None:
    assert respelt(typed, RU, ()).replace("ё", "е") == meant.replace("ё", "е")


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("сколько прцентов госуслуг", RU, "сколько процентов госуслуг"),
        ("кокой закон", RU, "какой закон"),
        ("how many peple traned", EN, "how many people trained"),
        ("what docment", EN, "what document"),
        ("жасанды интелект", KK, "жасанды интеллект"),
    ],
)
def test_slips_are_mended(typed: str, language: Language, meant: str) -> None:
    assert respelt(typed, language, ()) == meant


def test_a_word_of_the_sources_comes_before_a_common_one() -> None:
    assert respelt("где нашли кордон", RU, ()) == "где нашли кордон"
    assert respelt("где нашли кардон", RU, ["Кордон"]) == "где нашли кордон"
    assert respelt("сколько прцентов", RU, ["процентор"]) == "сколько процентов"  # two slips


def test_what_may_be_right_is_left() -> None:
    sources = ["Кеpуен", "мойын"]
    for text, language in (
        ("Какие скиллы нужны?", RU),  # slang
        ("Сколько пользователей у узбекского MyID?", RU),  # a form that no list has
        ("Кто такой Сатаев?", RU),  # a name
        ("чё там с 5G и IPv6", RU),
        ("Нарығындағыларға арналған жоба бар ма?", KK),
        ("", EN),
        ("?!", RU),
    ):
        assert respelt(text, language, sources) == text


@pytest.mark.parametrize(
    ("text", "language", "sources"),
    [
        ("Кто такой Сатаев?", RU, ["Сатиев"]),
        ("кто такой маратов", RU, ["Муратов"]),
        ("Маратов кто?", RU, ["Муратов"]),
        ("who is akhmetov", EN, ["Akhmedov"]),
        ("Қасымова кім", KK, ["Касымова"]),
        ("сұрақ неше", KK, ["Сурак"]),
    ],
)
def test_a_name_is_not_taken_for_one_like_it(
    text: str, language: Language, sources: list[str]
) -> None:
    assert respelt(text, language, sources) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("сколько подземных переходов", RU), ("стоимость поверки счётчика", RU),
        ("почему грузит так долго", RU), ("кто скачал больше", RU), ("где симки", RU),
        ("шкала инфляции", RU), ("размерам одежды", RU), ("давным-давно", RU),
        ("how to reset password", EN), ("swift code", EN), ("march and bands", EN),
        ("асханадан не алдық", KK), ("қарбызды қайдан алады", KK), ("түспеді ме", KK),
        ("құжат жүктелмейді", KK), ("үкіметті кім басқарады", KK), ("киімдер сатып алу", KK),
        ("мадиев кім", KK), ("женис касымбек", KK), ("бағанын кім біледі", KK),
    ],
)  # fmt: skip
def test_rare_words_are_not_taken_for_slips(text: str, language: Language) -> None:
    assert respelt(text, language, ()) == text


def test_a_kazakh_word_keeps_its_letters_beside_one_like_it() -> None:
    for text, source in (
        ("бұл қандай түр?", "тұр"),
        ("он жылда қанша", "оң"),
        ("Ең үлкен көл қайда", "қол"),
        ("Ал Ресейде ше?", "Әл"),
    ):
        assert is_spelt(text, KK)
        assert respelt(text, KK, [source]) == text


def test_an_apostrophe_parts_words() -> None:
    assert respelt("We're late, what's the teacher's name?", EN, ()) == (
        "We're late, what's the teacher's name?"
    )
    assert is_spelt("what's the law", EN)


def test_capitals_stay() -> None:
    assert respelt("Сколкьо школ", RU, ()) == "Сколько школ"
    assert respelt("Kto takoi", RU, ()) == "Кто такой"


def test_a_text_of_common_words_is_spelt() -> None:
    assert is_spelt("Сколько школ в Казахстане?", RU)
    assert is_spelt("Қазақстанда неше мектеп бар?", KK)
    assert not is_spelt("Казакстанда неше мектеп бар?", KK)
    assert not is_spelt("skolko shkol", RU)
    assert not is_spelt("сколько шкоол", RU)


_WORDS = st.sampled_from(
    ["сколько", "школ", "закон", "тур", "тұр", "көл", "қол", "бар", "school", "Zan", "қзақстанда"]
)


@given(st.text(max_size=60), st.sampled_from(Language))
def test_any_text_keeps_its_tokens_and_digits(text: str, language: Language) -> None:
    read = respelt(text, language, ())
    assert len(re.findall(r"\S+", read)) == len(re.findall(r"\S+", text))
    assert re.findall(r"\d", read) == re.findall(r"\d", text)


@given(st.lists(_WORDS, max_size=6), st.lists(_WORDS), st.sampled_from(Language))
def test_what_is_spelt_is_left_whatever_the_sources(
    words: list[str], sources: list[str], language: Language
) -> None:
    text = " ".join(words)
    assert not is_spelt(text, language) or respelt(text, language, sources) == text


@given(st.text(alphabet="abcшқзжіұ ", max_size=40), st.sampled_from(Language))
def test_numbers_and_marks_stay(text: str, language: Language) -> None:
    assert respelt(f"«12,5%» {text} (№ 7)", language, ()).startswith("«12,5%» ")
