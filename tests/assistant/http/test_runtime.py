"""Alive at once, ready when loaded, and a reason where not."""

import threading
from pathlib import Path
from typing import Any

import structlog
from fastapi.testclient import TestClient

from assistant.engine import Engine
from assistant.http import create_app
from assistant.settings import Settings
from tests.conftest import OpenClient


def test_alive_at_once_ready_when_loaded(data_dir: Path) -> None:
    may_load = threading.Event()

    def slowly(settings: Settings) -> Engine:
        may_load.wait()
        return Engine.open(settings)

    app = create_app(Settings(data_dir=data_dir), slowly)
    with TestClient(app) as client:
        assert client.get("/healthz").json() == {"status": "alive"}
        loading = client.get("/readyz")
        asked = client.post("/v1/ask", json={"question": "Что такое Alem.Cloud?"})
        may_load.set()
        app.state.runtime.wait()
        ready = client.get("/readyz")
    assert loading.status_code == 503
    assert loading.json()["reason"] == "the models and the index are being loaded"
    assert asked.status_code == 503
    assert asked.json()["type"].endswith(":not-ready")
    assert int(asked.headers["retry-after"]) > 0
    assert ready.status_code == 200
    assert ready.json()["ready"] is True
    assert ready.json()["documents"] == 1


def _not_ready(client: TestClient) -> str:
    response = client.get("/readyz")
    assert response.status_code == 503
    reason = response.json()["reason"]
    assert isinstance(reason, str)
    asked = client.post("/v1/ask", json={"question": "Что?"})
    assert (asked.status_code, asked.json()["detail"]) == (503, reason)
    return reason


def test_a_missing_index_is_the_reason(open_client: OpenClient, tmp_path: Path) -> None:
    with open_client(data_dir=tmp_path, auto_build=False) as client:
        assert "there is no index in" in _not_ready(client)


def test_a_damaged_index_is_the_reason(open_client: OpenClient, own_data_dir: Path) -> None:
    [catalog] = own_data_dir.glob("index/builds/*/catalog.sqlite")
    catalog.write_bytes(catalog.read_bytes()[:-1])
    with open_client(data_dir=own_data_dir) as client:
        assert "catalog.sqlite" in _not_ready(client)


def test_an_unwritable_data_directory_is_the_reason(
    open_client: OpenClient, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with open_client(data_dir=tmp_path / "file" / "data") as client:
        assert str(tmp_path / "file") in _not_ready(client)


def test_an_unexpected_failure_to_load_tells_its_type_alone(open_client: OpenClient) -> None:
    def broken(_: Settings) -> Any:
        raise RuntimeError("a secret")

    with open_client(broken) as client:
        assert _not_ready(client) == "unexpected RuntimeError while loading; see the log"


def test_a_build_that_cannot_be_opened_leaves_the_one_in_service(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    pointer = own_data_dir / "index" / "current"
    good = pointer.read_bytes()
    with (
        structlog.testing.capture_logs() as lines,
        open_client(data_dir=own_data_dir, refresh_interval_s=0.001) as client,
    ):
        pointer.write_bytes(b"00000009-00000000 " + b"0" * 64 + b"\n")
        while not any(line["event"] == "build_not_taken_up" for line in lines):
            pass
        assert client.post("/v1/ask", json={"question": "Что такое Alem.Cloud?"}).status_code == 200
        assert client.get("/readyz").json()["build"].encode() == good.split()[0]
        pointer.write_bytes(good)


def test_questions_are_kept_only_where_that_is_set(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    question = {"question": "ИИН 900101350013: что такое Alem.Cloud?"}
    with open_client(data_dir=own_data_dir) as client:
        client.post("/v1/ask", json=question)
        assert client.app.state.runtime.questions.all() == []  # type: ignore[attr-defined]
    with open_client(data_dir=own_data_dir, keep_questions=True) as client:
        with structlog.testing.capture_logs() as lines:
            asked = client.post("/v1/ask", json=question)
        [kept] = client.app.state.runtime.questions.all()  # type: ignore[attr-defined]
        assert kept.question == "ИИН [IIN]: что такое Alem.Cloud?"
        assert kept.request_id == asked.headers["x-request-id"]
        assert kept.status == asked.json()["status"]
        assert "900101350013" not in repr(lines)
        assert "Alem" not in repr(lines)


def test_a_question_that_cannot_be_kept_is_answered(
    open_client: OpenClient, own_data_dir: Path
) -> None:
    (own_data_dir / "records.sqlite").write_bytes(b"no database" * 1_000)
    with (
        structlog.testing.capture_logs() as lines,
        open_client(data_dir=own_data_dir, keep_questions=True) as client,
    ):
        asked = client.post("/v1/ask", json={"question": "Что такое Alem.Cloud?"})
    assert asked.status_code == 200
    assert "question_not_kept" in [line["event"] for line in lines]
