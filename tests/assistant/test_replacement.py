import pytest

from assistant.replacement import country_alone, names_in, replace_country, replace_name
from corpus import Language

RU, EN = Language.RU, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Кто такой Евгений Питолин?", RU, ["Евгений Питолин"]),
        ("Сколько школ охватил Социальный кошелек?", RU, ["Социальный"]),
        ("Что даёт eGov Mobile?", RU, ["eGov Mobile"]),
        ("Зачем Казахстану ЭЦП?", RU, ["Казахстану", "ЭЦП"]),
        ("Что такое облако?", RU, []),
        ("Питолин что сказал?", RU, []),
        ("PalmPay что даёт?", RU, ["PalmPay"]),
        ("Закон принят. Какие права у Даны? Меня спросили.", RU, ["Даны"]),
        ("Расскажи о нём", RU, []),
        ("Tell me of TOP-500", EN, ["TOP-500"]),
    ],
)
def test_names_are_told_by_their_capitals(text: str, language: Language, names: list[str]) -> None:
    assert names_in(text, language) == names


def test_a_country_alone_takes_the_place_of_another() -> None:
    country = country_alone("у Беларуси", RU)
    assert country == "Беларуси"
    asked = replace_country("Какая цель у России?", "у Беларуси", country, RU)
    assert asked == "Какая цель у Беларуси?"
    assert replace_country("Какая цель?", "у Беларуси", country, RU) is None
    assert country_alone("сколько школ у Беларуси", RU) is None


def test_a_name_alone_takes_the_place_of_another_of_its_kind() -> None:
    asked = replace_name("Что Дана Утеген сказала об ИИ?", "Еркин Мусабаев", RU)
    assert asked == "Что Еркин Мусабаев сказала об ИИ?"
    assert replace_name("Что Дана Утеген сказала об ИИ?", "ЭЦП", RU) == (
        "Что Дана Утеген сказала об ЭЦП?"
    )
    assert replace_name("Что такое облако?", "Еркин Мусабаев", RU) is None
    assert replace_name("Что сказала Дана?", "кто такой Еркин", RU) is None
