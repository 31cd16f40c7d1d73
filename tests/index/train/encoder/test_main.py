"""The command that makes the bundled model, from end to end on a tiny one."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from index import load_embedder
from index.contextual import ContextualEmbedder
from index.train.encoder import __main__ as command
from index.train.encoder import further
from tests.index.encoders import HIDDEN, origin_bytes, tiny_origin, write_tiny

ARTICLE = {
    "id": "lake",
    "title": {"ru": "Озеро", "kk": "Озеро", "en": "Lake"},
    "paragraphs": [
        [["мост вырос.", "мост вырос.", "the bridge."], ["он в году.", "он в году.", "a lake."]],
        [["озеро.", "озеро.", "lake."]],
    ],
    "questions": [
        {"lang": "ru", "question": "мост", "evidence": ["мост вырос."]},
        {"lang": "en", "question": "a city", "evidence": []},
    ],
}


def test_the_command_writes_a_model_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("text", "data", "articles"):
        (tmp_path / name).mkdir()
    (tmp_path / "origin.bin").write_bytes(origin_bytes(tiny_origin()))
    (tmp_path / "text" / "a.txt").write_text("мост в озеро", encoding="utf-8")
    lines = [
        json.dumps({"lang": "en", "context": f"The lake {i}. A bridge.", "question": "A lake?",
                    "answers": [{"start": 4, "text": "lake"}], "answerable": True})
        for i in range(12)
    ]  # fmt: skip
    (tmp_path / "data" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    article = json.dumps(ARTICLE, ensure_ascii=False)
    (tmp_path / "articles" / "lake.json").write_text(article, encoding="utf-8")
    monkeypatch.setattr(command, "ARTICLES", tmp_path / "articles")
    arguments = ["--origin", tmp_path / "origin.bin", "--out", tmp_path / "model", "--steps", 3,
                 "--head-epochs", 1, "--joint-epochs", 1,
                 "--text", tmp_path / "text", "--data", tmp_path / "data"]  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["encoder", *map(str, arguments)])
    command.main()
    assert capsys.readouterr().out.count("epoch") == 3
    embedder = load_embedder(tmp_path / "model")
    assert isinstance(embedder, ContextualEmbedder)
    [vector] = embedder.encode_queries(["мост"])
    assert vector.shape == (HIDDEN,)
    assert np.linalg.norm(vector) == pytest.approx(1.0)
    _, [read] = embedder.encode_in_context(["мост вырос. озеро."], [((0, 11), (12, 18))])
    asked = embedder.encode_tokens("мост")
    assert asked.met(read.tokens, read.counts).shape == (2,)


def test_a_written_model_is_tuned_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written, out, articles = (tmp_path / name for name in ("model", "out", "articles"))
    written.mkdir()
    write_tiny(written)
    articles.mkdir()
    article = json.dumps(ARTICLE, ensure_ascii=False)
    (articles / "lake.json").write_text(article, encoding="utf-8")
    collection = tmp_path / "collections" / "lake"
    (collection / "texts").mkdir(parents=True)
    (collection / "texts" / "lake.txt").write_text("озеро. мост вырос.", encoding="utf-8")
    row = {"lang": "ru", "question": "мост", "evidence": ["мост вырос"]}
    (collection / "questions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    arguments = ["--model", written, "--articles", articles, "--out", out, "--epochs", 2,
                 "--collections", collection.parent]  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["further", *map(str, arguments)])
    further.main()
    assert capsys.readouterr().out.count("epoch") == 2
    before, after = load_embedder(written), load_embedder(out)
    assert before.digest != after.digest
    [[old], [new]] = (one.encode_queries(["мост"]) for one in (before, after))
    assert 0.9 < float(old @ new) < 1.0
