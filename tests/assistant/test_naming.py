import pytest

from assistant.naming import asks_name, asks_persons_name, asks_place_name
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
