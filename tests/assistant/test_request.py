"""Requests about a reply and for a person, and the questions that merely have their words."""

from pathlib import Path

import pytest

from assistant.request import request_of
from assistant.requestwords import ABOUT_REPLY, OPERATOR
from corpus import Language


def test_requests_are_told_in_the_language_they_are_made_in() -> None:
    file = Path(__file__).parent / "requests.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 140
    missed = [
        (text, found)
        for kind, language, text in rows
        if (found := request_of(text)) != (kind, Language(language))
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("message", "kind", "language"),
    [
        # in any order, with words of address, politely, in Kazakh without its letters
        ("на казахский переведи мне это", ABOUT_REPLY, Language.RU),
        ("бот, покажи, пожалуйста, ссылку", ABOUT_REPLY, Language.RU),
        ("ты в этом уверена?", ABOUT_REPLY, Language.RU),
        ("казакша айтып беринизши", ABOUT_REPLY, Language.KK),
        ("дәлел бар ма?", ABOUT_REPLY, Language.KK),
        ("I don’t believe you", ABOUT_REPLY, Language.EN),
        ("PLEASE, CAN YOU SAY THAT IN ENGLISH?", ABOUT_REPLY, Language.EN),
        ("соедини с менеджером, пожалуйста", OPERATOR, Language.RU),
        ("тірі адам керек", OPERATOR, Language.KK),
        ("let me talk to a person", OPERATOR, Language.EN),
    ],
)
def test_a_request_is_told_by_its_words(message: str, kind: str, language: Language) -> None:
    assert request_of(message) == (kind, language)


@pytest.mark.parametrize(
    "question",
    [
        # what is to be translated, shortened or ascertained is said
        "Переведи на казахский: сколько школ открыли?",
        "Translate to Kazakh: how many schools were opened?",
        "Короче, сколько школ открыли?",
        "Короче говоря, что изменит закон об ИИ?",
        "Расскажи кратко про закон об ИИ",
        "Объясни простыми словами, что такое токен",
        "Заң туралы қысқаша айтшы",
        "Заң туралы айтшы",
        "Explain the law in simple terms",
        "Summarize the law on AI",
        "In English, how many schools were opened?",
        "Вы уверены, что Казахстан на 24 месте?",
        "Правда ли, что ИИ заменит врачей?",
        "Это правда, что запустили суперкомпьютер?",
        "Насколько это точно?",
        "Қазақстан 24-орында екені рас па?",
        "Are you sure that Kazakhstan is 24th?",
        "Is it true that the law was adopted?",
        "What is wrong with the law?",
        # sources, links and operators of something
        "Какой источник энергии у дата-центра?",
        "Источник энергии",
        "Где ссылка на закон об ИИ?",
        "Покажи ссылку на eGov Mobile",
        "Откуда берут данные для обучения?",
        "Энергия көзі қайсы?",
        "Дереккөздер қайда сақталады?",
        "What is the source of energy?",
        "Where did they get the data?",
        "Where did it come from?",
        "Кто оператор Alem.Cloud?",
        "Какие операторы связи запустили 5G?",
        "Нужен ли оператор для беспилотника?",
        "Может ли человек оспорить решение ИИ?",
        "Можно ли поговорить с врачом через приложение?",
        "Қай оператор 5G іске қосты?",
        "Маман қанша керек?",
        "Which operator launched 5G?",
        "Can a human override the decision?",
        "Human rights",
        # whom to turn to may be in a source
        "Как связаться с оператором?",
        "How do I contact support?",
        # what something else does
        "Can it translate to Kazakh?",
        "Which languages does it translate to?",
        "Is it shorter?",
        "На русском языке обучена модель?",
        "Қазақша корпуста қанша токен бар?",
        # what goes on from the question before
        "а на казахском?",
        "На казахском?",
        "ал қазақша ше?",
        "In Kazakh?",
        "What about in Kazakh?",
        "Правда что первое?",
        "Оператор?",
        "Почему?",
        "Кто это сказал?",
        "Оны кім айтты?",
        "Who said that?",
    ],
)
def test_a_question_is_none(question: str) -> None:
    assert request_of(question) is None


def test_a_language_stands_alone_where_nothing_is_asked() -> None:
    assert request_of("на казахском!") == (ABOUT_REPLY, Language.RU)
    assert request_of("на казахском, пожалуйста?") == (ABOUT_REPLY, Language.RU)
    assert request_of("на казахском?") is None
    assert request_of("а на казахском") is None


@pytest.mark.parametrize("words", ["мне это ", "точно ", "the answer ", "айт маған "])
def test_a_long_message_is_none(words: str) -> None:
    """Whose words could be told apart in many ways."""
    assert request_of(words * 500 + "школа") is None
