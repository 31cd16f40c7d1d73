"""The engine: models named by the settings, answers kept."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Answer, Status, Turn
from assistant.engine import Engine, build
from assistant.errors import InvalidQuestionError
from assistant.settings import Settings
from corpus import Language, document_from_text
from index import Embedder, FakeEmbedder, ModelError, add_documents, remove_documents
from tests.evaluation.test_sets import load
from tests.index.models import cross_encoder

QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"


def test_a_reranker_that_is_not_there_is_a_clear_error(data_dir: Path) -> None:
    with pytest.raises(ModelError, match="no/such-reranker"):
        Engine.open(Settings(data_dir=data_dir, reranker="no/such-reranker"))


def test_a_reranker_of_the_settings_orders_what_is_found(data_dir: Path, tmp_path: Path) -> None:
    directory = cross_encoder(tmp_path)
    engine = Engine.open(Settings(data_dir=data_dir, reranker=str(directory)))
    plain = Engine.open(Settings(data_dir=data_dir))
    try:
        hits = engine.search("суперкомпьютер", top_k=30)
        before = plain.search("суперкомпьютер", top_k=30)
    finally:
        engine.close()
        plain.close()
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in before}
    assert [hit.passage.id for hit in hits] != [hit.passage.id for hit in before]


class Asked:
    """An engine, and for each question whether its answer was kept from before."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.kept: list[bool] = []
        engine.listen(lambda _question, _answer, kept: self.kept.append(kept))

    def __call__(self, question: str = QUESTION, **options: Any) -> Answer:
        return self.engine.ask(question, **{"audience": "", **options})


@pytest.fixture
def asked(data_dir: Path) -> Iterator[Asked]:
    engine = Engine.open(Settings(data_dir=data_dir))
    yield Asked(engine)
    engine.close()


def _told(answer: Answer) -> str:
    """All of an answer but its timings."""
    return answer.model_dump_json(exclude={"timings_ms"})


def test_a_question_asked_again_is_answered_as_before(asked: Asked) -> None:
    first, again = asked(), asked("  Какое место занимает\nAlem.Cloud в TOP-500? ")
    assert asked.kept == [False, True]
    assert _told(first) == _told(again)
    assert set(first.timings_ms) == set(again.timings_ms)
    assert (again.timings_ms["search"], again.timings_ms["compose"]) == (0.0, 0.0)


_QUESTIONS = [question["question"] for question in load("dev")]
_HISTORIES = st.lists(
    st.builds(Turn, role=st.just("user"), content=st.sampled_from(_QUESTIONS)), max_size=2
)


@given(
    question=st.sampled_from(_QUESTIONS),
    language=st.none() | st.sampled_from(Language),
    history=_HISTORIES,
    top_k=st.integers(1, 7),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_kept_answer_is_the_one_that_would_be_made(
    asked: Asked, question: str, language: Language | None, history: list[Turn], top_k: int
) -> None:
    options: dict[str, Any] = {"language": language, "history": history, "top_k": top_k}
    made = asked(question, audience=None, **options)
    asked(question, **options)
    kept = asked(question, **options)
    assert asked.kept[-3::2] == [False, True]
    assert _told(kept) == _told(made)


def test_a_trace_is_of_its_own_time(asked: Asked) -> None:
    asked()
    explained = asked(explain=True)
    assert explained.trace is not None
    assert explained.trace["timings_ms"] == explained.timings_ms
    assert asked.kept[:2] == [False, False]
    assert asked().trace is None


def test_kept_answers_are_for_their_audience_and_conversation(asked: Asked) -> None:
    asked(audience="key:1")
    asked(audience="key:2")
    asked(audience=None)
    asked(audience="")
    asked(audience="", conversation_id="one-of-them")
    asked(audience="", conversation_id="another-one")
    assert asked.kept == [False] * 6
    asked(audience="key:2")
    assert asked.kept[-1]


def test_errors_are_not_kept(asked: Asked) -> None:
    for _ in range(2):
        with pytest.raises(InvalidQuestionError, match="empty"):
            asked("  ")
    assert asked.kept == []


def test_a_newer_build_begins_without_answers(own_data_dir: Path) -> None:
    engine = Engine.open(Settings(data_dir=own_data_dir))
    asked = Asked(engine)
    question = "Какая длина озера Балхаш?"
    try:
        assert asked(question).status is not Status.ANSWERED
        text = document_from_text("Длина озера Балхаш — 605 км.", id="lakes", title="Озёра")
        engine.add([text])
        assert asked(question).citations[0].document_id == "lakes"
        engine.remove(["lakes"])
        assert asked(question).status is not Status.ANSWERED
    finally:
        engine.close()
    assert asked.kept == [False] * 3


def test_none_are_kept_where_the_setting_says_so(data_dir: Path) -> None:
    engine = Engine.open(Settings(data_dir=data_dir, cached_answers=0))
    asked = Asked(engine)
    asked()
    asked()
    engine.close()
    assert asked.kept == [False, False]


STEPPE = document_from_text("Степь широка.", id="steppe", title="Степь")


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """Settings with one short source, of which nothing is built yet."""
    source = tmp_path / "lakes.txt"
    source.write_text("Длина Балхаша — 605 км.", encoding="utf-8")
    return Settings(data_dir=tmp_path / "data", sources=source)


def test_added_documents_outlive_a_change_of_the_schema(
    small: Settings, shared_embedder: Embedder
) -> None:
    build(small, shared_embedder)
    build_id = add_documents([STEPPE], small.index_dir, shared_embedder).build_id
    path = small.index_dir / "builds" / build_id / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema_version": 99}))
    digest = sha256(path.read_bytes()).hexdigest()
    (small.index_dir / "current").write_text(f"{build_id} {digest}\n")
    engine = Engine.open(small)
    try:
        assert engine.document("steppe") == STEPPE
        assert {one.id for one in engine.documents()} == {"lakes", "steppe"}
        assert set(engine.manifest.managed) == {"lakes"}
    finally:
        engine.close()


def test_added_documents_that_are_lost_are_logged(small: Settings) -> None:
    build(small, FakeEmbedder())
    build_id = add_documents([STEPPE], small.index_dir, FakeEmbedder()).build_id
    for catalog in small.index_dir.glob("builds/*/catalog.sqlite"):
        catalog.write_bytes(b"")
    with structlog.testing.capture_logs() as lines:
        assert build(small, FakeEmbedder()).counts.documents == 1
    [line] = lines
    assert (line["event"], line["log_level"]) == ("added_documents_lost", "warning")
    assert build_id in line["reason"]


def test_changes_that_a_build_keeps_are_logged(small: Settings) -> None:
    build(small, FakeEmbedder())
    remove_documents(["lakes"], small.index_dir, FakeEmbedder())
    with structlog.testing.capture_logs() as lines:
        assert build(small, FakeEmbedder()).counts.documents == 0
    [line] = lines
    assert (line["event"], line["log_level"]) == ("changes_kept", "info")
    assert (line["kept_out"], line["replaced"]) == (("lakes",), ())
