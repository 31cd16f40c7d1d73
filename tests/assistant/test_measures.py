from pathlib import Path

import pytest

from assistant import Status
from assistant.answertype import AnswerType, expected_answer
from assistant.measures import units_of
from corpus import Language
from tests.assistant.texts import assistant_over, document

STATION = """Станция стоит на реке. Её мощность хвалят все инженеры области.

Станция выдаёт 40 МВт и 12 лет кормит город.

Плотина станции велика. Её строили 9 лет.
"""


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("Какова мощность станции?", "мвт"),
        ("Станцияның қуаты қандай?", "мвт"),
        ("How powerful is it?", "eflops"),
        ("Какой высоты гора?", "метр"),
        ("Тастың салмағы қанша?", "кг"),
        ("What is the speed of the train?", "mph"),
    ],
)
def test_a_property_has_its_units(question: str, unit: str) -> None:
    assert unit in units_of(question).split()


@pytest.mark.parametrize("question", ["Сколько лет мосту?", "How long does it take?", "Кто он?"])
def test_what_is_not_measured_in_units_of_its_own_has_none(question: str) -> None:
    assert units_of(question) == ""


def test_units_are_those_of_a_question_that_asks_for_an_amount() -> None:
    asked = expected_answer("Какова мощность станции?", Language.RU)
    assert (asked.type, "мвт" in asked.units) == (AnswerType.AMOUNT, True)
    assert expected_answer("Кто нарастил мощность станции?", Language.RU).units == ""


def test_a_number_in_the_unit_answers_before_the_word(tmp_path: Path) -> None:
    answer = assistant_over(tmp_path, document(STATION)).ask("Какова мощность станции?")
    assert answer.status is Status.ANSWERED
    assert answer.answer == "Станция выдаёт 40 МВт и 12 лет кормит город."
    assert answer.confidence >= 0.5


def test_a_number_of_something_else_has_no_lead(tmp_path: Path) -> None:
    asked = assistant_over(tmp_path, document(STATION)).ask
    own, other = asked("Какова мощность станции?"), asked("Какова мощность завода?")
    assert other.confidence < own.confidence - 0.3
