"""Articles as a tiny model reads them."""

from pathlib import Path

import numpy as np
import pytest

from corpus import Language
from index import Prompts
from index.states import States
from index.train.encoder.tokenlessons import principal, read_articles
from tests.index.encoders import HIDDEN, write_tiny
from tests.index.train.encoder.test_tune import LESSON

PROMPTS = Prompts("query: ", "passage: ")


def test_articles_are_read_as_the_model_reads_them(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    states = States(tmp_path)
    _, centre = principal(states, PROMPTS, [LESSON], 4)
    [article] = read_articles(states, PROMPTS, [LESSON], centre)
    russian = article.texts[Language.RU]
    assert len(russian.sentences) == len(russian.vectors) == 3
    assert russian.states.shape == (russian.sentences[-1][1] + 1, 2 * HIDDEN)  # </s> is the last
    assert np.linalg.norm(russian.vectors, axis=1) == pytest.approx(1.0, abs=1e-3)
    assert [question.answers for question in article.questions] == [
        question.answers for question in LESSON.questions
    ]
    for part in (russian.states[:, :HIDDEN], russian.states[:, HIDDEN:]):
        assert part.float().norm(dim=1).numpy() == pytest.approx(1.0, abs=1e-2)


def test_it_starts_from_principal_axes(tmp_path: Path) -> None:
    write_tiny(tmp_path)
    states = States(tmp_path)
    start, centre = principal(states, PROMPTS, [LESSON], 6)
    lower, upper = start[:3, :HIDDEN].numpy(), start[3:, HIDDEN:].numpy()
    assert not start[:3, HIDDEN:].any()
    assert not start[3:, :HIDDEN].any()
    for axes in (lower, upper):
        assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-4)
    assert 0.0 < np.linalg.norm(centre) < 1.0
