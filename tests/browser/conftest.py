"""A real server and a real Chromium."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.portal import serve_portal

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_START_S = 60.0
_PATIENCE_MS = 20_000  # for a machine that does other work too; no test waits this long to pass


@pytest.fixture(scope="session")
def portal() -> Iterator[int]:
    """The port of a portal whose pages at 127.0.0.1, not at localhost, may frame the chat."""
    with serve_portal() as port:
        yield port


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, portal: int) -> Iterator[str]:
    """The address of ``assistant serve``, ready, over the shipped source and model."""
    environment = {
        **os.environ,
        "ASSISTANT_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "ASSISTANT_EMBED_ORIGINS": f'["http://127.0.0.1:{portal}"]',
        "HF_HUB_OFFLINE": "1",
    }
    command = [sys.executable, "-c", "from assistant.cli import main; main()"]
    log = tmp_path_factory.mktemp("log") / "server.log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [*command, "serve", "--port", "0"], env=environment, stderr=out
        ) as process,
    ):
        try:
            yield _wait_until_ready(log, process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_ready(log: Path, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        found = re.search(r"http://[\d.]+:\d+", log.read_text())
        if found:
            try:
                if httpx.get(f"{found[0]}/readyz").status_code == 200:
                    return found[0]
            except httpx.TransportError:
                pass
        time.sleep(0.1)
    raise RuntimeError(f"the server did not get ready:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skipped with a reason where there is none, an error in CI."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        reason = "Chromium is not installed (apt-get install chromium, or set CHROMIUM)"
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE_MS)
        launched = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield launched
        launched.close()
