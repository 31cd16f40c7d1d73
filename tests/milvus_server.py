"""A real Milvus server for the tests: the one that PyPI's package ``milvus`` carries.

``make milvus-server`` installs it into an environment of its own; ``MILVUS_SERVER`` names another
``milvus-server`` command. Without it the tests that need it are skipped, or, where
``REQUIRE_MILVUS`` is set, fail.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

_INSTALLED = Path(__file__).parents[1] / ".venv-milvus" / "bin" / "milvus-server"
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


class MilvusServer:
    """A server that keeps its data in ``directory``, which goes with it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.port = _free_port()
        etcd, log = directory.with_suffix(".etcd"), directory.with_suffix(".log")
        etcd.write_text(_ETCD.format(client=_free_port(), peer=_free_port()))
        arguments = ["--data", str(directory), "--proxy-port", str(self.port)]
        arguments += [part for option in _HASTE for part in ("--extra-config", option)]
        with log.open("w") as output:
            self._process = subprocess.Popen(
                [str(_command()), *arguments],
                stdout=output,
                stderr=output,
                env=os.environ | {"ETCD_CONFIG_PATH": str(etcd)},
                start_new_session=True,
            )
        deadline = time.monotonic() + _TIMEOUT_S
        while _STARTED not in log.read_text() or not self._listens():
            if self._process.poll() is not None or time.monotonic() > deadline:
                logs = [log, *(directory / "logs").glob("milvus-std*.log")]
                texts = "\n".join(path.read_text()[-2000:] for path in logs)
                self.close()
                pytest.fail(f"the Milvus server did not start:\n{texts}")
            time.sleep(0.1)

    @property
    def uri(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """End it, and remove its data: its program alone is 250 MB."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._directory, ignore_errors=True)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _command() -> Path:
    path = Path(os.environ.get("MILVUS_SERVER", _INSTALLED))
    if not path.exists():
        reason = f"no Milvus server at {path}; run `make milvus-server`, or set MILVUS_SERVER"
        if os.environ.get("REQUIRE_MILVUS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
