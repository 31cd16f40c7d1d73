"""What libraries log, as our own lines."""

import json
import subprocess
import sys

_PROGRAM = """
import logging, warnings
from assistant.http import loglines
from assistant.logs import configure
configure("warning")
loglines.install()
from mcp.server import MCPServer
MCPServer("x", log_level="WARNING")  # sets up logging where nobody has
log = logging.getLogger("some.library")
log.info("unheard")
log.warning("heard %s", "twice\\nover")
try:
    raise RuntimeError("inside")
except RuntimeError:
    log.exception("failed")
warnings.warn("old")
"""


def test_every_line_is_json() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    assert ran.stdout == ""
    heard, failed, warned = map(json.loads, ran.stderr.splitlines())
    assert {line["event"] for line in (heard, failed, warned)} == {"library"}
    assert (heard["logger"], heard["level"]) == ("some.library", "warning")
    assert heard["reason"] == "heard twice\nover"
    assert (failed["level"], failed["reason"]) == ("error", "failed")
    assert "RuntimeError: inside" in failed["exception"]
    assert (warned["logger"], "old" in warned["reason"]) == ("py.warnings", True)
