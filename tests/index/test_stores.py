"""Builds with their vectors in Milvus: their life, and what stops it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pymilvus.client.grpc_handler import GrpcHandler

from corpus import Document, Language, document_from_text
from index import (
    FakeEmbedder,
    IndexDamagedError,
    IndexingError,
    IndexMismatchError,
    IndexSettings,
    MilvusSettings,
    SearchIndex,
    StoreUnavailableError,
    add_documents,
    build_index,
    current_manifest,
    remove_documents,
    verify,
)
from index.embedder import Vectors
from index.layout import Layout
from index.milvus import Milvus
from index.milvus_store import collections_of
from index.vectors import StoreSettings
from index.view import Ids
from tests.milvus_server import MilvusServer

RIVERS = "Урал течёт в Каспий. Иртыш течёт на север.\n\nСырдарья течёт в Арал.\n"
CLOSED = "http://127.0.0.1:1"


@pytest.fixture
def rivers() -> Document:
    return document_from_text(RIVERS, id="rivers", title="Реки", language=Language.RU)


@pytest.fixture
def many() -> Document:
    """A hundred paragraphs: so much that a few more are a small share."""
    text = "\n\n".join(f"Озеро номер {number} лежит в степи." for number in range(100))
    return document_from_text(text, id="many", title="Озёра", language=Language.RU)


@pytest.fixture
def lite(milvus_lite: str) -> IndexSettings:
    return IndexSettings(milvus=MilvusSettings(uri=milvus_lite))


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    return tmp_path / "index"


def names(directory: Path, settings: IndexSettings) -> list[str]:
    """The collections of an index that Milvus has."""
    assert settings.milvus is not None
    scope = Layout(directory).scope.read_text().strip()
    return Milvus(settings.milvus).names(f"{settings.milvus.prefix}_{scope}_")


def named(directory: Path) -> list[str]:
    """The collections that the current build names."""
    return [part["collection"] for part in current_manifest(directory).store["parts"]]


def opened(directory: Path, settings: IndexSettings) -> SearchIndex:
    return SearchIndex.open(directory, FakeEmbedder(), milvus=settings.milvus)


def found(index: SearchIndex, query: str) -> list[tuple[Any, ...]]:
    return [
        (hit.passage.id, hit.rank, pytest.approx(hit.score, abs=1e-5), hit.dense_rank)
        for hit in index.search(query, 10)
    ]


def test_finds_what_a_store_of_files_finds(
    index_dir: Path, tmp_path: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    build_index([lakes, cities], index_dir, FakeEmbedder(), settings=lite)
    build_index([lakes, cities], tmp_path / "files", FakeEmbedder())
    in_milvus, in_files = opened(index_dir, lite), opened(tmp_path / "files", IndexSettings())
    for query in ("Балхаш", "Which lake is fresh?", "город у гор"):
        assert found(in_milvus, query) == found(in_files, query)
    assert verify(index_dir, milvus=lite.milvus).ok
    [collection] = names(index_dir, lite)
    assert current_manifest(index_dir).store["uri"] == lite.milvus.uri  # type: ignore[union-attr]
    assert named(index_dir) == [collection]


def test_what_is_added_is_all_that_is_sent(
    index_dir: Path,
    lite: IndexSettings,
    many: Document,
    rivers: Document,
    lakes: Document,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[int] = []
    write = Milvus.write

    def counted(
        self: Milvus, name: str, ids: Ids, vectors: Vectors, settings: StoreSettings
    ) -> None:
        sent.append(len(ids))
        write(self, name, ids, vectors, settings)

    monkeypatch.setattr(Milvus, "write", counted)
    embedder = FakeEmbedder()
    build_index([many], index_dir, embedder, settings=lite)
    add_documents([rivers], index_dir, embedder, settings=lite)
    assert sent == [100, 2]
    add_documents([lakes], index_dir, embedder, settings=lite)  # the small part is sent again
    assert sent == [100, 2, 2 + 6]
    assert len(named(index_dir)) == 2
    remove_documents(["rivers"], index_dir, embedder, settings=lite)
    assert sent == [100, 2, 8, 6]
    remove_documents(["many"], index_dir, embedder, settings=lite)  # what is left is one part
    assert sent == [100, 2, 8, 6, 6]
    assert len(named(index_dir)) == 1
    assert verify(index_dir, milvus=lite.milvus).ok


def test_collections_go_with_their_builds(
    index_dir: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    for document in (lakes, cities, lakes, cities):
        build_index([document], index_dir, FakeEmbedder(), settings=lite)
        assert set(named(index_dir)) <= set(names(index_dir, lite))
        assert len(names(index_dir, lite)) <= lite.keep_builds
    assert verify(index_dir, milvus=lite.milvus).ok


def test_indexes_share_a_milvus(
    tmp_path: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    for _ in range(3):
        build_index([lakes], tmp_path / "one", FakeEmbedder(), settings=lite)
        build_index([cities], tmp_path / "two", FakeEmbedder(), settings=lite)
    for name in ("one", "two"):
        assert verify(tmp_path / name, milvus=lite.milvus).ok


def test_a_copy_with_a_scope_of_its_own_stands_alone(
    tmp_path: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    build_index([lakes], tmp_path / "one", FakeEmbedder(), settings=lite)
    copy = Path(shutil.copytree(tmp_path / "one", tmp_path / "two"))
    Layout(copy).scope.unlink()
    embedder = FakeEmbedder()
    add_documents([cities], copy, embedder, settings=lite)
    assert not set(named(copy)) & set(named(tmp_path / "one"))
    assert len(embedder.passages) == 2
    for _ in range(2):
        build_index([cities], tmp_path / "one", FakeEmbedder(), settings=lite)
        build_index([lakes], tmp_path / "one", FakeEmbedder(), settings=lite)
    for directory in (copy, tmp_path / "one"):
        assert verify(directory, milvus=lite.milvus).ok


def test_an_empty_index_has_no_collection(index_dir: Path, lite: IndexSettings) -> None:
    build_index([], index_dir, FakeEmbedder(), settings=lite)
    assert names(index_dir, lite) == []
    assert opened(index_dir, lite).search("Балхаш", 3) == []
    assert verify(index_dir, milvus=lite.milvus).ok


def test_a_reader_ends_with_the_build_it_began_with(
    index_dir: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    reader = opened(index_dir, lite)
    before = found(reader, "Балхаш")
    add_documents([cities], index_dir, FakeEmbedder(), settings=lite)
    assert found(reader, "Балхаш") == before
    newer = reader.reload_if_changed()
    assert {summary.id for summary in newer.documents()} == {"lakes", "cities"}


def test_a_reader_of_a_build_long_gone_is_told(
    index_dir: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    reader = opened(index_dir, lite)
    [collection] = named(index_dir)
    for _ in range(2):
        build_index([cities], index_dir, FakeEmbedder(), settings=lite)
        build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    with pytest.raises(StoreUnavailableError, match=f"no collection {collection}"):
        reader.search("Балхаш", 3)
    assert reader.reload_if_changed().search("Балхаш", 1)[0].passage.document_id == "lakes"


def test_a_missing_collection_is_named_and_mended(
    index_dir: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    add_documents([cities], index_dir, FakeEmbedder(), settings=lite)
    assert lite.milvus is not None
    lost = named(index_dir)[0]
    Milvus(lite.milvus).drop(lost)
    message = f"no collection {lost}; run `assistant index build`"
    with pytest.raises(IndexDamagedError, match=message):
        opened(index_dir, lite)
    assert any(message in problem for problem in verify(index_dir, milvus=lite.milvus).problems)
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite, keep_added=True)
    assert verify(index_dir, milvus=lite.milvus).ok
    assert {each.id for each in opened(index_dir, lite).documents()} == {"lakes", "cities"}


@pytest.mark.parametrize(
    ("harm", "message"),
    [("changed", "are not those that were written"), ("more", "holds 7 vectors of")],
)
def test_what_is_not_as_it_was_written_is_found(
    index_dir: Path, lite: IndexSettings, lakes: Document, harm: str, message: str
) -> None:
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    assert lite.milvus is not None
    client, [collection] = Milvus(lite.milvus)._client, named(index_dir)
    [row] = client.query(collection, filter="", output_fields=["id", "vector"], limit=1)
    new = {"vector": np.roll(np.array(row["vector"], dtype=np.float32), 1)}
    if harm == "changed":
        client.upsert(collection, [new | {"id": row["id"]}])
    else:
        client.insert(collection, [new | {"id": 10**6}])
    client.flush(collection)
    problems = verify(index_dir, milvus=lite.milvus).problems
    assert len(problems) == 1
    assert collection in problems[0]
    assert message in problems[0]
    assert problems[0].endswith("run `assistant index build`")


def test_vectors_elsewhere_are_a_mismatch(
    index_dir: Path, lite: IndexSettings, lakes: Document
) -> None:
    build_index([lakes], index_dir, FakeEmbedder())
    with pytest.raises(IndexMismatchError, match="are in files of this machine, and ASSISTANT_MIL"):
        opened(index_dir, lite)
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    with pytest.raises(IndexMismatchError, match=r"are in Milvus at .*\.db, and ASSISTANT_MILVUS"):
        opened(index_dir, IndexSettings())
    assert "ASSISTANT_MILVUS__URI" in verify(index_dir).problems[0]


def test_moving_the_vectors_keeps_what_was_added(
    index_dir: Path, lite: IndexSettings, lakes: Document, cities: Document
) -> None:
    class Refusing(FakeEmbedder):
        def encode_passages(self, texts: Any) -> Vectors:
            raise AssertionError(f"embedded again: {texts}")

    build_index([lakes], index_dir, FakeEmbedder())
    add_documents([cities], index_dir, FakeEmbedder())
    build_index([lakes], index_dir, Refusing(), settings=lite, keep_added=True)
    assert {each.id for each in opened(index_dir, lite).documents()} == {"lakes", "cities"}
    build_index([lakes], index_dir, FakeEmbedder(), keep_added=True)  # Milvus's are not at hand
    assert {each.id for each in opened(index_dir, IndexSettings()).documents()} == {
        "lakes",
        "cities",
    }


def test_a_milvus_out_of_reach_is_named_and_loses_no_build(
    index_dir: Path, lakes: Document, cities: Document
) -> None:
    away = IndexSettings(milvus=MilvusSettings(uri=CLOSED, timeout_s=0.5, build_timeout_s=1))
    message = f"Milvus at {CLOSED} does not answer as it should .*ASSISTANT_MILVUS__URI"
    with pytest.raises(StoreUnavailableError, match=message):
        build_index([cities], index_dir, FakeEmbedder(), settings=away)
    build_index([lakes], index_dir, FakeEmbedder())
    with pytest.raises(StoreUnavailableError, match=message):
        build_index([cities], index_dir, FakeEmbedder(), settings=away)
    assert {each.id for each in opened(index_dir, IndexSettings()).documents()} == {"lakes"}


def test_an_index_that_is_never_done_is_given_up(
    index_dir: Path, milvus_lite: str, lakes: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GrpcHandler, "get_index_state", lambda *_, **__: (2, ""))  # in progress
    settings = IndexSettings(milvus=MilvusSettings(uri=milvus_lite, build_timeout_s=1))
    with pytest.raises(StoreUnavailableError, match=r"create index .*timeout in 1s"):
        build_index([lakes], index_dir, FakeEmbedder(), settings=settings)


def test_a_second_process_cannot_open_a_lite_file(
    index_dir: Path, lite: IndexSettings, lakes: Document
) -> None:
    build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    assert lite.milvus is not None
    second = run("index.milvus", f"Milvus(MilvusSettings({lite.milvus.uri!r})).names('')")
    assert "cannot be opened" in second.stderr
    assert "takes one process at a time" in second.stderr


def test_the_extra_is_named_where_it_is_missing(
    index_dir: Path, lite: IndexSettings, lakes: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(IndexingError, match=r"pip install kz-ai-assistant\[milvus\]"):
        build_index([lakes], index_dir, FakeEmbedder(), settings=lite)


def test_a_spoiled_scope_is_named(index_dir: Path, lite: IndexSettings, lakes: Document) -> None:
    index_dir.mkdir()
    Layout(index_dir).scope.write_text("a'b\n")
    with pytest.raises(IndexingError, match="expected 12 hexadecimal digits"):
        build_index([lakes], index_dir, FakeEmbedder(), settings=lite)


def test_the_token_is_not_written_or_shown(
    index_dir: Path, milvus_lite: str, lakes: Document
) -> None:
    settings = IndexSettings(milvus=MilvusSettings(uri=milvus_lite, token="root:hush"))
    build_index([lakes], index_dir, FakeEmbedder(), settings=settings)
    assert "hush" not in repr(settings)
    for path in index_dir.rglob("*"):
        assert path.is_dir() or b"hush" not in path.read_bytes()


STEPS = ("write", "check", "drop", "names")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_failing_step_loses_no_build(
    index_dir: Path,
    lite: IndexSettings,
    lakes: Document,
    cities: Document,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    after: bool,
) -> None:
    for _ in range(2):
        build_index([lakes], index_dir, FakeEmbedder(), settings=lite)
    with monkeypatch.context() as patch:
        patch.setattr(Milvus, step, failing(getattr(Milvus, step), after=after))
        failed = False
        try:
            build_index([cities], index_dir, FakeEmbedder(), settings=lite)
        except StoreUnavailableError:
            failed = True
    assert failed == (step in ("write", "check"))
    assert {each.id for each in opened(index_dir, lite).documents()} == {
        "lakes" if failed else "cities"
    }
    assert verify(index_dir, milvus=lite.milvus).ok
    build_index([cities], index_dir, FakeEmbedder(), settings=lite)
    assert set(names(index_dir, lite)) == named_by_builds(index_dir)


def failing(call: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    def fails(*arguments: Any) -> Any:
        if after:
            call(*arguments)
        raise StoreUnavailableError("as the test wants it")

    return fails


def named_by_builds(directory: Path) -> set[str]:
    return {
        collection
        for build in (directory / "builds").iterdir()
        for collection in collections_of(build / "dense")
    }


KILLED = """
import os, signal, sys
from pathlib import Path
from corpus import Language, document_from_text
from index import FakeEmbedder, IndexSettings, build_index

