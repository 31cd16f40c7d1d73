import pytest

from assistant import Turn
from assistant.followup import Resolved, is_follow_up, resolve
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


def turns(*contents: str) -> list[Turn]:
    """User and assistant messages in turn."""
    return [
        Turn(role="assistant" if i % 2 else "user", content=content)
        for i, content in enumerate(contents)
    ]


@pytest.mark.parametrize(
    ("before", "question", "language", "resolved"),
    [
        ("Какая стратегия у России?", "А у Беларуси?", RU, "Какая стратегия у Беларуси?"),
        ("Что делает Россия в сфере ИИ?", "А Беларусь?", RU, "Что делает Беларусь в сфере ИИ?"),
        ("Өзбекстанда қандай жобалар бар?", "Ал Ресейде ше?", KK, "Ресейде қандай жобалар бар?"),
        ("What is the goal of Russia?", "And Belarus?", EN, "What is the goal of Belarus?"),
        ("What is the goal of Russia?", "What about Belarus?", EN, "What is the goal of Belarus?"),
        ("Что делает Россия в сфере ИИ?", "а в узбекистане?", RU,
         "Что делает узбекистане в сфере ИИ?"),
        ("Какие проекты есть в России?", "а в узбекистане?", RU,
         "Какие проекты есть в узбекистане?"),
        ("Какие проекты ИИ есть?", "А в Узбекистане?", RU,
         "Какие проекты ИИ есть, в Узбекистане?"),
        ("What is Uzbekistan's strategy?", "and Turkmenistan?", EN,
         "What is Turkmenistan strategy?"),
        ("Что делает Саудовская Аравия?", "А Новая Зеландия?", RU, "Что делает Новая Зеландия?"),
        ("Какой суперкомпьютер запущен?", "А второй?", RU, "Какой суперкомпьютер запущен, второй?"),
        ("Кто такая Дана Утеген?", "Что она сказала о законе?", RU,
         "Что она сказала о законе Дана Утеген?"),
        ("Что сказала Дана Утеген о законе?", "А Еркин Мусабаев?", RU,
         "Что сказала Еркин Мусабаев о законе?"),
        ("Дана Утеген что сказала?", "А Еркин Мусабаев?", RU, "Еркин Мусабаев что сказала?"),
        ("Did Dana Utegen speak of it?", "And Yerkin Musabayev?", EN,
         "Did Yerkin Musabayev speak of it?"),
        ("Какая стратегия у Даны Утеген?", "А Еркин Мусабаев?", RU,
         "Какая стратегия у Еркин Мусабаев?"),
        ("Какая стратегия у Даны Утеген?", "А у Еркина Мусабаева?", RU,
         "Какая стратегия у Еркина Мусабаева?"),
        ("Сколько людей в ЦОН Алматы?", "А Шымкент?", RU, "Сколько людей в ЦОН Шымкент?"),
        ("Зачем нужен ИИН при использовании ИИ?", "А ЭЦП?", RU,
         "Зачем нужен ИИН при использовании ЭЦП?"),
        ("What do Nigeria and Niger do?", "And China?", EN, "What do Nigeria and China do?"),
        ("What place does Kazakhstan take?", "And what about Russia?", EN,
         "What place does Russia take?"),
        ("What place does Kazakhstan take?", "so, how about Russia?", EN,
         "What place does Russia take?"),
        ("Какое место занимает Казахстан?", "А как насчет России?", RU,
         "Какое место занимает России?"),
        ("Какое место занимает Казахстан?", "Что насчёт России?", RU,
         "Какое место занимает России?"),
        ("Какое место занимает Казахстан?", "ну а Россия?", RU, "Какое место занимает Россия?"),
        ("Қандай жоба Қазақстанда бар?", "Ал енді Ресейде ше?", KK, "Қандай жоба Ресейде бар?"),
    ],
)  # fmt: skip
def test_resolved(before: str, question: str, language: Language, resolved: str) -> None:
    found = resolve(question, turns(before, "…"), language)
    assert found.question == resolved
    assert found.rule is not None
    assert found.otherwise == question


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [
        ("А кто это сказал?", RU, "кто сказал: Кто имеет больше ресурсов, тот сильнее"),
        ("Мұны кім айтты?", KK, "кім айтты: Кто имеет больше ресурсов, тот сильнее"),
        ("And who said that?", EN, "who said: Кто имеет больше ресурсов, тот сильнее"),
    ],
)
def test_question_about_the_last_statement(question: str, language: Language, asked: str) -> None:
    history = turns("Кто сильнее в ИИ?", "Кто имеет больше ресурсов, тот сильнее.")
    found = resolve(question, history, language)
    assert found.question == asked
    assert found.rule == "statement"
    assert found.otherwise is None


