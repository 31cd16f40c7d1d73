"""The examples of docs/api.md, run as they stand against a server of their own."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.http import create_app
from assistant.settings import Settings
from tests.conftest import listening

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
KEY = "key of the examples"
_EXAMPLE = re.compile(
    r"^## (?P<section>[^\n]+)$|^```(?P<language>bash|python|javascript)\n(?P<code>.*?)^```\n"
    r"(?:<!-- prints: (?P<prints>[^\n]+) -->)?",
    re.MULTILINE | re.DOTALL,
)


def _examples() -> Iterator[tuple[str, str, str, str]]:
    section = ""
    for match in _EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")):
        if match["section"]:
            section = match["section"]
        else:
            yield section, match["language"], match["code"], match["prints"] or ""


EXAMPLES = list(_examples())


@pytest.fixture(scope="module")
def address(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    own = shutil.copytree(data_dir, tmp_path_factory.mktemp("examples") / "data")
    digest = sha256(KEY.encode()).hexdigest()
    with listening(create_app(Settings(data_dir=own, admin_key_hash=digest, mcp=True))) as address:
        yield address


def _command(language: str, code: str, directory: Path) -> list[str]:
    if language == "python":
        return [sys.executable, "-c", code]
    program = {"bash": "bash", "javascript": "node"}[language]
    if shutil.which(program) is None or (language == "bash" and shutil.which("curl") is None):
        pytest.skip(f"{program} and curl are needed for this example" if language == "bash"
                    else "node is needed for this example")  # fmt: skip
    script = directory / {"bash": "example.sh", "javascript": "example.mjs"}[language]
    script.write_text(code, encoding="utf-8")
    return [program, *(["-e"] if language == "bash" else []), str(script)]


@pytest.mark.parametrize(
    ("section", "language", "code", "prints"), EXAMPLES, ids=[f"{s}-{n}" for s, n, _, _ in EXAMPLES]
)
def test_an_example_runs(
    section: str, language: str, code: str, prints: str, address: str, tmp_path: Path
) -> None:
    assert prints, f"{section}: the {language} example does not say what it prints"
    here = code.replace("http://127.0.0.1:8000", address).replace("/tmp/", f"{tmp_path}/")
    ran = subprocess.run(
        _command(language, here, tmp_path),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "KEY": KEY, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert prints in ran.stdout, ran.stdout


def test_every_surface_has_an_example_in_every_language() -> None:
    surfaces = {section for section, *_ in EXAMPLES} - {"Errors"}
    assert surfaces == {
        "Ask", "Ask, as events", "Search", "Documents", "OpenAI-compatible", "MCP"
    }  # fmt: skip
    for surface in surfaces:
        languages = {language for section, language, *_ in EXAMPLES if section == surface}
        assert languages == {"bash", "python", "javascript"}
