"""Searching: hits, their parts and views."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus import Document, Language
from index import FakeEmbedder, SearchIndex, build_index
from index.loading import MODELS, WORD_MODEL
from index.static import StaticEmbedder


@pytest.fixture
def index(built: Path, embedder: FakeEmbedder) -> SearchIndex:
    return SearchIndex.open(built, embedder)


def test_the_passage_that_says_it_is_first(index: SearchIndex) -> None:
    [first, second, *_] = index.search("Длина Балхаша 605 км", 3, Language.RU)
    assert first.passage.text == "Балхаш наполовину пресный. Его длина 605 км."
    assert (first.rank, second.rank) == (1, 2)
    assert (first.dense_rank, first.lexical_rank) == (1, 1)
    assert first.view is Language.RU
    assert 0 <= second.score <= first.score <= 1
    assert first.dense_score is not None
    assert -1 <= first.dense_score <= 1


def test_a_translation_leads_to_the_original(index: SearchIndex) -> None:
    [hit] = index.search("Zaysan is fresh", 1, Language.EN)
    assert hit.view is Language.EN
    assert hit.passage.language is Language.RU
    assert hit.passage.text == "- Зайсан пресный."
    assert hit.passage.translations[Language.EN] == "Zaysan is fresh."


def test_views_of_a_passage_are_one_hit(index: SearchIndex) -> None:
    hits = index.search("Балхаш Balkhash пресный fresh", 99)
    identifiers = [hit.passage.id for hit in hits]
    assert len(identifiers) == len(set(identifiers)) <= 5
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert sorted(hit.dense_rank or 0 for hit in hits) == list(range(1, 6))


def test_headings_and_furniture_are_never_found(index: SearchIndex) -> None:
    kinds = {hit.passage.kind.value for hit in index.search("Озёра фото архив", 99)}
    assert kinds <= {"paragraph", "list_item"}


def test_a_query_of_no_known_letter_finds_by_nothing(index: SearchIndex) -> None:
    assert index.search("☃", 5) == []


def test_the_score_is_that_of_vectors_words_and_tokens(index: SearchIndex) -> None:
    # Tokens of the fake are letters: a sentence meets the share of the question's that it has. The
    # best sentence of each view of a passage counts, and the mean of the views.
    question = "Балхаш пресный"
    hits = index.search(question, 99, Language.RU)
    lowest = min(hit.dense_score for hit in hits if hit.dense_score is not None)
    for hit in hits:
        met = []
        for read in index.sentences(hit.passage).values():
            held = np.split(read.tokens, np.cumsum(read.counts)[:-1])
            asked = index.embedder.encode_tokens(question).vectors  # type: ignore[attr-defined]
            met.append(max(float((asked @ one.T).max(axis=1).mean()) for one in held))
        total = (
            2 * (hit.dense_score or lowest)
            + (hit.lexical_score or 0.0) / np.log(1 + index.manifest.counts.views)
            + 8 * np.mean(met)
        )
        assert hit.score == pytest.approx(total / (total + 2), abs=0.01)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_model_without_tokens_is_searched_by_vectors_and_words(
    tmp_path: Path, lakes: Document
) -> None:
    plain = StaticEmbedder(MODELS / WORD_MODEL)
    build_index([lakes], tmp_path, plain)
    [first, *_] = SearchIndex.open(tmp_path, plain).search("Длина Балхаша", 3, Language.RU)
    assert first.passage.text == "Балхаш наполовину пресный. Его длина 605 км."


def test_top_k_is_a_limit(index: SearchIndex) -> None:
    assert len(index.search("Алматы", 2)) == 2
    assert len(index.search("Алматы", 10**9)) == 5
    with pytest.raises(ValueError, match="top_k is 0"):
        index.search("Алматы", 0)


class _Shortest:
    """A reranker whose order a reader sees: the shorter the passage, the better."""

    name = "shortest"
    digest = "shortest"

    def __init__(self) -> None:
        self.queries: list[str] = []

    def score(self, query: str, passages: Sequence[str]) -> NDArray[np.float32]:
        self.queries.append(query)
        return np.array([-len(passage) for passage in passages], dtype=np.float32)


def test_a_reranker_orders_the_best_passages_anew(built: Path, embedder: FakeEmbedder) -> None:
    reranker = _Shortest()
    with closing(SearchIndex.open(built, embedder, reranker=reranker)) as index:
        hits = index.search("озеро", 5)
        again = index.reload_if_changed()
    lengths = [len(hit.passage.text) for hit in hits]
    assert lengths == sorted(lengths)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert reranker.queries == ["озеро"]
    assert again is index
    with closing(SearchIndex.open(built, embedder)) as plain:
        assert {hit.passage.id for hit in plain.search("озеро", 5)} == {h.passage.id for h in hits}
