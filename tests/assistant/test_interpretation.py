import pytest

from assistant import Status, Turn
from assistant.engine import Engine
from assistant.interpretation import Interpretation, interpretations
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN
ASKED = [
    Turn(role="user", content="Сколько школ охватил проект?"),
    Turn(role="assistant", content="Проект охватил 6,7 тыс. школ."),
]


def test_a_question_that_stands_alone_is_read_once() -> None:
    question = "Кто президент TSARKA?"
    assert interpretations(question, [], RU) == [Interpretation(question, question)]


def test_a_follow_up_is_read_in_full_and_as_it_was_put() -> None:
    read = interpretations("а обедов?", ASKED, RU)
    assert [one.question for one in read] == ["Сколько школ охватил проект, обедов?", "а обедов?"]
    assert {one.said for one in read} == {"а обедов?"}
    assert {one.reply for one in read} == {"Проект охватил 6,7 тыс. школ."}
    assert {one.place for one in read} == {None}


@pytest.mark.parametrize(
    ("message", "language", "sentences"),
    [
        ("Меня зовут Асель. Кто президент TSARKA?", RU, ["Кто президент TSARKA?"]),
        ("Кто президент TSARKA? Где строят Alem.ai?", RU,
         ["Кто президент TSARKA?", "Где строят Alem.ai?"]),
        ("I live in Almaty. How many schools got free lunches?", EN,
         ["How many schools got free lunches?"]),
        # of the place that is stated, unless the question names something of its own
        ("Речь о Китае. Какие проекты ИИ запущены?", RU, ["Какие проекты ИИ запущены, Китае?"]),
        ("Я из Узбекистана. Какое место у Казахстана?", RU, ["Какое место у Казахстана?"]),
        ("Я из Узбекистана. Кто президент TSARKA?", RU, ["Кто президент TSARKA?"]),
        ("Какие проекты у Узбекистана? Сколько школ охвачено?", RU,
         ["Какие проекты у Узбекистана?", "Сколько школ охвачено?"]),
        # with the sentence that it leans on
        ("Закон вступил в силу. Какие принципы он вводит?", RU,
         ["Какие принципы он вводит Закон вступил силу?"]),
        ("Сколько камер в Беларуси? А в России?", RU,
         ["Сколько камер в Беларуси?", "Сколько камер в России?"]),
        # nothing to lean on, nothing asked
        ("Как это? Сколько школ охвачено?", RU, ["Сколько школ охвачено?"]),
    ],
)  # fmt: skip
def test_each_sentence_that_asks_is_read_alone_as_well(
    message: str, language: Language, sentences: list[str]
) -> None:
    read = interpretations(message, [], language)
    assert [one.question for one in read] == [message, *sentences]
    assert [one.place is None for one in read] == [True, *(False for _ in sentences)]


def test_a_sentence_that_leans_may_do_so_on_either_side_of_what_precedes_it() -> None:
    read = interpretations("Мне интересны аптеки. А сколько их?", ASKED, RU)
    assert [(one.question, one.reply, one.place) for one in read[1:]] == [
        ("сколько их интересны аптеки?", "", 0),
        ("сколько их школ охватил проект?", "Проект охватил 6,7 тыс. школ.", 0),
        ("А сколько их?", "Проект охватил 6,7 тыс. школ.", 0),
    ]


def test_what_is_no_question_is_not_leant_on() -> None:
    history = [Turn(role="user", content="Кто такой Питолин?")]
    read = interpretations("Круто! Что он ещё сказал?", history, RU)
    assert [(one.question, one.about) for one in read] == [
        ("Круто! Что он ещё сказал Питолин?", ("Питолин",)),
        ("Что он ещё сказал Питолин?", ("Питолин",)),
        ("Что он ещё сказал?", ("Питолин",)),
        ("Круто! Что Питолин ещё сказал?", ("Питолин",)),
    ]
    assert [one.spare for one in read] == [False, False, False, True]


def test_a_message_is_read_in_no_more_than_four_ways() -> None:
    message = " ".join(f"Сколько школ в городе {name}?" for name in ("Аба", "Боба", "Вага", "Гама"))
    assert [one.place for one in interpretations(message, ASKED, RU)] == [None, 0, 1, 2]


def test_what_a_pronoun_of_a_sentence_stands_for_is_named_before_it() -> None:
    read = interpretations("Что такое PalmPay? Когда его запустили?", [], RU)
    assert [one.about for one in read] == [(), (), ("PalmPay",)]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Меня зовут Асель, я студентка третьего курса. Кто президент TSARKA?", "Сатиев"),
        ("Моя мама работает в аптеке. Сколько аптек подключили к цифровым рецептам?", "700"),
        ("Я из Узбекистана. Какое место у Казахстана в EGDI?", "24-е"),
        ("I live in Almaty with my two kids. How many schools got free lunches?", "6.7 thousand"),
        ("Менің атым Асель. Мен студентпін. TSARKA президенті кім?", "Сатиев"),
        ("Кто президент TSARKA? Мне нужно для реферата, я студентка.", "Сатиев"),
        ("Закон об ИИ вступил в силу. Какие принципы он вводит?", "приоритет прав человека"),
        ("У меня вопрос. Как испечь хлеб? Сколько школ получили обеды?", "6,7 тыс."),
    ],
)
def test_what_stands_around_a_question_does_not_hide_it(
    engine: Engine, message: str, told: str
) -> None:
    answer = engine.ask(message)
    assert answer.status is Status.ANSWERED
    assert told in answer.answer


@pytest.mark.parametrize(
    "message",
    [
        "Моя бабушка болеет. Чем лечить грипп?",
        "У меня двое детей. Сколько стоит билет в метро?",
        "Я интересуюсь Китаем. Какие проекты ИИ запущены?",
        "Я была в Китае. Какие там проекты ИИ?",
    ],
)
def test_what_the_sources_do_not_hold_is_refused_in_a_message_too(
    engine: Engine, message: str
) -> None:
    assert engine.ask(message).status in (Status.NOT_IN_SOURCES, Status.OFF_TOPIC)
