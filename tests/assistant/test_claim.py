from pathlib import Path

import pytest

from assistant.claim import about, asks_existence, claim_of, whole
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.reading import PassageReading
from corpus import Language
from index import FakeEmbedder
from tests.assistant.texts import document, open_index

TEXT = "Фонд даёт гарантию. Она стоит заёмщику 1%. Alem.Cloud запустили. Место заняли 86-е."


def question(text: str, language: Language = Language.RU) -> Query:
    return analyse_query(text, language, FakeEmbedder(), Rarity({}))


def reading_of(directory: Path, text: str) -> PassageReading:
    index = open_index(directory, document(text))
    [passage, *_] = index.passages("text")
    [reading] = Reader(index).read([passage])
    return reading


@pytest.mark.parametrize(
    ("text", "language", "terms", "countries"),
    [
        ("Правда, что обучили 500 тысяч человек?", Language.RU, ["обучили", "человек"], set()),
        ("Почему Узбекистан вложил 15 млрд долларов в метро?", Language.RU, ["вложил", "метро"],
         {"UZ"}),
        ("Рост экспорта составил 30% в 2025 году?", Language.RU, ["Рост", "экспорта"], set()),
        ("Мощность кластера 5 EFlops?", Language.RU, ["кластера"], set()),
        ("Небәрі 300 дәріхана қамтылды ма?", Language.KK, ["дәріхана", "қамтылды"], set()),
        ("Did Russia open 5 schools, right?", Language.EN, ["open", "schools"], {"RU"}),
    ],
)  # fmt: skip
def test_what_is_claimed(
    text: str, language: Language, terms: list[str], countries: set[str]
) -> None:
    claim = claim_of(question(text, language))
    assert [term.word for term in claim.terms] == terms
    assert claim.countries.keys() == countries


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("Почему фонд даёт гарантию?", 0, 1.0),
        ("Почему банк даёт гарантию?", 0, 2 / 3),
        # «Она» is what the sentence before has named
        ("Почему гарантия стоит 5%?", 1, 1.0),
        # a name may stand anywhere before a sentence that names nothing, other words may not
        ("Alem.Cloud занял 68-е место?", 3, 1.0),
        ("Почему фонд занял 68-е место?", 3, 2 / 3),
        ("Почему?", 0, 0.0),
    ],
)
def test_share_told(tmp_path: Path, text: str, sentence: int, expected: float) -> None:
    claim = claim_of(question(text))
    assert claim.told(reading_of(tmp_path, TEXT), (sentence,)) == pytest.approx(expected)


def test_a_country_of_the_claim_is_that_of_the_passage(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "Казахстан растёт. Республика заняла 24-е место.")
    mine, other = "Казахстан занял 30-е место?", "Россия заняла 30-е место?"
    assert claim_of(question(mine)).told(reading, (1,)) == pytest.approx(1.0)
    assert claim_of(question(other)).told(reading, (1,)) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Есть ли у Беларуси GPU?", Language.RU, True),
        ("Ресейде GPU бар ма?", Language.KK, True),
        ("Does Tajikistan have a strategy?", Language.EN, True),
        ("Are there lessons in Tajikistan?", Language.EN, True),
        ("Правда, что уроки идут в школах?", Language.RU, False),
        ("Did Russia launch Alem.Cloud?", Language.EN, False),
    ],
)
def test_existence(text: str, language: Language, expected: bool) -> None:
    assert asks_existence(question(text, language)) is expected


def test_a_compound_name_is_one_word() -> None:
    [alem] = [t for t in question("Кто создаёт Alem.ai?").terms if t.is_name]
    assert {"ai", "alem"} < alem.stems[Language.RU]
    assert whole(alem).stems[Language.RU] == {"alemai"}


@pytest.mark.parametrize(("sentence", "expected"), [(0, {"RU"}), (1, {"RU"}), (2, {"RU", "CN"})])
def test_countries_of_a_labelled_item(tmp_path: Path, sentence: int, expected: set[str]) -> None:
    text = "Россия: Вклад в экономику. План до 2030 года. Торговля с Китаем."
    assert about(reading_of(tmp_path, text), (sentence,)) == expected


@pytest.mark.parametrize(("sentence", "expected"), [(0, {"KZ"}), (1, {"UZ"}), (2, {"KZ", "UZ"})])
def test_countries_of_a_sentence_or_else_of_its_passage(
    tmp_path: Path, sentence: int, expected: set[str]
) -> None:
    text = "Казахстан открыл центр. Узбекистан открыл школу. Учат всех."
    assert about(reading_of(tmp_path, text), (sentence,)) == expected
