"""Answers without the figure that a question takes for granted."""

import pytest

from assistant.assertion import unheld_share
from assistant.features import build_pool
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language
from index import SearchIndex
from tests.assistant.texts import document, open_index

TEXT = """Рост перевозок составил 12 процентов. Порт закрыт зимой.

Проверили 1200 школ.

Театр строят без подрядчика.

Половину садов закрыли.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return open_index(tmp_path_factory.mktemp("assertion"), document(TEXT))


@pytest.mark.parametrize(
    ("question", "told", "expected"),
    [
        ("Рост перевозок 12 процентов?", "12 процентов", 0.0),
        # both figures are of the growth of traffic: a premise to correct
        ("Рост перевозок 30%?", "12 процентов", 0.0),
        # of the two words that the figure is of one stands beside the other figure
        ("Рост экспорта 30%?", "12 процентов", 0.5),
        ("Правда ли, что 70% людей боятся роботов?", "12 процентов", 1.0),
        # the passage holds it
        ("Почему порт закрыт, рост 12%?", "Порт закрыт", 0.0),
        ("Правда ли, что театр строят 40 подрядчиков?", "Театр", 1.0),
        ("Правда ли, что театр строят 2 подрядчика?", "Театр", 0.0),
        ("Почему театр строят без подрядчика в 2024 году?", "Театр", 0.0),
        ("Правда ли, что проверили более 1000 школ?", "1200", 0.0),
        ("Правда ли, что проверили 900 школ?", "1200", 0.0),
        ("Правда ли, что закрыли 50% садов?", "Половину", 0.0),
        # nothing is asserted, or only supposed
        ("Сколько театров строят за 70 миллионов?", "Театр", 0.0),
        ("Можно ли строить театр за 70 миллионов?", "Театр", 0.0),
    ],
)
def test_a_figure_that_is_not_told(
    index: SearchIndex, question: str, told: str, expected: float
) -> None:
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = index.search(f"{question} {told}", 10)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    [found] = [c for c in pool.candidates if c.first == c.last and told in c.text]
    assert unheld_share(query, found) == pytest.approx(expected, abs=0.01)
