import numpy as np
import pytest

from assistant.mentions import fading, rivalled
from assistant.reading import ReadSentence
from assistant.spans import find_spans


def sentences(*texts: str) -> list[ReadSentence]:
    return [ReadSentence(text, (), find_spans(text), ()) for text in texts]


def test_a_mention_fades_and_ends_with_its_passage() -> None:
    # Two passages, of three sentences and of two; the second has the term in its heading.
    match = np.array([[1.0, 0.0, 0.0, 0.0, 0.9]])
    above = np.array([[0.0, 1.0]])
    found = fading(match, above, [0, 3, 5])
    assert found.tolist() == [pytest.approx([1.0, 0.7, 0.49, 0.7, 0.9])]


def test_no_terms_have_no_mentions() -> None:
    assert fading(np.zeros((0, 2)), np.zeros((0, 1)), [0, 2]).shape == (0, 2)


def test_the_name_named_last_is_meant() -> None:
    told = sentences(
        "Машина «Барыс» стоит в Астане.",
        "Она занимает 86-е место.",
        "Рядом стоит «Тулпар».",
        "Его мощность вдвое больше.",
        "«Барыс» старше, чем «Тулпар».",
        "Ему пять лет.",
    )
    named = np.array([True, False, False, False, True, False])
    found = rivalled(named, told, [0, 6], "какая мощность у «барыса»?")
    assert found.tolist() == [False, False, True, True, False, False]


def test_a_name_of_the_passage_before_is_no_rival() -> None:
    told = sentences("Рядом стоит «Тулпар».", "Его мощность вдвое больше.")
    found = rivalled(np.zeros(2, dtype=bool), told, [0, 1, 2], "какая мощность у «барыса»?")
    assert found.tolist() == [True, False]


def test_a_name_in_the_question_is_no_rival() -> None:
    told = sentences("Машина стоит в Астане.")
    found = rivalled(np.zeros(1, dtype=bool), told, [0, 1], "что стоит в астане?")
    assert found.tolist() == [False]
