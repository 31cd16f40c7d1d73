import pytest

from assistant.countries import countries_in
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Почему Узбекистан запустил кластер?", RU, {"UZ": "Узбекистан"}),
        ("что делают в казахстане", RU, {"KZ": "казахстане"}),
        ("США и Южная Африка", RU, {"US": "США"}),
        ("Того, кто мало спал, чад не берёт", RU, {}),
        ("Қытайда және Ресейде", KK, {"CN": "Қытайда", "RU": "Ресейде"}),
        ("Saudi Arabia, not Georgia", EN, {"SA": "Saudi Arabia", "GE": "Georgia"}),
        ("nothing here", EN, {}),
    ],
)
def test_countries(text: str, language: Language, expected: dict[str, str]) -> None:
    assert countries_in(text, language) == expected
