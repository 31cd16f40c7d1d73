"""Evaluating the engine of this process, over all three kinds of sources."""

import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.endpointsettings import EndpointSettings
from assistant.engine import Engine
from assistant.evaluation.answerer import Asking
from assistant.evaluation.bootstrap import Resampling
from assistant.evaluation.errors import RefusedSearchError
from assistant.evaluation.local import LocalAnswerer, code_digest, open_local
from assistant.evaluation.plan import Plan, evaluate
from assistant.evaluation.sets import load_set
from assistant.settings import Settings
from corpus import Language
from index import CrossEncoderReranker, Embedder, ModelError
from tests.assistant.evaluation.samples import question
from tests.assistant.evaluation.test_plan import untimed
from tests.index.models import cross_encoder

DEV = Path(__file__).parents[2] / "evaluation" / "dev.jsonl"
SQUAD = {
    "data": [{"title": "Города", "paragraphs": [
        {"context": "Алматы основан в 1854 году на месте укрепления Верное.",
         "qas": [{"id": "1", "question": "Когда основан Алматы?",
                  "answers": [{"text": "1854", "answer_start": 17}]}]},
        {"context": "Шымкент стоит на реке Сайрамсу. В городе живёт миллион человек.",
         "qas": [{"id": "2", "question": "На какой реке стоит Шымкент?",
                  "answers": [{"text": "Сайрамсу", "answer_start": 22}]}]},
    ]}]
}  # fmt: skip


def evaluated(plan: Plan, settings: Settings) -> dict[str, Any]:
    return evaluate(plan, settings, notify=lambda _: None)


@pytest.fixture
def squad(tmp_path: Path) -> Path:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD), encoding="utf-8")
    return path


def test_an_answer_a_search_and_a_document(engine: Engine, data_dir: Path) -> None:
    answerer = LocalAnswerer(engine, Settings(data_dir=data_dir))
    came = answerer.ask(question(text="Какое место занимает Alem.Cloud в TOP-500?"), Asking())
    assert came.trace is not None
    hits = answerer.search("суперкомпьютер Alem.Cloud", Language.RU, 4)
    assert hits is not None
    assert len(hits) == 4
    [name] = answerer.document_ids() or []
    source = answerer.document(name)
    assert source is not None
    assert all(source.text[hit.start : hit.end] == hit.text for hit in hits)
    assert answerer.document("no such") is None


def test_a_question_that_cannot_be_asked_is_its_own_error(engine: Engine, data_dir: Path) -> None:
    answerer = LocalAnswerer(engine, Settings(data_dir=data_dir))
    came = answerer.ask(question(text="а" * 100_000), Asking())
    assert came.status == "error"
    with pytest.raises(RefusedSearchError, match="100000 characters, at most 2000 are read"):
        answerer.search("а" * 100_000, None, 5)


def test_the_time_of_a_question(engine: Engine, data_dir: Path) -> None:
    answerer = LocalAnswerer(engine, Settings(data_dir=data_dir))
    assert answerer.took_ms is None
    answerer.ask(question(text="Какое место занимает Alem.Cloud в TOP-500?"), Asking())
    assert answerer.took_ms is not None
    assert answerer.took_ms > 0


def test_a_description_names_the_reranker_and_the_chat_model_and_no_secret(
    engine: Engine, data_dir: Path, tmp_path: Path
) -> None:
    def described(**settings: Any) -> dict[str, Any]:
        return dict(LocalAnswerer(engine, Settings(data_dir=data_dir, **settings)).describe())

    assert (described()["reranker"], described()["generation"]) == (None, None)
    directory = str(cross_encoder(tmp_path))
    reranker = described(reranker=directory)["reranker"]
    assert reranker == {"name": directory, "digest": CrossEncoderReranker(directory).digest}
    url = "http://user:word@host:9/v1?token=word"
    endpoint = {"base_url": url, "model": "m", "api_key": "word", "timeout_s": 3}
    found = described(generation=EndpointSettings.model_validate(endpoint))
    assert found["generation"] == {
        "base_url": "http://host:9/v1", "model": "m", "timeout_s": 3.0, "retries": 2,
        "max_tokens": 400, "stream": False,
    }  # fmt: skip
    assert "word" not in json.dumps(found)