@pytest.mark.parametrize(
    ("before", "question", "resolved"),
    [
        ("Что есть в России?", r"а в \1 Китае?", r"Что есть в \1 Китае?"),
        ("Какая стратегия у Марфы?", r"а у \g<0> Анны?", r"Какая стратегия у \g<0> Анны?"),
    ],
)
def test_what_looks_like_a_reference_to_a_group_is_text(
    before: str, question: str, resolved: str
) -> None:
    assert resolve(question, turns(before, "…"), RU).question == resolved


def test_follow_ups_chain() -> None:
    history = turns("Какая стратегия у России?", "…", "А у Беларуси?", "…")
    assert resolve("А у Узбекистана?", history, RU).question == "Какая стратегия у Узбекистана?"


def test_full_question_is_left_alone() -> None:
    history = turns("Какая стратегия у России?", "…")
    question = "Сколько школ охватил проект «Социальный кошелек» за прошлый год?"
    assert resolve(question, history, RU).question == question
    assert resolve("А у Беларуси?", [], RU).question == "А у Беларуси?"


def test_small_talk_that_opened_the_conversation_is_not_leant_on() -> None:
    history = turns("поболтай со мной", "…")  # in no list, told by its letters
    asked = "а что делает Узбекистан?"
    assert resolve(asked, history, RU) == Resolved(asked)


def test_small_talk_is_not_a_topic() -> None:
    history = turns("Какая стратегия у России?", "…", "спасибо", "Пожалуйста!")
    assert resolve("А у Беларуси?", history, RU).question == "Какая стратегия у Беларуси?"


def test_a_reply_to_small_talk_is_no_statement() -> None:
    statement = "Кто имеет больше ресурсов, тот сильнее."
    history = turns("Кто сильнее в ИИ?", statement, "ты уверен?", "Я не могу изменить ответ.")
    assert resolve("А кто это сказал?", history, RU) == resolve(
        "А кто это сказал?", turns("Кто сильнее в ИИ?", statement), RU
    )
    assert resolve("А у Беларуси?", history, RU).reply == statement


def test_short_question_has_the_topic_as_its_other_reading() -> None:
    found = resolve("Рост каким был?", turns("Сколько грузов перевезли?", "…"), RU)
    assert found.question == "Рост каким был?"
    assert found.otherwise is not None
    assert "грузов" in found.otherwise


@pytest.mark.parametrize(
    ("question", "language", "leans"),
    [
        ("А второй?", RU, True),
        ("Где он находится?", RU, True),
        ("Ал Ресейде ше?", KK, True),
        ("How about there?", EN, True),
        ("Какое место занял Казахстан в рейтинге?", RU, False),
        ("Which supercomputers does Kazakhstan operate?", EN, False),
    ],
)
def test_is_follow_up(question: str, language: Language, leans: bool) -> None:
    assert is_follow_up(question, language) is leans


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("ок, а чё с аптеками?", "а чё с аптеками?"),
        ("Понятно, спасибо. А в Китае?", "А в Китае?"),
        ("жарайды, қанша?", "қанша?"),
        ("got it, and when?", "and when?"),
        ("нет, я про Узбекистан", "я про Узбекистан"),
        ("не, я про Узбекистан", "я про Узбекистан"),
        ("нет — я про Узбекистан", "я про Узбекистан"),
        ("Right. А в Китае?", "А в Китае?"),
        ("хорошо... а в Китае?", "а в Китае?"),
        ("понятно а в Китае?", "а в Китае?"),
    ],
)
def test_what_acknowledges_the_reply_is_not_asked(question: str, bare: str) -> None:
    history = turns("Сколько школ охватил проект?", "6,7 тыс. школ.")
    assert resolve(question, history, RU) == resolve(bare, history, RU)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Не үшін екінші суперкомпьютер іске қосылды?", KK),
        ("Не туралы заң қабылданды?", KK),
        ("Болды ма жиналыс былтыр?", KK),
        ("Жарайды ма бұл заңға?", KK),
        ("Нет ли данных о штрафах?", RU),
        ("Понятно ли, о чём закон?", RU),
        ("Хорошо работает закон о рекламе?", RU),
        ("Fine for deepfakes?", EN),
        ("Right to explanation of decisions?", EN),
        ("Well-known universities of the country", EN),
        ("No. 1 country in readiness?", EN),
        ("Thanks to whom was the law adopted?", EN),
        ("So-called experts of the ministry?", EN),
    ],
)
def test_a_word_of_the_question_is_not_taken_for_an_acknowledgement(
    question: str, language: Language
) -> None:
    found = resolve(question, turns("Что делают аптеки?", "…"), language)
    assert found.question.startswith(question.rstrip("?"))