def killed(*arguments):
    if {after}:
        step(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)

step = getattr(Milvus, {step!r})
settings = IndexSettings(milvus=MilvusSettings({uri!r}))
for name in ("first", "second", "last")[-2 if {step!r} == "write" else -3:]:
    if name == "last":
        setattr(Milvus, {step!r}, killed)
    document = document_from_text("Река " + name, id=name, title="Т", language=Language.RU)
    build_index([document], Path({directory!r}), FakeEmbedder(), settings=settings)
"""


def run(module: str, code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", f"from {module} import *\n{code}"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(("step", "after"), [("write", True), ("drop", True)])
def test_a_killed_writer_loses_no_build(
    index_dir: Path, tmp_path: Path, step: str, after: bool
) -> None:
    kill_a_writer(index_dir, str(tmp_path / "own.db"), step, after=after)


def test_a_killed_writer_loses_no_build_in_a_server(index_dir: Path, milvus: MilvusServer) -> None:
    kill_a_writer(index_dir, milvus.uri, "write", after=True)


def kill_a_writer(directory: Path, uri: str, step: str, *, after: bool) -> None:
    code = KILLED.format(step=step, after=after, uri=uri, directory=str(directory))
    ended = run("index.milvus", code)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    settings = IndexSettings(milvus=MilvusSettings(uri=uri))
    report = verify(directory, milvus=settings.milvus)
    assert report.ok, report.problems
    assert len(names(directory, settings)) > len(named(directory)) or step != "write" or not after
    build_index([], directory, FakeEmbedder(), settings=settings)
    assert set(names(directory, settings)) == named_by_builds(directory)