@pytest.mark.parametrize(
    ("before", "after"), [("a", None), (None, "a"), ("a", "b")], ids=["dropped", "added", "other"]
)
def test_answers_of_another_chat_model_are_not_taken_over(
    data_dir: Path, tmp_path: Path, before: str | None, after: str | None
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as dead:
        port = dead.getsockname()[1]

    def settings(model: str | None) -> Settings:
        if model is None:
            return Settings(data_dir=data_dir)
        url = f"http://127.0.0.1:{port}/v1"
        endpoint = {"base_url": url, "model": model, "timeout_s": 1, "retries": 0}
        return Settings(data_dir=data_dir, generation=EndpointSettings.model_validate(endpoint))

    def stop(stage: str, done: int, total: int) -> None:
        del total
        if (stage, done) == ("questions", 2):
            raise KeyboardInterrupt

    plan = Plan(DEV, limit=4, report=tmp_path, resampling=Resampling(100))
    told: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        evaluate(plan, settings(before), progress=stop, notify=told.append)
    report = evaluate(plan, settings(after), notify=told.append)
    assert told == ["2 answers are kept; the same command goes on there"]
    spoken = report["system"]["generation"]
    assert (spoken and spoken["model"]) == after
    failed = [row["reason"] is not None for row in report["rows"] if row["status"] == "answered"]
    assert failed == [after is not None] * len(failed)
    assert failed


def test_the_reranker_orders_what_contexts_hold(
    squad: Path, tmp_path: Path, shared_embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    del shared_embedder
    read: list[str] = []

    class Reversing(CrossEncoderReranker):
        def score(self, query: str, passages: Sequence[str]) -> Any:
            read.append(query)
            return np.arange(len(passages), dtype=np.float32)

    monkeypatch.setattr("assistant.engine.CrossEncoderReranker", Reversing)
    plain = Settings(data_dir=tmp_path / "data")
    directory = str(cross_encoder(tmp_path))
    asked = "На какой реке стоит Шымкент?"
    documents = load_set(squad).documents
    with open_local(plain, documents=documents) as answerer:
        before = answerer.search(asked, Language.RU, 5)
    settings = plain.model_copy(update={"reranker": directory})
    with open_local(settings, documents=documents) as answerer:
        after = answerer.search(asked, Language.RU, 5)
    assert before is not None
    assert after is not None
    assert read == [asked]
    assert [hit.passage_id for hit in after] == [hit.passage_id for hit in reversed(before)]
    assert len(after) == 2


def test_a_reranker_that_is_not_there_ends_the_run(squad: Path, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", reranker="no/such-reranker")
    with pytest.raises(ModelError, match="no/such-reranker"):
        evaluated(Plan(squad), settings)


def test_contexts_become_the_sources(
    squad: Path, tmp_path: Path, shared_embedder: Embedder
) -> None:
    del shared_embedder
    settings = Settings(data_dir=tmp_path / "data")
    plan = Plan(squad, resampling=Resampling(100))
    report = evaluated(plan, settings)
    assert report["set"]["documents"] == 2
    assert report["set"]["evidence_not_in_sources"] == []
    assert report["metrics"]["all"]["retrieval.success@3"]["value"] == 1
    assert report["system"]["build"]["counts"]["documents"] == 2
    assert report["system"]["build"]["temporary"]
    assert not settings.index_dir.exists()
    assert untimed(evaluated(plan, settings)) == untimed(report)


def test_other_sources_take_the_place_of_contexts(
    squad: Path, tmp_path: Path, shared_embedder: Embedder
) -> None:
    del shared_embedder
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Верный стал городом Алматы. Основан он в 1854 году.", "utf-8")
    plan = Plan(squad, source=texts, resampling=Resampling(100))
    report = evaluated(plan, Settings(data_dir=tmp_path / "data"))
    assert report["system"]["build"]["counts"]["documents"] == 1
    # Spans of the contexts mean nothing here: the passage that holds 1854 counts.
    assert report["metrics"]["all"]["retrieval.success@1"]["value"] == 0.5
    assert [row["evidence"] for row in report["rows"]] == [[], []]


def test_a_beir_folder_ranks_whole_documents(tmp_path: Path, shared_embedder: Embedder) -> None:
    del shared_embedder
    corpus = [
        {"_id": "a", "title": "", "text": "Верный стал городом Алматы.\n\nГород стоит у гор."},
        {"_id": "b", "title": "", "text": "Шымкент стоит на реке Сайрамсу."},
    ]
    folder = tmp_path / "beir"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), "utf-8")
    (folder / "queries.jsonl").write_text(
        json.dumps({"_id": "q", "text": "На какой реке стоит Шымкент?"}), "utf-8"
    )
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\tb\t1\n", "utf-8")
    plan = Plan(folder, resampling=Resampling(100))
    report = evaluated(plan, Settings(data_dir=tmp_path / "data"))
    [row] = report["rows"]
    assert row["passages"][0]["document_id"] == "b"
    assert row["ranking"] == {"gains": [1, 0], "missed": [], "pieces": [1, 0]}
    assert report["metrics"]["all"]["retrieval.ndcg@10"]["value"] == 1
    assert report["metrics"]["all"]["answer.recall"]["value"] is None


def test_the_index_of_the_settings(data_dir: Path) -> None:
    report = evaluated(Plan(DEV, limit=2, resampling=Resampling(100)), Settings(data_dir=data_dir))
    build = report["system"]["build"]
    assert not build["temporary"]
    assert build["build_id"]
    assert report["set"]["evidence_not_in_sources"] == []
    assert report["metrics"]["all"]["citation.validity"]["value"] in (1, None)


def test_code_digest_is_of_the_code() -> None:
    assert code_digest() == code_digest()
    assert len(code_digest()) == 64


def test_the_temporary_index_goes_away(tmp_path: Path, shared_embedder: Embedder) -> None:
    del shared_embedder
    (tmp_path / "a.txt").write_text("Текст.", "utf-8")
    settings = Settings(data_dir=tmp_path / "data")
    with open_local(settings, source=tmp_path / "a.txt") as answerer:
        assert answerer.document_ids() == ["a"]
    assert not (tmp_path / "data").exists()
