"""The assistant with its vectors in Milvus: the same answers, and a clear word where it is down."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.milvussettings import MilvusSettings
from assistant.settings import Settings
from corpus import document_from_text
from index import IndexMismatchError, StoreUnavailableError
from tests.conftest import OpenClient
from tests.milvus_server import MilvusServer
from tests.relay import Relay

DEVELOPMENT = Path(__file__).parents[1] / "evaluation" / "dev.jsonl"
QUESTION = "Какое место занимает Alem.Cloud в TOP-500?"
NOTE = "Музей открыт в Актау. Билет в музей стоит 900 тенге."


def questions() -> list[str]:
    """Every tenth development question."""
    lines = DEVELOPMENT.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[::10]]


@pytest.fixture(scope="module", params=["lite", "server"])
def settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    if request.param == "lite":
        uri = request.getfixturevalue("milvus_lite")
    else:
        uri = request.getfixturevalue("milvus").uri
    milvus = MilvusSettings(uri=uri, timeout_s=3.0)
    return Settings(data_dir=tmp_path_factory.mktemp("data"), milvus=milvus)


@pytest.fixture(scope="module")
def in_milvus(settings: Settings) -> Iterator[Engine]:
    """An engine over the shipped sources, whose index it has built in Milvus."""
    opened = Engine.open(settings)
    yield opened
    opened.close()


def test_answers_are_those_of_a_store_of_files(in_milvus: Engine, engine: Engine) -> None:
    for question in questions():
        here, there = engine.ask(question, audience=""), in_milvus.ask(question, audience="")
        assert (here.status, here.answer) == (there.status, there.answer)
        assert [(cited.start, cited.end) for cited in here.citations] == [
            (cited.start, cited.end) for cited in there.citations
        ]
        assert here.confidence == pytest.approx(there.confidence, abs=1e-4)


def test_a_new_build_is_taken_up_under_questions(in_milvus: Engine, settings: Settings) -> None:
    failures: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        number = 0
        while not done.is_set():
            number += 1
            try:
                assert in_milvus.search(f"{QUESTION} {number}")
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        in_milvus.add([document_from_text(NOTE, id="museum", title="Музей")])
        found = in_milvus.search("сколько стоит билет в музей")
        in_milvus.remove(["museum"])
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert failures == []
    assert found[0].passage.document_id == "museum"
    assert {each.id for each in in_milvus.documents()} == {"kazinform-2026-01-17"}
    with pytest.raises(IndexMismatchError, match="ASSISTANT_MILVUS__URI"):
        Engine.open(Settings(data_dir=settings.data_dir, auto_build=False))


def test_a_server_out_of_reach_is_told_and_taken_up_again(
    open_client: OpenClient, milvus: MilvusServer, tmp_path: Path
) -> None:
    relay = Relay(milvus.port)
    there = MilvusSettings(uri=f"http://127.0.0.1:{relay.port}", timeout_s=1.0)
    with open_client(milvus=there, data_dir=tmp_path) as client:
        for number, fail in enumerate((relay.cut, relay.stall)):
            question = {"question": QUESTION + "?" * number}  # one not asked before
            fail()
            asked = client.post("/v1/ask", json=question)
            ready = client.get("/readyz")
            relay.mend()
            while client.get("/readyz").status_code == 503:
                time.sleep(0.1)  # gRPC tries to connect again at intervals of its own
            again = client.post("/v1/ask", json=question)
            kind = asked.json()["type"].split(":")[-1]
            assert (asked.status_code, kind) == (503, "store-unavailable")
            assert asked.json()["detail"] == "the vectors are out of reach"
            assert int(asked.headers["retry-after"]) > 0
            assert str(relay.port) not in asked.text
            assert ready.status_code == 503
            assert again.status_code == 200
            assert again.json()["citations"]
    relay.cut()


def test_a_server_that_is_down_at_the_start_is_waited_for(
    open_client: OpenClient, tmp_path: Path
) -> None:
    tried: list[Settings] = []

    def second_time(settings: Settings) -> Engine:
        tried.append(settings)
        if len(tried) == 1:
            raise StoreUnavailableError("not yet")
        return Engine.open(settings)

    with open_client(second_time, data_dir=tmp_path, refresh_interval_s=0.01) as client:
        while client.get("/readyz").status_code != 200:
            pass
        assert client.post("/v1/ask", json={"question": QUESTION}).status_code == 200
    assert len(tried) == 2


def test_the_command_line_uses_it(milvus_lite: str, tmp_path: Path) -> None:
    """In a process of its own, with a Lite file of its own."""
    del milvus_lite
    environment = {
        "ASSISTANT_DATA_DIR": str(tmp_path / "data"),
        "ASSISTANT_MILVUS__URI": str(tmp_path / "own.db"),
    }
    code = "import sys; from assistant.cli import main; sys.exit(main())"
    ran = [
        subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        for arguments in (["index", "build"], ["index", "verify"], ["ask", QUESTION, "--json"])
    ]
    assert [each.returncode for each in ran] == [0, 0, 0], ran
    assert json.loads(ran[2].stdout)["citations"]


@pytest.mark.parametrize(
    "uri", ["http://root:hush@milvus:19530", "milvus:19530", "somewhere", "ftp://milvus"]
)
def test_a_uri_of_another_form_is_refused(uri: str) -> None:
    with pytest.raises(ValueError, match="should match pattern"):
        MilvusSettings(uri=uri)
