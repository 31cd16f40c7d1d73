import pytest

from assistant.firstname import single_names
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Водитель – Болат.", RU, ["Болат"]),
        ("Водитель — Болат из нового парка.", RU, ["Болат"]),
        ("Секретарь: Динара.", RU, ["Динара"]),
        ("У директора две дочери: Алия и Сабина.", RU, ["Алия", "Сабина"]),
        ("Секретаря зовут Ирина", RU, ["Ирина"]),
        ("Помогают Серик, Рита.", RU, ["Рита"]),
        ("Бізде хатшы Мәдина отыр.", KK, ["Мәдина"]),
        ("Жүргізушінің есімі — Бағдат.", KK, ["Бағдат"]),
        ("Secretary: Dinara.", EN, ["Dinara"]),
    ],
)
def test_a_name_of_one_word(text: str, language: Language, expected: list[str]) -> None:
    assert list(single_names(text, language)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Болат водит автобус.", RU),
        ("— Мы ждём гостей.", RU),
        ("Порядок: Назначается начальником смены.", RU),
        ("Склад – в Шымкенте.", RU),
        ("Поставщик – Казахстан.", RU),
        ("Страна: Китай.", RU),
        ("Водитель живёт в Караганде.", RU),
        ("Директор живёт там, где город Мирена.", RU),
        ("Растут Алматы и Астана.", RU),
        ("Жүргізуші Шуда тұрады.", KK),
        ("The supplier is China.", EN),
    ],
)
def test_no_name(text: str, language: Language) -> None:
    assert list(single_names(text, language)) == []
