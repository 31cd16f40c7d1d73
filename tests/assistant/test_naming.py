import pytest

from assistant.naming import asks_name, asks_persons_name, asks_place_name, asks_post
from corpus import Language

RU, KK, EN = Language.RU, Language.KK, Language.EN


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Как зовут директора музея?", RU),
        ("а второй как называется", RU),
        ("Каково название кластера?", RU),
        ("Какая у министра фамилия?", RU),
        ("Министрдің аты-жөні кім?", KK),
        ("екинши кластердин аты кандай", KK),
        ("Бұл жоба қалай аталады?", KK),
        ("What is the name of the second cluster?", EN),
        ("whats the new assistant called", EN),
    ],
)
def test_asks_for_a_name(question: str, language: Language) -> None:
    assert asks_name(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Кто назвал систему вытянутой рукой?", RU),
        ("Почему проект так называется?", RU),
        ("Сколько имён названо?", RU),
        ("Как работает помощник?", RU),
        ("Неге олай қалай аталады?", KK),
        ("Who called it a horizon?", EN),
        ("What does the name mean?", EN),
        ("How many makers have been named?", EN),
    ],
)
def test_asks_for_something_else(question: str, language: Language) -> None:
    assert not asks_name(question, language)


@pytest.mark.parametrize(
    "question",
    [
        "Какую должность занимает Питолин?",
        "Кем он работает?",
        "Питолин қандай қызметте?",
        "Питолиннин лауазымы кандай?",
        "Питолин кім болып істейді?",
        "What is his job?",
        "What position does Pitolin hold?",
    ],
)
def test_asks_for_a_post(question: str) -> None:
    assert asks_post(question)


@pytest.mark.parametrize(
    "question",
    ["Кто директор?", "Что он сказал?", "Мемлекеттік қызметтер саны қанша?", "Who posted it?"],
)
def test_asks_for_no_post(question: str) -> None:
    assert not asks_post(question)


def test_names_of_places() -> None:
    assert asks_place_name("Как называется столица?")
    assert asks_place_name("Қаланың аты қандай?")
    assert not asks_place_name("Как зовут директора?")


def test_names_of_persons() -> None:
    assert asks_persons_name("Как зовут директора?")
    assert asks_persons_name("Министрдің аты-жөні кім?")
    assert asks_persons_name("директордын аты ким")
    assert asks_persons_name("And what is her name?")
    assert not asks_persons_name("Как называется кластер?")
    assert not asks_persons_name("Кластердің аты қандай?")
