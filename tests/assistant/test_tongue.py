import pytest

from assistant import Turn
from assistant.tongue import spoken
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


def asked(*questions: str) -> list[Turn]:
    return [Turn(role="user", content=question) for question in questions]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Сколько залов в музее?", RU),
        ("Мұражайда қанша зал бар?", KK),
        ("How many halls are there?", EN),
    ],
)
def test_a_first_question_tells_its_language(question: str, language: Language) -> None:
    assert spoken(question, []) is language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("очереди", RU),
        ("рецепты", RU),
        ("обеды", RU),
        ("Узбекистан проекты", RU),
        ("Дана Утеген", RU),
        ("очереди ЦОН", RU),
        ("кезектер", KK),
        ("мектеп саны", KK),
    ],
)
def test_a_first_question_of_a_word_or_two_does_too(question: str, language: Language) -> None:
    assert spoken(question, []) is language


def test_the_language_is_carried_over_what_does_not_tell() -> None:
    assert spoken("Сатиев?", asked("Мұражайда қанша зал бар?", "86?")) is KK
    assert spoken("женщин?", asked("Сколько залов в музее?")) is RU


def test_a_question_that_tells_changes_the_language() -> None:
    history = asked("Мұражайда қанша зал бар?", "А сколько картин в музее?")
    assert spoken("Ильин?", history) is RU
    assert spoken("Ал қанша сурет?", history) is KK


def test_what_was_replied_does_not_tell() -> None:
    history = [*asked("Сколько залов?"), Turn(role="assistant", content="Мұражайда 12 зал бар.")]
    assert spoken("Ильин?", history) is RU
