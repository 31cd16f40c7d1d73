import pytest

from assistant.message import Asked, asked_in
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("message", "language", "asked"),
    [
        ("Меня зовут Асель, я студентка. Кто президент TSARKA?", RU, ["Кто президент TSARKA?"]),
        ("Кто президент TSARKA? Мне для реферата.", RU, ["Кто президент TSARKA?"]),
        ("привет, я студент! кто президент царка? спасибо", RU, ["кто президент царка?"]),
        ("Я студентка. Кто президент TSARKA", RU, ["Кто президент TSARKA"]),
        ("Я студентка. Расскажите про PalmPay.", RU, ["Расскажите про PalmPay."]),
        ("I'm a student. Please, tell me about PalmPay.", EN, ["Please, tell me about PalmPay."]),
        ("Кто президент TSARKA? где строят Alem.ai?", RU,
         ["Кто президент TSARKA?", "где строят Alem.ai?"]),
        ("Менің атым Асель. TSARKA президенті кім?", KK, ["TSARKA президенті кім?"]),
        ("Мен студентпін. PalmPay туралы айтыңыз.", KK, ["PalmPay туралы айтыңыз."]),
        ("I live in Almaty. How many schools are there?", EN, ["How many schools are there?"]),
    ],
)  # fmt: skip
def test_sentences_that_ask_are_found(message: str, language: Language, asked: list[str]) -> None:
    assert [one.text for one in asked_in(message, language)] == asked


def test_what_stands_around_a_question_is_told_apart() -> None:
    message = "Я из Алматы. Сколько школ? Мне для доклада. Сколько аптек?"
    stated = "Я из Алматы. Мне для доклада."
    assert asked_in(message, RU) == (
        Asked("Сколько школ?", "Я из Алматы.", stated),
        Asked("Сколько аптек?", "Мне для доклада.", stated),
    )


@pytest.mark.parametrize(
    "message",
    [
        "Кто президент TSARKA?",
        "Сколько услуг оказано в 2025 г. через порталы?",
        "Сколько тыс. школ охватил проект?",
        "Что такое Alem.Cloud?",
        "Кто сказал «Кто имеет ресурсы, тот сильнее. Это факт»?",
        'Кто сказал "Мы ждём! Всегда"?',
        "Я студентка. Мне интересен закон.",
        "Я студентка. Расскажите.",
        "Как дела? Кто ты?",
        "?! …",
    ],
)
def test_nothing_stands_around_the_only_question_or_nothing_is_asked(message: str) -> None:
    assert asked_in(message, RU) == ()


def test_of_many_questions_the_first_two_and_the_last_are_found() -> None:
    message = " ".join(f"Сколько школ в {place} городе?" for place in ("1", "2", "3", "4"))
    found = [one.text for one in asked_in(message, RU)]
    assert found == [f"Сколько школ в {place} городе?" for place in ("1", "2", "4")]
