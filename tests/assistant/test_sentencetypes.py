import pytest

from assistant.query import analyse_query
from assistant.sentencetypes import answer_spans, defines
from corpus import Language
from index import SearchIndex
from tests.assistant.test_features import EVEN, HALLS, pool_for
from tests.assistant.texts import CITY, document, open_index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return open_index(tmp_path_factory.mktemp("city"), document(CITY))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Юрист Анна Белова отмечает рост.", 1.0),
        ("Анна Белова — юрист.", 1.0),
        ("Растёт всё, — сказала Анна Белова.", -1.0),
        ("Рост отмечен везде.", 0.0),
    ],
)
def test_what_defines(index: SearchIndex, text: str, expected: float) -> None:
    query = analyse_query("Кто такая Анна Белова?", Language.RU, index.embedder, EVEN)
    assert defines(query, text, Language.RU) == expected


def test_numbers_of_the_question_are_no_answer(index: SearchIndex) -> None:
    query, pool = pool_for(index, "Сколько картин, если залов 12?")
    [sentence] = [
        s
        for c in pool.candidates
        for s in c.reading.views[Language.RU].sentences
        if s.text == HALLS and c.first == c.last == 1
    ]
    held = [HALLS[s.start : s.end] for s, _ in answer_spans(query, sentence)]
    assert held == ["340"]
