"""What each part of a text is taken for."""

import pytest

from corpus import PassageKind
from corpus.caption import is_furniture
from corpus.heading import heading_title
from corpus.structure import units

P, L, H, F = (
    PassageKind.PARAGRAPH,
    PassageKind.LIST_ITEM,
    PassageKind.HEADING,
    PassageKind.FURNITURE,
)


def kinds(text: str) -> list[tuple[PassageKind, str]]:
    return [(unit.kind, text[unit.start : unit.end]) for unit in units(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Скрин",
        "Скриншот: eGov",
        "Инфографика: Kazinform",
        "Фото: Gerd Altmann /Pixabay",
        "(Фото: АП)",
        "*Фото: АП*",
        "Фото автора",
        "Фото из открытых источников",
        "Фото предоставлено пресс-службой",
        "Источник: stat.gov.kz",
        "Источник фото: Reuters",
        "Иллюстрация",
        "Иллюстрация 3",
        "Сурет: ашық дереккөз",
        "Сурет көзі: Kazinform",
        "Дереккөз: Kazinform",
        "Бейне: Хабар 24",
        "Photo: AP",
        "Photo by Gerd Altmann",
        "Image courtesy of NASA",
        "Source: World Bank, 2024",
        "Screenshot",
        "Infographic: Kazinform",
        "© Kazinform",
        "![схема](scheme.png)",
        "***",
        "---",
        "• • •",
    ],
)
def test_captions_and_credits_are_furniture(line: str) -> None:
    assert is_furniture(line)
    assert kinds(f"{line}\n\nЭто предложение.")[0] == (F, line)


@pytest.mark.parametrize(
    "line",
    [
        "Фото стало главным доказательством.",
        "Источники сообщают о росте на 5%.",
        "Источник: доклад вышел в мае. Он называет три причины роста цен.",
        "Фото: " + "длинная подпись " * 10,
        "Скрининг прошли 5 тыс. человек.",
        "Photos show the launch.",
        "The source: of the river",
        "Инфографика показывает рост.",
        "Суреттер көрмесі ашылды.",
        "Видеокарты дорожают.",
        "5",
        "🙂",
    ],
)
def test_text_that_resembles_a_caption_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_plain_heading_is_a_short_line_before_a_paragraph() -> None:
    text = "Законодательная база\n\nОсновные факторы известны.\n\nПодпись"
    assert kinds(text) == [
        (H, "Законодательная база"),
        (P, "Основные факторы известны."),
        (P, "Подпись"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Это предложение.",
        "Эксперт сравнил стратегии:",
        "— Мы победим",
        "с маленькой буквы",
        "«Цитата с точкой.»",
        "Длинная строка " * 8,
        "2025",
        "Две\nстроки",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert units(f"{line}\n\nЭто предложение.")[0].kind is P


def test_heading_looks_past_a_caption_for_its_paragraph() -> None:
    assert [kind for kind, _ in kinds("Итоги\n\nФото: АП\n\nВырос экспорт.")] == [H, F, P]


def test_two_short_lines_are_heading_and_subheading() -> None:
    text = "Итоги года\n\nЭкспорт\n\nОн вырос."
    assert [(unit.kind, unit.level) for unit in units(text)] == [(H, 7), (H, 8), (P, 0)]


def test_longer_row_of_short_lines_is_not_an_outline() -> None:
    text = "Астана\n\nАлматы\n\nШымкент\n\nЭто города."
    assert [kind for kind, _ in kinds(text)] == [P, P, H, P]


def test_markdown_headings_have_their_level_and_stand_for_themselves() -> None:
    text = "# Один\nТекст дальше.\n## Два ##\nЕщё текст."
    assert [(unit.kind, unit.level) for unit in units(text)] == [(H, 1), (P, 0), (H, 2), (P, 0)]
    assert heading_title("## **Два** ##") == "Два"


@pytest.mark.parametrize(
    "line",
    [
        "- пункт",
        "* пункт",
        "• пункт",
        "1. пункт",
        "2) пункт",
        "1.2. пункт",
        "а) пункт",
        "| а | б |",
    ],
)
def test_list_items(line: str) -> None:
    assert kinds(f"Текст.\n\n{line}")[-1] == (L, line)


@pytest.mark.parametrize("line", ["-5 градусов", "2025. Год", "1,5 млн", "— Речь", "-"])
def test_what_is_no_list_item(line: str) -> None:
    assert units(f"Текст.\n\n{line}")[-1].kind is not L


def test_lines_of_a_list_stand_for_themselves_and_wrapped_ones_join() -> None:
    text = "Список:\n- один\n  и ещё\n- два\n\nКонец."
    assert kinds(text) == [(P, "Список:"), (L, "- один\n  и ещё"), (L, "- два"), (P, "Конец.")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_run_of_labels_is_a_list_and_keeps_its_labels(gap: str) -> None:
    text = f"Вот они.\n\nРоссия: план до 2030.{gap}Кыргызстан: совет.\n\nКонец."
    assert kinds(text) == [
        (P, "Вот они."),
        (L, "Россия: план до 2030."),
        (L, "Кыргызстан: совет."),
        (P, "Конец."),
    ]


def test_labels_may_hold_initials() -> None:
    text = "Терапевт Әбенова С.Т.: 12-кабинет\nСтоматолог Ли В.А.: 21-кабинет\n\nСоңы."
    assert kinds(text) == [
        (L, "Терапевт Әбенова С.Т.: 12-кабинет"),
        (L, "Стоматолог Ли В.А.: 21-кабинет"),
        (P, "Соңы."),
    ]


def test_labels_below_a_title_stand_for_themselves() -> None:
    text = "Жұмыс уақыты\nСенбі: 9:00–14:00\nЖексенбі: демалыс\n\nСоңы."
    assert kinds(text) == [
        (H, "Жұмыс уақыты"),
        (L, "Сенбі: 9:00–14:00"),
        (L, "Жексенбі: демалыс"),
        (P, "Соңы."),
    ]
    wrapped = "Есеп дайын\nҚорытынды: бәрі жақсы\n\nСоңы."
    assert kinds(wrapped)[0] == (P, "Есеп дайын\nҚорытынды: бәрі жақсы")


def test_a_question_is_a_heading_where_it_is_answered() -> None:
    assert kinds("Что такое ИИ?\n\nЭто предложение.")[0] == (H, "Что такое ИИ?")
    assert kinds("Это предложение.\n\nЧто такое ИИ?")[1] == (P, "Что такое ИИ?")


def test_lone_label_is_a_paragraph() -> None:
    assert [kind for kind, _ in kinds("Итог: всё хорошо.\n\nКонец.")] == [P, P]


def test_units_know_their_paragraph() -> None:
    text = "- один\n- два\n\nТекст."
    assert [unit.paragraph for unit in units(text)] == [0, 0, 1]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_captions_in_a_run_of_labels_are_facts_but_for_credits(gap: str) -> None:
    rows = [
        "Бюджет: 5 млрд тенге",
        "Источник: республиканский бюджет",
        "Видео: 40 роликов",
        "Фото: Kazinform",
        "Срок: 2026 год",
    ]
    expected = [(F if row.startswith("Фото") else L, row) for row in rows]
    assert kinds(f"Вот они.\n\n{gap.join(rows)}\n\nКонец.")[1:-1] == expected


def test_one_label_makes_no_fact_of_a_caption() -> None:
    assert kinds("Итог: рост цен.\n\nВидео: 40 роликов\n\nКонец.")[1][0] is F
