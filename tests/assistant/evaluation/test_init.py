"""The evaluation's public names, and what they may not load."""

import subprocess
import sys

from assistant import evaluation


def test_public_names() -> None:
    assert evaluation.__all__ == sorted(evaluation.__all__)
    assert all(hasattr(evaluation, name) for name in evaluation.__all__)


def test_it_loads_without_the_optional_packages_and_then_names_the_extra() -> None:
    code = """
import sys
for name in ("ir_measures", "matplotlib", "jinja2", "markupsafe"):
    sys.modules[name] = None
sys.argv = ["assistant", "evaluate", "set.jsonl"]
from assistant.cli import main
main()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == (
        "assistant: evaluation needs ir_measures, which is not installed:"
        " pip install 'kz-ai-assistant[eval]'\n"
    )


def test_the_command_line_loads_none_of_it() -> None:
    code = "import sys, assistant.cli; print(*sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    assert not loaded & {"ir_measures", "matplotlib", "jinja2", "httpx", "pytrec_eval"}
    assert "assistant.evaluation" not in ran.stdout.split()
