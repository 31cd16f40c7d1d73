"""Judgement by hand: two passages, of which the judge says what is written here."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.features import JUDGED, Pool, build_pool
from assistant.judgement import judged
from assistant.query import Query, analyse_query
from assistant.rarity import Rarity
from assistant.reading import Reader
from corpus import Language, Translation, document_from_text
from index import FakeEmbedder, SearchIndex, Vectors, build_index
from tests.assistant.texts import document

TEXT = "Парк открыли весной. Вход бесплатный.\n\nМост закрыли."
PARK, FREE, BRIDGE = "Парк открыли весной.", "Вход бесплатный.", "Мост закрыли."
ODDS = {PARK: 1.0, FREE: 2.0, BRIDGE: -1.0}
ALL = 1 + math.exp(1) + math.exp(2) + math.exp(-1)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    directory = tmp_path_factory.mktemp("park")
    embedder = FakeEmbedder()
    build_index([document(TEXT)], directory, embedder)
    return SearchIndex.open(directory, embedder)


class Said:
    """Judges each sentence as ``odds`` has it, and remembers what it was asked."""

    def __init__(self, odds: Mapping[str, float] = ODDS) -> None:
        self.odds = odds
        self.asked: list[tuple[str, list[str]]] = []

    def judge(
        self, question: str, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[Vectors]:
        self.asked.append((question, list(texts)))
        return [
            np.array([self.odds[text[a:b]] for a, b in places], dtype=np.float32)
            for text, places in zip(texts, spans, strict=True)
        ]


def pool_of(index: SearchIndex, question: str = "Парк платный?") -> tuple[Query, Pool, Said]:
    said = Said()
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = index.search(question, 5)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    return replace(query, judge=said), pool, said


def column(pool: Pool, name: str) -> dict[str, float]:
    return {
        TEXT[c.start : c.end]: float(value)
        for c, value in zip(pool.candidates, pool.column(name), strict=True)
    }


def scores(pool: Pool, best: str) -> np.ndarray:
    return np.array([1.0 if TEXT[c.start : c.end] == best else 0.0 for c in pool.candidates])


def test_both_passages_by_hand(index: SearchIndex) -> None:
    query, pool, said = pool_of(index)
    found = judged(pool, scores(pool, FREE), query, 2)
    assert said.asked == [("Парк платный?", [f"{PARK} {FREE}", BRIDGE])]  # the best one first
    both = f"{PARK} {FREE}"
    assert column(found, "judged") == dict.fromkeys((PARK, FREE, both, BRIDGE), 1.0)
    assert column(found, "judge") == pytest.approx({PARK: 1, FREE: 2, both: 2, BRIDGE: -1})
    assert column(found, "judge_share") == pytest.approx(
        {
            PARK: math.exp(1) / ALL,
            FREE: math.exp(2) / ALL,
            both: (math.exp(1) + math.exp(2)) / ALL,
            BRIDGE: math.exp(-1) / ALL,
        }
    )
    assert column(found, "judge_below_best") == pytest.approx(
        {PARK: 1, FREE: 0, both: 0, BRIDGE: 3}
    )
    assert column(found, "judge_margin") == pytest.approx({PARK: -1, FREE: 1, both: 3, BRIDGE: -3})
    assert found.column("judge_none") == pytest.approx(1 / ALL)
    others = [name for name in ("coverage", "dense", "hit_score") if name not in JUDGED]
    assert all(column(found, name) == column(pool, name) for name in others)


def test_only_the_best_passage(index: SearchIndex) -> None:
    query, pool, said = pool_of(index)
    found = judged(pool, scores(pool, BRIDGE), query, 1)
    assert said.asked == [("Парк платный?", [BRIDGE])]
    assert column(found, "judged")[BRIDGE] == 1.0
    assert column(found, "judged")[FREE] == column(found, "judge")[FREE] == 0.0
    none = 1 / (1 + math.exp(-1))
    assert column(found, "judge_none") == pytest.approx(
        dict.fromkeys(column(found, "judged"), none)
    )


def test_a_passage_that_may_not_answer_is_not_judged(index: SearchIndex) -> None:
    query, pool, said = pool_of(index)
    allowed = np.array([TEXT[c.start : c.end] != BRIDGE for c in pool.candidates])
    judged(replace(pool, allowed=allowed), scores(pool, BRIDGE), query, 5)
    assert said.asked == [("Парк платный?", [f"{PARK} {FREE}"])]


def test_the_question_is_judged_as_it_is_read(index: SearchIndex) -> None:
    query, pool, said = pool_of(index, "Парк открыли в 2015 году?")
    judged(pool, scores(pool, FREE), replace(query.without_numbers(), judge=said), 1)
    assert said.asked[0][0].split() == ["Парк", "открыли", "в", "году?"]


def test_a_sentence_that_could_not_be_read_counts_for_nothing(index: SearchIndex) -> None:
    query, pool, _ = pool_of(index)

    class Unread:
        def judge(self, *_: object) -> list[Vectors]:
            return [np.array([-np.inf, 2.0], dtype=np.float32)]

    found = judged(pool, scores(pool, FREE), replace(query, judge=Unread()), 1)
    assert np.isfinite(found.features).all()
    assert column(found, "judge_share")[PARK] < 1e-6


@pytest.mark.parametrize("passages", [0, 3])
def test_without_a_judge_nothing_changes(index: SearchIndex, passages: int) -> None:
    query, pool, said = pool_of(index)
    asked = query if passages == 0 else replace(query, judge=None)
    assert judged(pool, scores(pool, FREE), asked, passages) is pool
    assert said.asked == []


def test_a_translation_and_its_original_are_both_read(tmp_path: Path) -> None:
    translation = Translation(
        language=Language.EN,
        title="Park",
        official=False,
        note="",
        paragraphs=(("The park opened.", "Entry is free."), ("The bridge closed.",)),
    )
    source = document_from_text(
        TEXT, id="park", title="Парк", language=Language.RU, translations=(translation,)
    )
    embedder = FakeEmbedder()
    build_index([source], tmp_path, embedder)
    index = SearchIndex.open(tmp_path, embedder)
    english = {"The park opened.": 4.0, "Entry is free.": -6.0, "The bridge closed.": 0.0}
    said = Said(ODDS | english)
    query = analyse_query("Is the park free?", Language.EN, index.embedder, Rarity({}))
    hits = index.search("парк", 5)
    pool = build_pool(query, hits, Reader(index).read([hit.passage for hit in hits]))
    found = judged(pool, scores(pool, FREE), replace(query, judge=said), 1)
    [(_, texts)] = said.asked
    assert texts == ["The park opened. Entry is free.", f"{PARK} {FREE}"]
    assert column(found, "judge")[PARK] == pytest.approx((4 + 1) / 2)
    assert column(found, "judge")[FREE] == pytest.approx((-6 + 2) / 2)
