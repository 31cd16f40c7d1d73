import pytest

from assistant.listing import opened_by, opens
from corpus import passages
from tests.assistant.texts import document

LIST = """Эксперт сравнил города:

Фото: архив

Алматы: Новый театр.

Шымкент: Новый парк.

Итог подвели вечером.

Он добавил:

Всё готово.

Дальше — больше.

Вывод таков:

Выбор модели будущего

Город выбирает, каким он будет через десять лет."""


@pytest.mark.parametrize(
    ("opener", "expected"),
    [
        ("Эксперт сравнил города:", ["Алматы: Новый театр.", "Шымкент: Новый парк."]),
        ("Он добавил:", ["Всё готово."]),
        ("Итог подвели вечером.", []),
        ("Вывод таков:", []),
    ],
)
def test_what_a_colon_opens(opener: str, expected: list[str]) -> None:
    text = document(LIST)
    [passage] = [found for found in passages(text) if found.text == opener]
    assert opens(passage, 0) is opener.endswith(":")
    assert [found.text for found in opened_by(passage, passages(text))] == expected
