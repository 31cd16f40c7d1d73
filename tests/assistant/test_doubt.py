"""What makes an answer less sure, over passages whose countries, years and names are plain."""

from pathlib import Path

import pytest

from assistant.doubt import doubts
from assistant.features import build_pool
from assistant.focus import focus_of
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language
from index import SearchIndex
from tests.assistant.texts import document, open_index

TEXT = """Казахстан открыл 20 школ в 2025 году.

Столица: в Казахстане директора музея зовут Анна Белова.

Узбекистан: построили мост и музей, сообщает Министерство культуры.

Парк засадили липами, его площадь 40 гектаров.

Ректор AstroLab Пётр Ильин выступил.

Водитель парка – Болат. Секретаря зовут Ирина. Бухгалтер парка – в Шымкенте.

Сотрудники первой категории получают 90 тысяч тенге.

Рост перевозок в парке составил 12 процентов.

По словам тренера Льва Орлова, набор вырос.
"""
SCHOOLS, MUSEUM, BRIDGE, PARK, RECTOR = "20 школ", "Белова", "мост", "липами", "Ильин"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    directory: Path = tmp_path_factory.mktemp("doubt")
    return open_index(directory, document(TEXT))


def doubted(index: SearchIndex, question: str, chosen: str, reply: str = "") -> dict[str, float]:
    """The doubts in the sentence that holds ``chosen``, after ``reply`` where there is one."""
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = index.search(
        "школ музея мост парк Казахстан ректор липы водитель категории набор 2024", 20
    )
    readings = Reader(index).read([hit.passage for hit in hits])
    pool = build_pool(query, hits, readings, focus_of(reply, readings) if reply else None)
    [best] = [
        i
        for i, c in enumerate(pool.candidates)
        if c.first == c.last and chosen in c.reading.views[Language.RU].sentences[c.first].text
    ]
    return doubts(query, pool, best)


@pytest.mark.parametrize(
    ("question", "chosen", "expected"),
    [
        ("Сколько школ открыли?", SCHOOLS, {}),
        ("Сколько школ открыл Казахстан?", SCHOOLS, {}),
        ("Сколько школ открыл Узбекистан?", SCHOOLS, {"country": 2.0}),
        ("Что построили в Казахстане?", BRIDGE, {"country": 2.0}),
        # no country is named, most of the document's passages name Kazakhstan
        ("Какая площадь парка в Казахстане?", PARK, {}),
        ("Какая площадь парка в Китае?", PARK, {"country": 2.0}),
        ("Кто сказал, что парк засадили липами?", PARK, {"speaker": 6.0}),
        ("Кто сказал, что построили мост?", BRIDGE, {}),
        ("Кто засадил парк липами?", PARK, {}),
        ("Сколько школ открыли в 2025 году?", SCHOOLS, {}),
        ("Сколько школ открыли в 2023 году?", SCHOOLS, {"year": 2.0}),
        # taken for granted: there the premise is corrected
        ("Почему открыли школы в 2023 году?", SCHOOLS, {}),
        ("Какая площадь парка в 2023 году?", PARK, {}),
        ("Как зовут директора музея?", MUSEUM, {}),
        ("Как зовут Анну Белову?", MUSEUM, {"name": 4.0}),
        ("Как называется парк?", PARK, {"name": 1.5}),
        ("Как зовут министра?", BRIDGE, {"name": 4.0}),
        ("Как называется столица?", MUSEUM, {}),
        ("Кто ректор NanoLab?", RECTOR, {"post": 6.0}),
        ("Кто ректор AstroLab?", RECTOR, {}),
        ("Сколько школ открыл Китай в 2023 году?", SCHOOLS, {"country": 2.0, "year": 2.0}),
        ("Как зовут водителя парка?", "Болат", {}),
        ("Как зовут секретаря?", "Ирина", {}),
        ("Болатом зовут водителя парка? Как зовут?", "Болат", {"name": 4.0}),
        ("Как зовут бухгалтера парка?", "Шымкенте", {"name": 4.0}),
        ("Сколько получают сотрудники первой категории?", "категории", {}),
        ("Сколько получают сотрудники второй категории?", "категории", {"another": 6.0}),
        ("Рост перевозок 30%?", "12", {}),
        ("Правда, что рост экспорта и импорта 30%?", "12", {"figure": 2.0}),
        ("Правда ли, что 70% людей боятся роботов?", "12", {"figure": 5.0}),
    ],
)
def test_doubts(index: SearchIndex, question: str, chosen: str, expected: dict[str, float]) -> None:
    assert doubted(index, question, chosen) == expected


def test_no_country_is_told_anywhere(tmp_path: Path) -> None:
    index = open_index(tmp_path, document("В городе открыли школу. Мост построили."))
    assert doubted(index, "Какую школу открыл Китай?", "школу") == {"country": 0.6}


SPEECHES = """Ли В.А.: Парк мал. Липы стары.

Год и липы:

| Год | Лип |
|---|---|
| 2024 | 40 |
"""


@pytest.mark.parametrize(
    ("question", "chosen", "expected"),
    [
        ("Кто сказал, что липы стары?", "Липы стары", {}),
        ("Кто сказал, что лип 40?", "| 2024", {"speaker": 6.0}),
    ],
)
def test_a_label_tells_of_a_speaker_the_header_of_a_table_does_not(
    tmp_path: Path, question: str, chosen: str, expected: dict[str, float]
) -> None:
    assert doubted(open_index(tmp_path, document(SPEECHES)), question, chosen) == expected


def test_what_was_just_told_seldom_answers_a_follow_up(index: SearchIndex) -> None:
    reply = "Парк засадили липами, его площадь 40 гектаров."
    assert doubted(index, "А сколько им лет?", PARK, reply) == {"repeated": 2.5}
    assert doubted(index, "А сколько им лет?", SCHOOLS, reply) == {}
    assert doubted(index, "А сколько им лет?", PARK) == {}
    spoken = "Ректор AstroLab Пётр Ильин выступил."
    assert doubted(index, "А чем он известен?", RECTOR, spoken) == {"repeated": 2.5}
    said = "По словам тренера Льва Орлова, набор вырос."
    assert doubted(index, "А что он сказал?", "набор вырос", said) == {}
