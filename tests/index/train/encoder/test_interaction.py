"""Learning to compare tokens on a tiny model."""

import json
import math
import random
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus import Language
from index import Prompts, Vectors
from index.contextual import HEAD_FILE
from index.tokenhead import TokenHead
from index.train.encoder import interaction
from index.train.encoder.interaction import Head, learn_articles, write_head
from index.train.encoder.tokenlessons import (
    ReadArticle,
    ReadQuestion,
    ReadText,
    joined,
)
from tests.index.encoders import HIDDEN, write_tiny

PROMPTS = Prompts("query: ", "passage: ")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("tiny")
    write_tiny(directory)
    return directory


def rows(*values: tuple[float, ...]) -> torch.Tensor:
    return torch.tensor(values)


def text(states: torch.Tensor, *sentences: tuple[int, int], vectors: torch.Tensor) -> ReadText:
    return ReadText(states.half(), sentences, vectors)


def test_scores_by_hand() -> None:
    head = Head(torch.eye(2, 4)).eval()
    told = text(
        rows((1, 0, 0, 0), (0, 1, 0, 0), (0.6, 0.8, 0, 0)), (0, 1), (1, 3),
        vectors=torch.eye(2),
    )  # fmt: skip
    asked = ReadQuestion(
        rows((1, 0, 0, 0), (0.8, 0.6, 0, 0)).half(), rows((0.5, 0.25))[0], Language.RU, (1,)
    )
    # The tokens count alike. The first sentence has 1 and 0.8, the second 0.6 and 0.96.
    expected = [20 * 0.9 + 12 * 0.5, 20 * 0.78 + 12 * 0.25, 14.0]
    [scores] = head(told, [asked]).tolist()
    assert scores == pytest.approx(expected, abs=0.02)
    odds = [math.exp(score - 24) for score in expected]
    loss = head.loss(told, [asked]).item()
    assert loss == pytest.approx(-math.log(odds[1] / sum(odds)), abs=0.03)
    nothing = ReadQuestion(asked.states, asked.vector, Language.RU, ())
    loss = head.loss(told, [nothing]).item()
    assert loss == pytest.approx(-0.3 * math.log(odds[2] / sum(odds)), abs=0.01)


def test_it_learns_what_tells_sentences_apart() -> None:
    """A token of a question is met by the sentence that has it."""
    chance = random.Random(0)
    torch.manual_seed(0)
    words = torch.nn.functional.normalize(torch.randn(8, 6), dim=1)
    told = text(words[:4], (0, 2), (2, 4), vectors=torch.zeros(2, 3))
    questions = [
        ReadQuestion(words[[i, 4 + i]].half(), torch.zeros(3), Language.RU, (i // 2,))
        for i in range(4)
    ]
    article = ReadArticle({Language.RU: told}, questions)
    head = Head(torch.randn(3, 6))
    before = head.eval().loss(told, questions).item()
    learn_articles(head, [article], 150, chance)
    after = head.eval().loss(told, questions).item()
    assert after < 0.5 * before
    assert head(told, questions).argmax(dim=1).tolist() == [0, 0, 1, 1]


def test_what_is_written_gives_what_was_learned(tmp_path: Path) -> None:
    torch.manual_seed(0)
    head = Head(torch.randn(3, 8)).eval()
    torch.nn.init.normal_(head.weigher)
    chance = np.random.default_rng(0)

    def normal(*shape: int) -> Vectors:
        return chance.normal(size=shape).astype(np.float32)

    lower, upper, sentence_lower, sentence_upper = (normal(5, 4) for _ in range(4))
    centre = normal(4)
    write_head(head, centre, tmp_path / "head")
    read = TokenHead.load(tmp_path / "head", 4)
    asked, told = read.question(lower, upper), read.vectors(sentence_lower, sentence_upper)
    met = float(asked.weights @ (asked.vectors @ told.T).max(axis=1))
    states = [
        joined(one, other, centre)
        for one, other in ((lower, upper), (sentence_lower, sentence_upper))
    ]
    question = ReadQuestion(states[0], torch.zeros(2), Language.RU, ())
    scores = head(text(states[1], (0, 5), vectors=torch.zeros(1, 2)), [question])
    assert scores[0, 0].item() == pytest.approx(20 * met, abs=0.05)


def test_the_command_writes_a_head(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bridge, lake = ["мост вырос.", "мост вырос.", "the bridge."], ["озеро.", "озеро.", "lake."]
    article = {
        "id": "lake",
        "title": {"ru": "Озеро", "kk": "Озеро", "en": "Lake"},
        "paragraphs": [[bridge], [lake]],
        "questions": [
            {"lang": "ru", "question": "мост", "evidence": ["мост вырос."]},
            {"lang": "en", "question": "a city", "evidence": []},
        ],
    }  # fmt: skip
    (tmp_path / "lake.json").write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
    before = (tiny / HEAD_FILE).read_bytes()
    arguments = ["--model", str(tiny), "--articles", str(tmp_path), "--epochs", "2", "--width", "4"]
    monkeypatch.setattr(sys, "argv", ["interaction", *arguments])
    interaction.main()
    assert "1 articles, 2 questions" in capsys.readouterr().out
    assert (tiny / HEAD_FILE).read_bytes() != before
    assert TokenHead.load(tiny / HEAD_FILE, HIDDEN).width == 4
