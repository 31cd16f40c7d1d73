from pathlib import Path

import pytest

from assistant import Answer, Status, Turn
from assistant.engine import Engine
from assistant.focus import Focus
from assistant.reader import Reader
from assistant.subject import about
from corpus import Document, Language
from tests.assistant.texts import document, open_index

PORT = """Директор порта Дана Утеген отмечает рост.

— Причал построят за два года, — сказал эксперт.

Мэр Ерлан Смагулов обещает мост, у него есть данные.

По его словам, откроют рынок.

Порт принимает суда."""


def told_of(
    directory: Path,
    source: Document,
    *names: str,
    focus: Focus | None = None,
    language: Language = Language.RU,
) -> list[int]:
    """The numbers of the passages of ``source`` that tell of ``names``."""
    index = open_index(directory, source)
    readings = Reader(index).read(index.passages(source.id))
    return about(names, readings, focus, {source.id: source}, language)


def test_who_is_named_is_told_of_there_and_in_the_quotation_that_follows(tmp_path: Path) -> None:
    assert told_of(tmp_path, document(PORT), "Дана Утеген") == [0, 1]


def test_a_paragraph_that_goes_on_with_a_pronoun_tells_of_the_same(tmp_path: Path) -> None:
    assert told_of(tmp_path, document(PORT), "Смагулов") == [2, 3]


def test_what_was_told_last_tells_of_the_subject(tmp_path: Path) -> None:
    index = open_index(tmp_path / "first", document(PORT))
    last = index.passages("text")[4].id
    focus = Focus({last: frozenset({0})}, {})
    assert told_of(tmp_path / "again", document(PORT), "Дана Утеген", focus=focus) == [0, 1, 4]


def test_a_list_is_told_by_whom_its_introduction_names(tmp_path: Path) -> None:
    text = (
        "Аналитик Евгений Питолин сравнил города:\n\nТасколь: План до 2030 года.\n\n"
        "Кенбулак: Две школы.\n\nЮрист Асан Тлеуов молчит.\n\nПорт принимает суда.\n\n"
        "Завод закрыт.\n\nРынок открыт."
    )
    assert told_of(tmp_path, document(text), "Питолин") == [0, 1, 2]


def test_a_name_is_known_in_other_cases_and_in_the_other_script(tmp_path: Path) -> None:
    text = "По словам Евгения Питолина, рост есть.\n\nПорт работает.\n\nМост закрыт."
    assert told_of(tmp_path / "cases", document(text), "Евгений Питолин") == [0]
    assert told_of(
        tmp_path / "script", document(text), "Yevgeny Pitolin", language=Language.EN
    ) == [0]


def test_a_common_word_is_not_the_name_that_is_spelt_like_it(tmp_path: Path) -> None:
    assert told_of(tmp_path / "capital", document(PORT), "Дана") == [0, 1]
    text = "Открыт центр Alem.ai.\n\nAI помогает врачам.\n\nПорт работает.\n\nМост закрыт."
    assert told_of(tmp_path / "part", document(text), "AI") == [1]


def test_what_the_title_names_is_told_of_throughout(tmp_path: Path) -> None:
    text = "Принят весной.\n\nВступит в силу летом.\n\nШтраф не назван."
    assert told_of(tmp_path, document(text, "PalmPay"), "PalmPay") == [0, 1, 2]


def test_what_most_passages_name_tells_none_apart(tmp_path: Path) -> None:
    text = "Порт открыт.\n\nПорт растёт.\n\nМост закрыт."
    assert told_of(tmp_path, document(text), "Порт") == [0, 1, 2]
    assert told_of(tmp_path / "both", document(text), "Мост", "Порт") == [0, 1, 2]
    assert told_of(tmp_path / "rare", document(text), "Мост") == [2]


def test_nothing_is_told_of_who_is_nowhere_named(tmp_path: Path) -> None:
    assert told_of(tmp_path, document(PORT), "Асан Тлеуов") == []


def _conversation(engine: Engine, *questions: str) -> list[Answer]:
    """The answers to ``questions``, each asked after those before it."""
    history: list[Turn] = []
    answers = []
    for question in questions:
        answers.append(engine.ask(question, history=history))
        history.append(Turn(role="user", content=question))
        history.append(Turn(role="assistant", content=answers[-1].answer))
    return answers


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (["Кто такой Евгений Питолин?", "Что он сказал?"], "Питолина"),
        (["Кто такой Алишер Кадырбеков?", "Что он сказал?"], "Кадырбеков"),
        (["Кто такая Дана Утеген?", "где она работает?"], "Утеген"),
        (["Сколько школ охватил Социальный кошелек?", "А кто такой Олжас Сатиев?",
          "А что он сказал?"], "больше ресурсов"),
        (["Сколько школ охватил Социальный кошелек?", "А кто такая Дана Утеген?",
          "А что она сказала?"], "Дана Утеген"),
        (["Что такое Национальная платформа ИИ?", "кто ею пользуется?", "когда ее запустили?"],
         "Национальная платформа"),
        # said by who was named, though that sentence does not name him
        (["Кто такой Алишер Кадырбеков?", "И кому, по его мнению, пригодится опыт Казахстана?"],
         "СНГ"),
        (["Кто такой Олжас Сатиев?", "что он говорит о видеокартах?"], "видеокарт"),
        (["Кто такой Евгений Питолин?", "что он сказал о России?"], "Россия"),
        (["Что такое Alem.Cloud?", "что он позволяет делать?"], "позволяет"),
    ],
)  # fmt: skip
def test_a_pronoun_is_answered_of_what_was_named(
    engine: Engine, questions: list[str], told: str
) -> None:
    last = _conversation(engine, *questions)[-1]
    assert last.status is Status.ANSWERED
    assert told in last.answer
    others = {"Сатиев", "Утеген", "Кадырбеков", "Питолин"} - set(" ".join(questions).split())
    assert not any(name in last.answer for name in others if name not in told)


@pytest.mark.parametrize(
    ("questions", "of_another"),
    [
        (["Что такое Al-Farabium?", "какова его мощность?"], "видеокарт"),
        (["What is PalmPay?", "when was it launched?"], "National AI Platform"),
        (["What is Social Wallet?", "who created it?"], "Alem.ai"),
        (["Кто такой Олжас Сатиев?", "А кто такой Токаев?"], "Сатиев"),
        (["Кто такой Олжас Сатиев?", "А кто такой Токаев?", "что он сказал?"], "эксперт"),
    ],
)
def test_what_is_not_told_of_it_is_not_answered_of_another(
    engine: Engine, questions: list[str], of_another: str
) -> None:
    last = _conversation(engine, *questions)[-1]
    assert last.status in (Status.NOT_IN_SOURCES, Status.OFF_TOPIC)
    assert of_another not in last.answer
    assert last.related
