"""When the composer has passages judged, and that it heeds what it is told."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answersettings import AnswerSettings
from assistant.composer import Composition, Material
from assistant.extractive import ExtractiveComposer, Weights
from assistant.query import analyse_query
from assistant.rarity import Rarity
from assistant.reading import Reader
from corpus import Language
from index import FakeEmbedder, SearchIndex, Vectors, build_index
from tests.assistant.texts import CITY, document, weights


class Said:
    """Says the same of every sentence, and counts the times it was asked."""

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.texts: list[Sequence[str]] = []

    def judge(
        self, _question: str, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[Vectors]:
        self.texts.append(texts)
        return [np.full(len(places), self.odds, dtype=np.float32) for places in spans]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    directory: Path = tmp_path_factory.mktemp("city")
    embedder = FakeEmbedder()
    build_index([document(CITY)], directory, embedder)
    return SearchIndex.open(directory, embedder)


def composed(
    index: SearchIndex,
    said: Said,
    sure: float,
    question: str = "Сколько залов в музее?",
    weights: Weights | None = None,
) -> Composition:
    query = analyse_query(question, Language.RU, index.embedder, Rarity({}))
    hits = index.search("залов в музее", 5)
    documents = {document.id: index.document(document.id) for document in index.documents()}
    material = Material(
        replace(query, judge=said), hits, Reader(index).read([h.passage for h in hits]), documents
    )
    return ExtractiveComposer(AnswerSettings(sure_confidence=sure), weights).compose(material)


def test_an_unsure_answer_is_judged_by_its_best_passages(index: SearchIndex) -> None:
    said = Said(0.0)
    composed(index, said, 1.0)
    assert [len(texts) for texts in said.texts] == [2]


def test_a_sure_answer_is_not(index: SearchIndex) -> None:
    said = Said(0.0)
    composed(index, said, 0.0)
    assert said.texts == []


def test_a_question_without_words_is_refused_unjudged(index: SearchIndex) -> None:
    said = Said(0.0)
    composed(index, said, 1.0, "???")
    assert said.texts == []


def test_what_surely_nothing_answers_is_not(index: SearchIndex) -> None:
    said, readable = Said(0.0), weights()
    never = replace(readable.confidence, probabilities=np.array([0.0, 0.01]))
    composed(index, said, 1.0, weights=replace(readable, confidence=never))
    assert said.texts == []
    composed(index, said, 1.0, weights=readable)
    assert said.texts != []


def test_what_the_judge_says_counts(index: SearchIndex) -> None:
    for_it, against = (composed(index, Said(odds), 1.0).confidence for odds in (4.0, -8.0))
    assert for_it > against
