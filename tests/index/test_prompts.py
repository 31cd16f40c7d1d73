"""Prompts: the model's own, or those of known models."""

import json
from pathlib import Path

import pytest

from index import ModelError, Prompts
from index.prompts import prompts_of


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"query": "q: ", "document": "d: ", "passage": "p: "}, Prompts("q: ", "d: ")),
        ({"query": "q: ", "document": "", "passage": "p: "}, Prompts("q: ", "p: ")),
        ({"query": None, "corpus": "c: "}, Prompts("", "c: ")),
        ({"query": "", "document": ""}, Prompts()),
        (None, Prompts()),
    ],
)
def test_own_prompts(tmp_path: Path, own: dict[str, str] | None, expected: Prompts) -> None:
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps({"prompts": own}))
    assert prompts_of("some/model", tmp_path) == expected


@pytest.mark.parametrize(
    "name", ["intfloat/multilingual-e5-small", "/models/multilingual-e5-small/"]
)
def test_known_prompts(tmp_path: Path, name: str) -> None:
    assert prompts_of(name, tmp_path) == Prompts("query: ", "passage: ")


def test_unknown_models_have_none(tmp_path: Path) -> None:
    assert prompts_of("BAAI/bge-m3", tmp_path) == Prompts()


@pytest.mark.parametrize("content", ["{", "[]", '{"prompts": 3}'])
def test_a_broken_configuration_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "config_sentence_transformers.json"
    path.write_text(content)
    with pytest.raises(ModelError, match=r"config_sentence_transformers\.json is not"):
        prompts_of("some/model", tmp_path)
