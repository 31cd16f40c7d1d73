"""``assistant serve``: what is set before numpy is loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import os, sys

class Watch:  # asked where each module is, before it is loaded
    def find_spec(self, name, path=None, target=None):
        if name == "numpy":
            print(os.environ.get("OPENBLAS_NUM_THREADS"))
            sys.exit(7)

sys.meta_path.insert(0, Watch())
from assistant.cli import main
main()
"""


@pytest.mark.parametrize(("given", "told"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_numpy_gets_one_thread_unless_told_otherwise(
    tmp_path: Path, given: dict[str, str], told: str
) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "--data-dir", str(tmp_path), "serve", "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
        env=environment | given,
    )
    assert (ran.returncode, ran.stdout.strip()) == (7, told), ran.stderr
