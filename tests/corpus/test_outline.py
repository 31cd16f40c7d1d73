"""Which lines head what is below them."""

import pytest

from corpus import PassageKind
from corpus.structure import units

P, L, H = PassageKind.PARAGRAPH, PassageKind.LIST_ITEM, PassageKind.HEADING


def kinds(text: str) -> list[PassageKind]:
    return [unit.kind for unit in units(text)]


def levels(text: str) -> list[int]:
    return [unit.level for unit in units(text)]


def test_a_question_heads_its_answer() -> None:
    text = "Как быть?\n\nЗвоните.\n\nСколько стоит?\n\nБесплатно."
    assert kinds(text) == [H, P, H, P]
    assert levels(text) == [20, 0, 20, 0]


def test_a_heading_of_questions_stands_above_them() -> None:
    assert levels("Вопросы и ответы\n\nКак быть?\n\nЗвоните.") == [7, 20, 0]


def test_two_questions_may_have_one_answer_a_list_of_them_has_not() -> None:
    assert levels("Где взять?\n\nСколько стоит?\n\nВ ЦОНе.") == [20, 21, 0]
    assert kinds("Где?\n\nКогда?\n\nСколько?\n\nВ ЦОНе.") == [P, P, H, P]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Текст.\n\nЕсть вопросы?", [P, P]),
        ("Есть вопросы?\n\n# Контакты\n\nТелефон 1414.", [P, H, P]),
        ("Итоги\n\nЧто дальше?\n\n# Глава", [H, P, H]),
        ("Завод строят. Зачем он?\n\nОн нужен.", [P, P]),
        ("«Зачем он?»\n\nОн нужен.", [P, P]),
        ("Зачем он?\n— Он нужен.\n\nТекст.", [P, P, P]),
    ],
)
def test_a_question_without_answer_heads_nothing(text: str, expected: list[PassageKind]) -> None:
    assert kinds(text) == expected


def test_numbered_questions_head_paragraphs_but_not_a_list() -> None:
    assert kinds("1. Что это?\n\nПодпись.\n\n2. Сколько?\n\nОдна.") == [H, P, H, P]
    assert kinds("1. Что это?\n2. Сколько?\n\nОтветьте.") == [L, L, P]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_labelled_questions_head_labelled_answers(gap: str) -> None:
    text = f"В: Нужна ли ЭЦП?{gap}О: Нет.\n\nВ: Что делать?{gap}О: Звонить."
    assert kinds(text) == [H, P, H, P]


def test_an_answer_goes_on_in_the_next_lines() -> None:
    text = "Q: Is it free?\nA: Yes.\nIt is.\n\nBye."
    parts = [text[unit.start : unit.end] for unit in units(text)]
    assert parts == ["Q: Is it free?", "A: Yes.\nIt is.", "Bye."]


def test_questions_open_paragraphs_where_several_do() -> None:
    text = "Что это?\nПодпись.\n\nСколько стоит?\nБесплатно."
    assert kinds(text) == [H, P, H, P]
    assert kinds("Что это?\nПодпись.\n\nТекст.") == [P, P]


def test_articles_stand_under_their_chapter() -> None:
    text = "Глава 2. ПРАВА\n\nСтатья 7. Права\n1. Право есть.\n\n5-бап. Төлем\nТөлем алынбайды."
    assert kinds(text) == [H, H, L, H, P]
    assert levels(text) == [12, 16, 0, 16, 0]


def test_a_title_below_the_number_is_under_it() -> None:
    assert levels("Глава 1\nОбщие положения\n\nТекст.") == [12, 13, 0]


def test_a_plain_title_above_a_chapter_is_a_heading() -> None:
    assert levels("ЗАКОН О ДАННЫХ\n\nГлава 1. Права\n\nТекст.") == [7, 12, 0]


def test_a_table_of_contents_is_no_outline() -> None:
    assert kinds("Глава 1. А\n\nГлава 2. Б\n\nГлава 3. В") == [P, P, P]
    assert kinds("Глава 1. А\nГлава 2. Б\n\nТекст.") == [P, H, P]


@pytest.mark.parametrize("items", ["- один\n- два", "Россия: да.\nКитай: нет."])
def test_a_line_directly_above_items_heads_them(items: str) -> None:
    assert kinds(f"Страны мира\n{items}\n\nТекст.") == [H, L, L, P]


def test_a_sentence_above_items_heads_nothing() -> None:
    assert kinds("Вот они:\n- один\n- два") == [P, L, L]


@pytest.mark.parametrize(
    "line",
    [
        "Единый контакт-центр акимата: 1414",
        "Приём граждан проходит по вторникам с 15 до 18 часов",
        "Инфографика — это способ подачи данных",
        "Office hours are from 9 to 18",
    ],
)
def test_a_line_that_tells_a_fact_heads_nothing(line: str) -> None:
    assert kinds(f"Контакты\n\n{line}\n\nАкимат открыт.") == [H, P, P]
    assert kinds(f"{line}\n\nАкимат открыт.") == [P, P]


def test_facts_in_a_row_head_nothing() -> None:
    text = "Акимат\n\nЕдиный контакт-центр: 1414\n\nПриём проходит по вторникам\n\nОн открыт."
    assert kinds(text) == [H, P, P, P]


def test_what_may_be_a_fact_heads_text_of_its_own_only() -> None:
    assert kinds("Итоги\n\nАкимат работает\n\nОн открыт.") == [H, H, P]
    assert kinds("Итоги.\n\nАкимат работает\n\nЭкспорт\n\nОн вырос.") == [P, P, H, P]
    assert kinds("Итоги.\n\nАкимат работает\n\n# Экспорт\n\nОн вырос.") == [P, P, H, P]
    assert kinds("Цифровой Казахстан: новые горизонты\n\nЭкспорт\n\nОн вырос.") == [H, H, P]


def test_a_fact_above_a_list_heads_nothing() -> None:
    assert kinds("Итоги\n\nКасса 9:00–18:00\n- один\n- два") == [H, P, L, L]


def test_a_marked_heading_that_is_a_fact_with_nothing_below_is_text() -> None:
    text = "# Акимат\n\n## Телефон: 1414\n\n## Касса 9:00–18:00\n\n## Услуги\n\nИх много."
    assert kinds(text) == [H, P, P, H, P]
    assert levels(text) == [1, 0, 0, 2, 0]
    assert kinds("# Телефон: 1414\n\nЗвоните.") == [H, P]
    assert kinds("# Телефон: 1414\n\n## Услуги\n\nИх много.") == [H, H, P]
    assert kinds("Текст.\n\n# Телефон: 1414") == [P, P]
    assert kinds("## Услуги\n\n## Экспорт\n\nОн вырос.") == [H, H, P]
