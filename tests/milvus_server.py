"""A real Milvus server for the tests: the one that PyPI's package ``milvus`` carries.

``make milvus-server`` installs it into an environment of its own; ``MILVUS_SERVER`` names another
``milvus-server`` command. Without it the tests that need it are skipped, or, where
``REQUIRE_MILVUS`` is set, fail.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from filelock import FileLock

_INSTALLED = Path(__file__).parents[1] / ".venv-milvus" / "bin" / "milvus-server"
_STARTED = "Welcome to use Milvus"
_HASTE = ("queryCoord.distPullInterval=50", "dataCoord.segment.assignmentExpiration=200")
"""Shorter waits between its steps: a collection is written in 5 seconds rather than 7."""
_TIMEOUT_S = 120.0
_PORTS = range(24_000, 32_000)
"""Below those that Linux gives to outgoing connections (from 32,768): the server's own choice for
its root coordinator, 53100, is one of them, and is at times taken just before it listens there."""
_COMPONENTS = (
    *("root-coord", "proxy-internal", "query-coord", "query-node"),
    *("index-coord", "index-node", "data-coord", "data-node"),
)
_STARTING = Path(tempfile.gettempdir()) / "milvus-server-starting.lock"
"""One at a time: each looks for a free port for its metrics, from 9091 on, and takes it later."""
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
        with FileLock(_STARTING):
            self._start()

    def _start(self) -> None:
        directory = self._directory
        self.port, client, peer, *ports = _free_ports(3 + len(_COMPONENTS))
        etcd, log = directory.with_suffix(".etcd"), directory.with_suffix(".log")
        etcd.write_text(_ETCD.format(client=client, peer=peer))
        arguments = ["--data", str(directory), "--proxy-port", str(self.port)]
        for component, port in zip(_COMPONENTS, ports, strict=True):
            arguments += [f"--{component}-port", str(port)]
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


def _free_ports(count: int) -> list[int]:
    """``count`` ports of ``_PORTS`` that nothing listens on."""
    found: list[int] = []
    for port in random.sample(_PORTS, len(_PORTS)):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        found.append(port)
        if len(found) == count:
            break
    return found