def test_an_acknowledgement_before_an_earlier_question_is_no_topic() -> None:
    history = turns("Сколько школ?", "…", "ладно, какая стратегия у России?", "…")
    assert resolve("А у Беларуси?", history, RU).question == "какая стратегия у Беларуси?"


def test_what_closes_a_follow_up_is_looked_for_once() -> None:
    """Its time grew with the square of the spaces: seconds for these."""
    question = "таблица" + " " * 200_000 + "итог"
    assert not is_follow_up(f"{question} по всем школам и аптекам", RU)


def test_a_reply_is_leant_on_unless_it_is_asked_about() -> None:
    history = turns("Сколько школ охватил проект?", "Проект охватил 6,7 тыс. школ.")
    assert resolve("а обедов?", history, RU).reply == "Проект охватил 6,7 тыс. школ."
    stated = resolve("А кто это сказал?", history, RU)
    assert stated.rule == "statement"
    assert stated.reply is None
    alone = "Какое место заняла республика по индексу электронного правительства в рейтинге?"
    assert resolve(alone, history, RU).reply is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("А кто такой Олжас Сатиев?", RU),
        ("Кто такой Олжас Сатиев?", RU),
        ("А кто такая Дана Утеген?", RU),
        ("а что такое облако?", RU),
        ("Ал Питолин деген кім?", KK),
        ("Питолин деген ким?", KK),
        ("And who is Olzhas Satiyev?", EN),
        ("So what's PalmPay?", EN),
    ],
)
def test_who_or_what_somebody_is_stands_alone(question: str, language: Language) -> None:
    history = turns("Сколько школ охватил проект?", "Проект охватил 6,7 тыс. школ.")
    found = resolve(question, history, language)
    assert (found.question, found.rule, found.otherwise) == (question, None, None)
    assert not is_follow_up(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("А кто она такая?", RU),
        ("а кто такой?", RU),
        ("что такое этот EGDI", RU),
        ("Ал ол деген не?", KK),
        ("And what is the goal?", EN),
        ("And who is he?", EN),
    ],
)
def test_who_or_what_it_is_leans_where_it_is_not_named(question: str, language: Language) -> None:
    assert is_follow_up(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "кто ею пользуется?",
        "кто пользуется ими?",
        "кто за ними стоит?",
        "когда у нее день рождения?",
        "зачем он у него?",
        "что известно о нём?",
        "кто связан с ним?",
        "чем этим заняты?",
    ],
)
def test_pronouns_of_every_case_lean(question: str) -> None:
    assert is_follow_up(question, RU)
    found = resolve(question, turns("Сколько школ охватил проект?", "…"), RU)
    assert found.rule == "topic added"


def test_a_pronoun_is_no_topic() -> None:
    history = turns("Что такое Национальная платформа?", "…", "кто ею пользуется?", "…")
    found = resolve("когда ее запустили?", history, RU)
    assert found.question == "когда ее запустили пользуется Национальная платформа?"


