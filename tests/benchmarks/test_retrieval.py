import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.retrieval.sets import RetrievalSet, kazqad_set, sentence_set, xquad_set
from corpus import Language, document_from_text
from index import FakeEmbedder, SearchIndex, build_index

RU, KK, EN = Language.RU, Language.KK, Language.EN


def _xquad(path: Path, contexts: list[str], questions: list[tuple[str, str, int]]) -> Path:
    paragraphs = [
        {
            "context": context,
            "qas": [{"id": key, "question": text} for key, text, row in questions if row == number],
        }
        for number, context in enumerate(contexts)
    ]
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    return path


def test_questions_find_their_paragraph_in_the_other_language_by_id(tmp_path: Path) -> None:
    english = _xquad(tmp_path / "en", ["a", "b"], [("1", "who?", 1), ("2", "when?", 0)])
    russian = _xquad(tmp_path / "ru", ["а", "б"], [("1", "кто?", 1), ("2", "когда?", 0)])
    data = xquad_set(english, russian, EN, RU)
    assert data.texts == ("а", "б")
    assert dict(zip(data.queries, data.relevant, strict=True)) == {"when?": {0}, "who?": {1}}


def test_a_question_asked_twice_has_both_contexts(tmp_path: Path) -> None:
    path = tmp_path / "kazqad.tsv"
    path.write_text("1\tкім?\tt\tбір\ta\n2\tкім?\tt\tекі\ta\n3\tне?\tt\tбір\ta\n", encoding="utf-8")
    data = kazqad_set(path)
    assert (data.queries, data.texts) == (("кім?", "не?"), ("бір", "екі"))
    assert data.relevant == (frozenset({0, 1}), frozenset({0}))


def _three_questions() -> RetrievalSet:
    return sentence_set("toy", [("a", "x"), ("b", "y"), ("c", "z")], EN, RU)


def test_measures_by_hand() -> None:
    pytest.importorskip("ir_measures", reason="pip install 'kz-ai-assistant[eval]'")
    from benchmarks.retrieval.measure import measure

    # Right at rank 1, at rank 2, and nowhere.
    found = measure(_three_questions(), [[0, 1], [0, 1], [0, 1]])
    assert found["recall@1"].mean == pytest.approx(1 / 3)
    assert found["recall@3"].mean == pytest.approx(2 / 3)
    assert found["mrr@10"].mean == pytest.approx((1 + 1 / 2) / 3)
    assert found["ndcg@10"].mean == pytest.approx((1 + 1 / np.log2(3)) / 3)
    assert found["recall@1"].low <= found["recall@1"].mean <= found["recall@1"].high


def test_an_interval_has_no_width_where_nothing_varies() -> None:
    pytest.importorskip("ir_measures", reason="pip install 'kz-ai-assistant[eval]'")
    from benchmarks.retrieval.measure import Estimate, estimate

    assert estimate(np.ones(4), np.array([0, 0, 1, 2])) == Estimate(1.0, 1.0, 1.0)


def test_what_is_searched_is_ordered_as_the_index_orders_it(tmp_path: Path) -> None:
    systems = pytest.importorskip("benchmarks.retrieval.systems", exc_type=ImportError)
    embedder = FakeEmbedder()
    texts = ("Мост открыт в мае. Он длинный.", "Озеро мелкое.", "Дорога идёт к озеру.")
    data = RetrievalSet("toy", ("Где мост?", "мелкое озеро"), RU, texts, (RU,) * 3,
                        (frozenset({0}), frozenset({1})), (0, 1))  # fmt: skip
    found = systems.searched(
        data,
        systems.run(data.queries, systems.dense(data, embedder)),
        systems.run(data.queries, systems.lexical(data)),
        words=None,
        tokens=systems.comparing(data, embedder),
    )
    documents = [
        document_from_text(text, id=f"d{number}", title="Т", language=RU)
        for number, text in enumerate(texts)
    ]
    build_index(documents, tmp_path, embedder)
    index = SearchIndex.open(tmp_path, embedder)
    for query, ranking in zip(data.queries, found.rankings, strict=True):
        hits = index.search(query, 3, RU)
        assert [hit.passage.document_id for hit in hits] == [f"d{row}" for row, _ in ranking]
        scores = [score for _, score in ranking]
        assert [hit.score for hit in hits] == pytest.approx(scores, abs=0.02)
