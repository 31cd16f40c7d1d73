"""What counts as proved, on hand-made passages in three languages."""

import pytest

from assistant.grounding import ground, missing
from corpus import Language, Passage, SplitSettings, document_from_text, passages

RU = Language.RU
TEXT = (
    "Фонд «Шелковый мост» выделил 12 млн тенге на 40 библиотек. "
    "Директор Марат Омаров сообщил об этом в марте 2021 года. "
    "Новые фонды не заменяют библиотекарей."
)


def passage(text: str = TEXT) -> Passage:
    document = document_from_text(text, id="d", title="t", language=RU)
    return passages(document, SplitSettings())[0]


@pytest.mark.parametrize(
    "claim",
    [
        "Фонд «Шелковый мост» выделил 12 миллионов тенге.",
        "Директор Омаров сообщил об этом в марте 2021 года.",
        "На 40 библиотек фонд выделил 12 млн тенге.",
        "Новые фонды не заменяют библиотекарей.",
    ],
)
def test_what_the_passage_says_is_held_by_one_sentence(claim: str) -> None:
    [run] = ground(claim, RU, [passage()])
    assert run.first == run.last


@pytest.mark.parametrize(
    ("claim", "lacking"),
    [
        ("Фонд «Шелковый мост» выделил 15 млн тенге.", "15 млн тенге"),
        ("Фонд «Стальной мост» выделил 12 млн тенге.", "Стальной мост"),
        ("Директор Айгуль Омарова сообщила об этом в марте 2021 года.", "Айгуль"),
        ("Новые фонды заменяют библиотекарей.", "its negation"),
        ("Фонд не выделил 12 млн тенге на библиотеки.", "its negation"),
        ("Подробности о фонде на https://evil.example/login", "https://evil.example/login"),
        ("Погода улучшится, урожай вырастет, дороги починят.", "most of its words"),
    ],
)
def test_what_the_passage_does_not_say_is_named(claim: str, lacking: str) -> None:
    assert ground(claim, RU, [passage()]) == ()
    sentence_views = [(RU, sentence.text) for sentence in passage().sentences]
    assert any(lacking in missing(claim, RU, [view]) for view in sentence_views)


def test_facts_of_two_sentences_are_held_by_the_run_of_both() -> None:
    [run] = ground("Марат Омаров сообщил, что фонд выделил 12 млн тенге.", RU, [passage()])
    assert (run.first, run.last) == (0, 1)


def test_facts_of_two_passages_need_both() -> None:
    other = passage("Город Тараз открыл 7 школ в 2019 году.")
    claim = "Фонд «Шелковый мост» выделил 12 млн тенге, а город Тараз открыл 7 школ."
    assert ground(claim, RU, [passage()]) == ()
    assert len(ground(claim, RU, [passage(), other])) == 2


def test_nothing_is_held_without_a_passage() -> None:
    assert ground("Фонд выделил 12 млн тенге.", RU, []) == ()
