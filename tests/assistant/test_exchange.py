from pathlib import Path

import numpy as np
import pytest

from assistant.exchange import answering, asks
from assistant.reader import Reader
from tests.assistant.texts import document, open_index

INTERVIEW = """— Сколько у вас сотрудников?

— Двести. Хотим ли мы больше? Да.

Вход свободный.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Сколько у вас сотрудников?", True),
        ("Он спросил: «Когда?»", True),
        ("**Why?**", True),
        ("«Когда?» — спросил он.", False),
        ("Двести.", False),
        ("", False),
    ],
)
def test_asks_where_it_ends_as_a_question(text: str, expected: bool) -> None:
    assert asks(text) is expected


def test_what_follows_a_question_answers_it_as_far_as_it_meets_ours(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(INTERVIEW))
    passages = list(index.passages("text"))
    question, reply, last = Reader(index).read(passages)
    met = np.array([0.9, 0.1, 0.5, 0.2, 0.3])  # the question, three sentences, the last
    found = answering([question, reply, last], [0, 1, 4, 5], met)
    assert found.tolist() == [0.0, 0.9, 0.0, 0.5, 0.0]


def test_a_question_that_was_not_found_meets_nothing(tmp_path: Path) -> None:
    index = open_index(tmp_path, document(INTERVIEW))
    _, reply, last = Reader(index).read(list(index.passages("text")))
    found = answering([last, reply], [0, 1, 4], np.array([0.3, 0.1, 0.5, 0.2]))
    assert found.tolist() == [0.0, 0.0, 0.0, 0.5]
