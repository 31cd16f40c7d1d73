from pathlib import Path

import pytest

from assistant.features import Candidate
from assistant.premise import contradicted, holds_numbers, misplaced, of_another_country
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language
from tests.assistant.texts import document, open_index

TEXT = "Страна заняла 24-е место. Расходы выросли на 15% в 2025 году. Открыли 6,7 тыс. школ."


def asked(directory: Path, question: str, sentence: int) -> tuple[Query, Candidate]:
    """A question and one sentence of the text."""
    index = open_index(directory, document(TEXT))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    [hit, *_] = index.search("Страна заняла место", 1, Language.RU)
    [reading] = Reader(index).read([hit.passage])
    return query, Candidate(reading, hit, sentence, sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Почему страна заняла 15-е место?", 0, ("15-е", "24-е")),
        ("Почему страна заняла 24-е место?", 0, None),
        ("Расходы выросли на 30%?", 1, ("30%", "15%")),
        ("Расходы выросли на 15%?", 1, None),
        ("Почему расходы выросли в 2023 году?", 1, ("2023", "2025")),
        ("Почему расходы выросли в 2025 году?", 1, None),
        ("Почему расходы выросли?", 1, None),
        ("Назови 3 причины роста расходов", 1, None),
        ("Открыли 6700 школ?", 2, None),
        ("Открыли 9000 школ?", 2, ("9000", "6,7 тыс.")),
        ("Открыли 9000 больниц?", 2, None),
    ],
)
def test_contradiction(
    tmp_path: Path, question: str, sentence: int, expected: tuple[str, str] | None
) -> None:
    found = contradicted(*asked(tmp_path, question, sentence))
    assert (found and (found.asked, found.found)) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Расходы выросли на 15% в 2025 году?", 1, True),
        ("Расходы выросли на 15% в 2023 году?", 1, False),
        ("Открыли 6700 школ?", 2, True),
        ("Открыли школы?", 2, True),
    ],
)
def test_held_numbers(tmp_path: Path, question: str, sentence: int, expected: bool) -> None:
    assert holds_numbers(*asked(tmp_path, question, sentence)) is expected


COUNTRIES = """Казахстан запустил кластер Alem.Cloud в Астане. Узбекистан открыл 20 школ.

Беларусь: программа до 2030 года. Система «Дозор» следит за 60 тыс. камер.

Туркменистан: стратегия до 2030 года."""


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Почему Таджикистан запустил Alem.Cloud?", 0, ("Таджикистан", "Казахстан")),
        ("Таджикистан открыл 20 школ?", 1, ("Таджикистан", "Узбекистан")),
        ("Почему Казахстан запустил Alem.Cloud?", 0, None),
        # named in the sentence before
        ("Почему в Таджикистане ввели систему «Дозор»?", 1, ("Таджикистане", "Беларусь")),
        ("Почему Таджикистан запустил кластер?", 0, None),
        ("Что запустил Таджикистан в Alem.Cloud?", 0, None),
        ("Почему Россия и Китай запустили Alem.Cloud?", 0, None),
        ("Почему запустили Alem.Cloud?", 0, None),
    ],
)
def test_wrong_country(
    tmp_path: Path, question: str, sentence: int, expected: tuple[str, str] | None
) -> None:
    index = open_index(tmp_path, document(COUNTRIES))
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    sought = "Беларусь: система Дозор" if "Дозор" in question else "Казахстан запустил Alem.Cloud"
    [hit, *_] = index.search(sought, 1, Language.RU)
    [reading] = Reader(index).read([hit.passage])
    without = misplaced(query)
    if without is None:
        assert expected is None
        return
    assert not {"Таджикистан", "Таджикистане"}.intersection(term.word for term in without.terms)
    found = of_another_country(query, Candidate(reading, hit, sentence, sentence))
    assert (found and (found.asked, found.found)) == expected
