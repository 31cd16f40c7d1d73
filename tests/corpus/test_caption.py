"""What is a caption and what only opens like one; see also ``test_structure``."""

import pytest

from corpus.caption import is_furniture, states_fact


@pytest.mark.parametrize(
    "line",
    [
        "Фото: Kazinform",
        "Фото: А. Ким, уборка ячменя в районе",
        "Фото – Иван Петров",
        "Фото — из открытых источников",
        "Фото - пресс-служба МЧС",
        "Фото: участники встречи",
        "Видео - автор",
        "Инфографика: primeminister.kz",
        "Источник: Reuters",
        "Источник: Всемирный банк",
        "Источник: открытые источники",
        "Источник: данные Минфина",
        "Источник: личный архив",
        "Источник: интернет",
        "Дереккөз: ашық дереккөз",
        "Source: author's calculations",
        "Source: own work",
        "Иллюстрация | Kazinform",
    ],
)
def test_credits_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Видео — электронная технология записи изображения",
        "Инфографика — это способ подачи данных.",
        "Видео – Это запись.",
        "Видео: это запись.",
        "Сурет — бұл бейне.",
        "Photo: is what a camera makes.",
        "Источник — место, где вода выходит на поверхность",
        "Источник: республиканский бюджет и средства фонда",
        "Дереккөз: республикалық бюджет",
        "Source: the republican budget",
    ],
)
def test_definitions_and_origins_are_not(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Видео: 40 учебных роликов", True),
        ("Фото: 2 снимка", True),
        ("Источник: Всемирный банк", True),
        ("Видео: 40", True),
        ("Видео: Хабар 24", False),
        ("Фото: Gerd Altmann /Pixabay", False),
        ("Инфографика: primeminister.kz", False),
        ("Фото: Ким и Ли", False),
        ("Фото: пресс-служба МЧС", False),
        ("Фото — 2 снимка", False),
        ("Бюджет: 5 млрд", False),
    ],
)
def test_captions_that_state_a_fact_in_a_list(line: str, fact: bool) -> None:
    assert states_fact(line) is fact
