import pytest

from assistant.candidate import Candidate
from assistant.features import build_pool
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reader import Reader
from corpus import Language
from index import SearchIndex
from tests.assistant.texts import CITY, document, open_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return open_index(tmp_path_factory.mktemp("city"), document(CITY))


def test_a_candidate_is_its_span_of_the_document(index: SearchIndex) -> None:
    hits = index.search("Сколько залов в музее?", 10, Language.RU)
    query = analyse_query("Сколько залов в музее?", Language.RU, index.embedder, Rarity({}))
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    assert {c.last - c.first for c in pool.candidates} == {0, 1}
    for candidate in pool.candidates:
        assert candidate.text == CITY[candidate.start : candidate.end]
    first = next(c for c in pool.candidates if c.text.startswith("Музей"))
    second = Candidate(first.reading, first.hit, 1, 1)
    assert second.text == "В нём 12 залов и 340 картин."
