"""An engine over the shipped sources, a client of its server, and the command line, in process."""

import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from filelock import FileLock

import assistant.engine
from assistant.cli import main
from assistant.engine import Engine
from assistant.http import create_app
from assistant.settings import Settings
from index import Embedder, FakeEmbedder, ModelError, load_embedder
from tests.milvus_server import MilvusServer

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


@pytest.fixture(autouse=True)
def _clean_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No setting comes from the machine the tests run on, no logging from the test before."""
    for name in list(os.environ):
        if name.startswith("ASSISTANT_"):
            monkeypatch.delenv(name)
    monkeypatch.setitem(Settings.model_config, "env_file", None)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()]
    )
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def shared_embedder() -> Iterator[Embedder]:
    """The bundled model, loaded once for all engines; letter counts where it is not built yet."""
    try:
        embedder = load_embedder()
    except ModelError:
        embedder = FakeEmbedder()

    def load(name: str | None = None, **options: Any) -> Embedder:
        return embedder if name is None else load_embedder(name, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assistant.engine, "load_embedder", load)
        yield embedder


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, shared_embedder: Embedder) -> Path:
    """A data directory with the index of the shipped sources, which is built once for all the
    processes that test. Not to be written to."""
    del shared_embedder
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            making = shared.with_name("making")
            assistant.engine.Engine.open(Settings(data_dir=making)).close()
            making.rename(shared)
    return Path(shutil.copytree(shared, tmp_path_factory.mktemp("data") / "data"))


@pytest.fixture(scope="session")
def engine(data_dir: Path) -> Iterator[Engine]:
    """The engine over the shipped sources."""
    opened = Engine.open(Settings(data_dir=data_dir))
    yield opened
    opened.close()


@pytest.fixture
def own_data_dir(data_dir: Path, tmp_path: Path) -> Path:
    """A copy of ``data_dir`` that a test may change or damage."""
    return Path(shutil.copytree(data_dir, tmp_path / "data"))


OpenClient = Callable[..., AbstractContextManager[TestClient]]


@contextmanager
def running(app: FastAPI) -> Iterator[TestClient]:
    """A client of ``app``, started, its engine loaded; errors come as responses."""
    with TestClient(app, raise_server_exceptions=False) as client:
        app.state.runtime.wait()
        yield client


@pytest.fixture
def open_client(data_dir: Path) -> OpenClient:
    """A client of a server of its own, with settings of its own."""

    def opened(
        open_engine: Callable[[Settings], Engine] = Engine.open, **settings: Any
    ) -> AbstractContextManager[TestClient]:
        return running(create_app(Settings(**{"data_dir": data_dir, **settings}), open_engine))

    return opened


@pytest.fixture(scope="session")
def client(data_dir: Path) -> Iterator[TestClient]:
    """A client of one server with the default settings, for tests that change nothing."""
    with running(create_app(Settings(data_dir=data_dir))) as client:
        yield client


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """The address of a real server of ``app`` on loopback, its engine loaded."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    app.state.runtime.wait()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="session")
def server(data_dir: Path) -> Iterator[str]:
    """The address of a server with the default settings."""
    with listening(create_app(Settings(data_dir=data_dir))) as address:
        yield address


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    status: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def command(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The ``assistant`` command over the built index, run in this process."""

    def run(*arguments: str, data_dir: Path = data_dir) -> Ran:
        monkeypatch.setattr(sys, "argv", ["assistant", "--data-dir", str(data_dir), *arguments])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        out, err = capsys.readouterr()
        return Ran(status, out, err)

    return run


@pytest.fixture(scope="session")
def _impatient() -> Iterator[None]:
    """pymilvus lets half a second pass before it asks whether a step is done; here, less."""
    hasty = SimpleNamespace(time=time.time, sleep=lambda seconds: time.sleep(seconds / 25))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pymilvus.client.grpc_handler.time", hasty)
        yield


@pytest.fixture(scope="session")
def milvus_lite(_impatient: None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Milvus Lite file: one for all tests, for it is closed when the process ends."""
    return str(tmp_path_factory.mktemp("lite") / "milvus.db")


@pytest.fixture(scope="session")
def milvus(_impatient: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServer]:
    """A real Milvus server."""
    server = MilvusServer(tmp_path_factory.mktemp("milvus") / "data")
    yield server
    server.close()
