import pytest

from assistant.features import Pool, build_pool
from assistant.focus import focus_of
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from assistant.words import stems_of
from corpus import Language
from index import SearchIndex
from tests.assistant.texts import CITY, document, open_index

EVEN = Rarity({language: {} for language in Language})
"""Every word weighs the same."""
HALLS = "В нём 12 залов и 340 картин."
OPENED = "Музей открыли в 2019 году."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return open_index(tmp_path_factory.mktemp("city"), document(CITY))


def value(pool: Pool, text: str, name: str) -> float:
    """A feature of the candidate that is exactly ``text``."""
    [row] = [i for i, candidate in enumerate(pool.candidates) if candidate.text == text]
    return float(pool.column(name)[row])


def test_where_a_candidate_stands_to_what_was_told(index: SearchIndex) -> None:
    query = analyse_query("а картин?", Language.RU, index.embedder, EVEN)
    hits = index.search("музей залы картины билет вход", 10, Language.RU)
    readings = Reader(index).read([hit.passage for hit in hits])
    names = ("told", "told_part", "after_told", "beside_told", "near_told")

    def places(pool: Pool, text: str) -> dict[str, float]:
        return {name: found for name in names if (found := value(pool, text, name))}

    told = build_pool(query, hits, readings, focus_of(OPENED, readings))
    assert set(told.column("follow_up")) == {1.0}
    assert places(told, OPENED) == {"told": 1.0}
    assert places(told, HALLS) == {"after_told": 1.0}
    assert places(told, "Шымкент: Парк площадью 40 гектаров.") == {}
    part = build_pool(query, hits, readings, focus_of("340 картин", readings))
    assert places(part, HALLS) == {"told_part": 1.0}
    assert places(part, OPENED) == {"beside_told": 1.0}
    alone = build_pool(query, hits, readings)
    assert not any(alone.column(name).any() for name in ("follow_up", *names))


def test_the_words_that_a_follow_up_adds(index: SearchIndex) -> None:
    query = analyse_query("Сколько залов в музее, картин?", Language.RU, index.embedder, EVEN)
    hits = index.search("музей залы картины билет вход", 10, Language.RU)
    readings = Reader(index).read([hit.passage for hit in hits])
    own = frozenset(stems_of("а картин?", Language.RU))
    pool = build_pool(query, hits, readings, focus_of(OPENED, readings, own))
    held = {
        CITY[candidate.start : candidate.end]: float(pool.column("own")[i])
        for i, candidate in enumerate(pool.candidates)
    }
    assert held[HALLS] == 1.0
    assert held[OPENED] == 0.0  # its passage holds the word, it does not
    assert pool.column("has_own").all()
    alone = build_pool(query, hits, readings)
    assert not alone.column("has_own").any()
    assert not alone.column("own").any()
