"""A real Milvus server for the tests: the one that PyPI's package ``milvus`` carries.

``make milvus-server`` installs it into an environment of its own; ``MILVUS_SERVER`` names another
``milvus-server`` command. Without it the tests that need it are skipped, or, where
``REQUIRE_MILVUS`` is set, fail.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_INSTALLED = Path(__file__).parents[2] / ".venv-milvus" / "bin" / "milvus-server"
_STARTED = "Welcome to use Milvus"
_HASTE = ("queryCoord.distPullInterval=50", "dataCoord.segment.assignmentExpiration=200")
"""Shorter waits between its steps: a collection is written in 5 seconds rather than 7."""
_TIMEOUT_S = 120.0
_ETCD = """\
listen-client-urls: http://127.0.0.1:{client}
advertise-client-urls: http://127.0.0.1:{client}
listen-peer-urls: http://127.0.0.1:{peer}
initial-advertise-peer-urls: http://127.0.0.1:{peer}
initial-cluster: default=http://127.0.0.1:{peer}
"""
"""Its etcd always listens on 2379 and 2380 otherwise: two servers could not run side by side."""


def command() -> Path:
    """The command that starts a server; skips the test where there is none."""
    path = Path(os.environ.get("MILVUS_SERVER", _INSTALLED))
    if not path.exists():
        reason = f"no Milvus server at {path}; run `make milvus-server`, or set MILVUS_SERVER"
        if os.environ.get("REQUIRE_MILVUS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@contextlib.contextmanager
def running(directory: Path, port: int) -> Iterator[str]:
    """The address of a server that keeps its data in ``directory``."""
    log = directory.with_suffix(".log")
    arguments = [str(command()), "--data", str(directory), "--proxy-port", str(port)]
    arguments += [part for option in _HASTE for part in ("--extra-config", option)]
    etcd = directory.with_suffix(".etcd")
    etcd.write_text(_ETCD.format(client=free_port(), peer=free_port()))
    environment = os.environ | {"ETCD_CONFIG_PATH": str(etcd), "no_proxy": "127.0.0.1,localhost"}
    with log.open("w") as output:
        server = subprocess.Popen(
            arguments, stdout=output, stderr=output, env=environment, start_new_session=True
        )
    try:
        _wait(server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        shutil.rmtree(directory / "bin", ignore_errors=True)  # its program, 250 MB


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait(server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _TIMEOUT_S
    while _STARTED not in log.read_text():
        if server.poll() is not None or time.monotonic() > deadline:
            logs = log.with_suffix("") / "logs"
            texts = [path.read_text()[-2000:] for path in (log, *logs.glob("milvus-std*.log"))]
            pytest.fail("\n".join(["the Milvus server did not start:", *texts]))
        time.sleep(0.1)