@pytest.mark.parametrize(
    ("before", "question", "language", "about"),
    [
        ("Кто такой Евгений Питолин?", "Что он сказал?", RU, ("Евгений Питолин",)),
        ("Кто такой питолин?", "Что он сказал?", RU, ("питолин",)),
        ("Что такое eGov?", "кто его создал?", RU, ("eGov",)),
        ("Есть ли TSARKA в стране?", "Есть ли у неё президент?", RU, ("TSARKA",)),
        ("Питолин деген кім?", "ол не айтты?", KK, ("Питолин",)),
        ("What is PalmPay?", "when was it launched?", EN, ("PalmPay",)),
        # nothing was named, nothing is meant, or something else may be
        ("Сколько школ охвачено?", "где они?", RU, ()),
        ("Кто такой Питолин?", "когда это было?", RU, ()),
        ("Кто такой Питолин?", "а что сказал Сатиев?", RU, ()),
        ("Кто такой Питолин?", "Что Сатиев сказал о нём?", RU, ()),
        ("Кто такой Питолин?", "PalmPay: кто его создал?", RU, ()),
    ],
)
def test_a_pronoun_stands_for_what_was_named(
    before: str, question: str, language: Language, about: tuple[str, ...]
) -> None:
    assert resolve(question, turns(before, "…"), language).about == about


def test_a_question_answered_without_the_topic_before_it_leaves_that() -> None:
    history = turns(
        "Сколько школ охватил проект?",
        "Проект охватил 6,7 тыс. школ.",
        "А что сказал Кадырбеков?",
        "Юрист Алишер Кадырбеков считает опыт полезным.",
    )
    found = resolve("А что он отметил?", history, RU)
    assert found.question == "что он отметил сказал Кадырбеков?"
    assert found.about == ("Кадырбеков",)


@pytest.mark.parametrize(
    ("second", "reply", "resolved"),
    [
        # the reply is about both, about neither, or there is none
        ("А что получил Казахстан?", "Казахстан получил 6,7 тыс. школ.",
         "где это получил Казахстан школ охватил проект?"),
        ("А что получил Казахстан?", "К сожалению, ответа нет.",
         "где это получил Казахстан школ охватил проект?"),
        ("А что получил Казахстан?", "", "где это получил Казахстан школ охватил проект?"),
        # it cannot stand alone
        ("А что он получил?", "Получил многое.", "где это получил школ охватил проект?"),
        ("А бесплатных обедов?", "Бесплатных обедов 49 млн.",
         "где это бесплатных обедов школ охватил проект?"),
    ],
)  # fmt: skip
def test_the_topic_stays_where_the_question_may_have_been_answered_with_it(
    second: str, reply: str, resolved: str
) -> None:
    history = turns("Сколько школ охватил проект?", "Проект охватил 6,7 тыс. школ.", second, reply)
    assert resolve("а где это?", history if reply else history[:-1], RU).question == resolved


def test_what_stood_around_an_earlier_question_is_no_topic() -> None:
    history = turns("Меня зовут Асель, я студентка. Кто президент TSARKA?", "…")
    found = resolve("А где он работает?", history, RU)
    assert found.question == "где он работает президент TSARKA?"


def test_what_an_earlier_question_leant_on_in_its_message_is() -> None:
    history = turns("Мне для доклада. Закон принят. Какие принципы он вводит?", "…")
    found = resolve("А какие введены штрафы?", history, RU)
    assert found.question == "какие введены штрафы Закон принят принципы вводит?"


@pytest.mark.parametrize(
    ("asked", "question", "language", "alone"),
    [
        ("Кто такая Дана Утеген?", "а где она работает?", RU, "где Дана Утеген работает?"),
        ("What is PalmPay?", "when was it launched?", Language.EN, "when was PalmPay launched?"),
        ("Кто такая Дана Утеген?", "а где?", RU, None),
        ("Сколько школ охвачено?", "а кто их охватил?", RU, None),
    ],
)
def test_a_question_stands_alone_with_a_name_for_its_pronoun(
    asked: str, question: str, language: Language, alone: str | None
) -> None:
    history = [Turn(role="user", content=asked), Turn(role="assistant", content="Ответ.")]
    assert resolve(question, history, language).named == alone
