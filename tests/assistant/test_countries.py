import pytest

from assistant.countries import _names, countries_in, country_names
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Почему Узбекистан запустил кластер?", RU, {"UZ": "Узбекистан"}),
        (
            "что делают в казахстане, китае и сша",
            RU,
            {"KZ": "казахстане", "CN": "китае", "US": "сша"},
        ),
        ("российский, казахстанского", RU, {"RU": "российский", "KZ": "казахстанского"}),
        ("в Саудовской Аравии и Южной Корее", RU, {"SA": "Саудовской Аравии", "KR": "Южной Корее"}),
        ("Соединённых Штатов, на Филиппинах", RU, {"US": "Соединённых Штатов", "PH": "Филиппинах"}),
        ("США и Южная Африка, Южная Америка", RU, {"US": "США"}),
        ("Того, кто мало спал, чад не берёт. Самой Маше", RU, {}),
        ("что в туркмении и в Штатах", RU, {"TM": "туркмении", "US": "Штатах"}),
        ("сколько сотрудников в штате, в панаме и с бутаном", RU, {}),
        ("в Судане и в Панаме", RU, {"SD": "Судане", "PA": "Панаме"}),
        ("кадрлар штаты, судан шыққан", KK, {}),
        ("Забыл данные, данный договор", RU, {}),
        ("Қытайда және Ресейде", KK, {"CN": "Қытайда", "RU": "Ресейде"}),
        ("қазақстандықтар, АҚШ-тың", KK, {"KZ": "қазақстандықтар", "US": "АҚШ-тың"}),
        ("казакстанга, ресейде", KK, {"KZ": "казакстанга", "RU": "ресейде"}),
        ("Оңтүстік Кореядан, Оңтүстік Америкада", KK, {"KR": "Оңтүстік Кореядан"}),
        ("Қатар тұрған ақша, осы сандар, қосымша", KK, {}),
        ("Saudi Arabia, not Georgia", EN, {"SA": "Saudi Arabia", "GE": "Georgia"}),
        ("Kazakhstan's and Russian", EN, {"KZ": "Kazakhstan's", "RU": "Russian"}),
        ("Turkey bought it", EN, {"TR": "Turkey"}),
        ("tell us of the turkey in a jersey, and of South America", EN, {}),
        ("nothing here, of the EU and the UN", EN, {}),
        # peoples
        ("а узбеки и белорусы?", RU, {"UZ": "узбеки", "BY": "белорусы"}),
        (
            "у россиян, казахстанцев и китайцев",
            RU,
            {"RU": "россиян", "KZ": "казахстанцев", "CN": "китайцев"},
        ),
        ("узбекской и киргизских", RU, {"UZ": "узбекской", "KG": "киргизских"}),
        ("грузить, армянам", RU, {"AM": "армянам"}),
        (
            "өзбектер мен ресейліктерге, тәжіктердің",
            KK,
            {"UZ": "өзбектер", "RU": "ресейліктерге", "TJ": "тәжіктердің"},
        ),
        ("Uzbeks and the Chinese", EN, {"UZ": "Uzbeks", "CN": "Chinese"}),
    ],
)
def test_countries(text: str, language: Language, expected: dict[str, str]) -> None:
    assert countries_in(text, language) == expected


def test_names_of_a_country() -> None:
    assert country_names("UZ") == {RU: "Узбекистан", KK: "Өзбекстан", EN: "Uzbekistan"}
    assert country_names("CQ") == {EN: "Sark"}  # of which Babel knows no other name


def test_every_country_that_can_be_named_has_names() -> None:
    for language in Language:
        codes = {code for found in _names(language).values() for _, code in found}
        assert all(country_names(code) for code in codes)
