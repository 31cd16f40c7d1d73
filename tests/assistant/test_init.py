"""The public surface of the room."""

import subprocess
import sys

import pytest

import assistant


def test_public_names() -> None:
    assert set(assistant.__all__) == {
        "Answer",
        "AnswerSettings",
        "Assistant",
        "AssistantError",
        "Citation",
        "Composer",
        "ComposerError",
        "Composition",
        "InvalidQuestionError",
        "InvalidSettingError",
        "Material",
        "QuotedTranslation",
        "RelatedPassage",
        "ServerStartError",
        "Status",
        "Turn",
        "redact",
    }
    assert all(hasattr(assistant, name) for name in assistant.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = assistant.nothing


def test_the_command_line_starts_without_the_heavy_modules() -> None:
    code = "import sys, assistant.cli; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numpy", "torch", "faiss", "fastapi", "sentence_transformers", "httpx"}
    assert heavy.isdisjoint(loaded)
