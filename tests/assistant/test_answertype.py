import pytest

from assistant.answertype import AnswerType, expected_answer
from assistant.spans import SpanKind
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Какое место занял Казахстан?", RU, AnswerType.RANK),
        ("Қазақстан нешінші орын алды?", KK, AnswerType.RANK),
        ("What rank did the country take?", EN, AnswerType.RANK),
        ("Сколько процентов услуг онлайн?", RU, AnswerType.PERCENT),
        ("Қызметтердің неше пайызы онлайн?", KK, AnswerType.PERCENT),
        ("What share of services is online?", EN, AnswerType.PERCENT),
        ("Сколько стоит билет?", RU, AnswerType.MONEY),
        ("Билет қанша тұрады?", KK, AnswerType.MONEY),
        ("How much does a ticket cost?", EN, AnswerType.MONEY),
        ("Когда приняли закон?", RU, AnswerType.DATE),
        ("Заң қашан қабылданды?", KK, AnswerType.DATE),
        ("In what year was the law adopted?", EN, AnswerType.DATE),
        ("Насколько вырос объем?", RU, AnswerType.AMOUNT),
        ("Тапшылық қанша?", KK, AnswerType.AMOUNT),
        ("How much did it grow?", EN, AnswerType.AMOUNT),
        ("Заменит ли ИИ людей?", RU, AnswerType.YES_NO),
        ("Хабарлау керек пе?", KK, AnswerType.YES_NO),
        ("Does AI replace people?", EN, AnswerType.YES_NO),
        ("Кто построил центр?", RU, AnswerType.PERSON),
        ("Орталықты кім салды?", KK, AnswerType.PERSON),
        ("Who built the centre?", EN, AnswerType.PERSON),
        ("Где находится центр?", RU, AnswerType.PLACE),
        ("Орталық қайда?", KK, AnswerType.PLACE),
        ("Where is the centre?", EN, AnswerType.PLACE),
        ("Какую организацию он возглавляет?", RU, AnswerType.ORGANISATION),
        ("Ол қай мекемеде істейді?", KK, AnswerType.ORGANISATION),
        ("At which university does she teach?", EN, AnswerType.ORGANISATION),
        ("Почему это важно?", RU, AnswerType.REASON),
        ("Бұл неге маңызды?", KK, AnswerType.REASON),
        ("Why does it matter?", EN, AnswerType.REASON),
        ("Что такое eGov AI?", RU, AnswerType.DEFINITION),
        ("eGov AI деген не?", KK, AnswerType.DEFINITION),
        ("What is eGov AI?", EN, AnswerType.DEFINITION),
        ("Кто такая Дана Утеген?", RU, AnswerType.DEFINITION),
        ("Какие суперкомпьютеры работают?", RU, AnswerType.THING),
    ],
)
def test_type(question: str, language: Language, kind: AnswerType) -> None:
    assert expected_answer(question, language).type is kind


@pytest.mark.parametrize(
    ("question", "language", "focus"),
    [
        ("Сколько школ охвачено?", RU, "школ охвачено"),
        ("Қанша дәріхана қамтылды?", KK, "дәріхана қамтылды"),
        ("How many free school meals were given?", EN, "free school meals"),
    ],
)
def test_what_is_counted(question: str, language: Language, focus: str) -> None:
    expected = expected_answer(question, language)
    assert expected.type is AnswerType.COUNT
    assert expected.focus == focus
    assert expected.kinds == {SpanKind.QUANTITY}


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Кто сказал, что ресурсы важны?", RU),
        ("Ресурстар маңызды деп кім айтты?", KK),
        ("Who said that resources matter?", EN),
    ],
)
def test_question_about_the_speaker(question: str, language: Language) -> None:
    expected = expected_answer(question, language)
    assert expected.attribution
    assert expected.type is AnswerType.PERSON


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who leads the State Commission on AI?", EN),
        ("Who appointed the head of state?", EN),
        ("Who wrote the essays?", EN),
        ("Кім бұл сайтты жасады?", KK),
        ("Кім қайта сайланды?", KK),
        ("Кто подписал договор?", RU),
        ("Кто придумал программу?", RU),
        ("Кому поручено рассчитать бюджет?", RU),
    ],
)
def test_who_did_something_is_no_question_about_the_speaker(
    question: str, language: Language
) -> None:
    expected = expected_answer(question, language)
    assert not expected.attribution
    assert expected.type is AnswerType.PERSON
