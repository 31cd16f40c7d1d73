"""Code between fences, and underlined headings."""

import pytest

from corpus import PassageKind
from corpus.markdown import mark_code, mark_underlined
from corpus.structure import units

P, L, H, F = (
    PassageKind.PARAGRAPH,
    PassageKind.LIST_ITEM,
    PassageKind.HEADING,
    PassageKind.FURNITURE,
)


def marked(text: str) -> list[tuple[PassageKind, int, str]]:
    found = units(text)
    mark_code(text, found)
    mark_underlined(text, found)
    return [(unit.kind, unit.level, text[unit.start : unit.end]) for unit in found]


@pytest.mark.parametrize(
    ("opening", "closing"), [("```", "```"), ("````sh", "`````"), ("~~~sh", "~~~")]
)
def test_nothing_between_fences_is_a_heading(opening: str, closing: str) -> None:
    code = f"{opening}\n# comment\npip install a\n{closing}"
    text = f"# Установка\n\nЗапустите это.\n\n{code}\n\nГотово."
    assert marked(text) == [
        (H, 1, "# Установка"),
        (P, 0, "Запустите это."),
        (F, 0, opening),
        (L, 0, "# comment"),
        (L, 0, "pip install a"),
        (F, 0, closing),
        (P, 0, "Готово."),
    ]


def test_fences_part_the_lines_of_a_paragraph_and_code_may_have_blank_lines() -> None:
    text = "Запустите:\n```sh\n# а\n\n# б\n```\nГотово.\n\n# Дальше\n\nТекст."
    assert marked(text) == [
        (P, 0, "Запустите:"),
        (F, 0, "```sh"),
        (L, 0, "# а"),
        (L, 0, "# б"),
        (F, 0, "```"),
        (P, 0, "Готово."),
        (H, 1, "# Дальше"),
        (P, 0, "Текст."),
    ]


def test_two_blocks_of_code_in_one_paragraph() -> None:
    text = "а\n```\nб\n```\nв\n```\nг\n```"
    assert [(kind, line) for kind, _, line in marked(text)] == [
        (P, "а"),
        (F, "```"),
        (L, "б"),
        (F, "```"),
        (P, "в"),
        (F, "```"),
        (L, "г"),
        (F, "```"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```\nТекст.\n\n# Глава\n\nЕщё.",
        "~~~~\n\n# Глава\n\nЕщё.\n\n~~~~",
        "```\n~~~\n\n# Глава\n\nЕщё.",
        "`код` и ```ещё```\n\n# Глава\n\nЕщё.\n\n```код```",
    ],
)
def test_what_is_no_block_of_code(text: str) -> None:
    found = units(text)
    before = list(found)
    mark_code(text, found)
    assert found == before
    assert (H, 1, "# Глава") in marked(text)


def test_a_line_with_a_line_below_it_is_a_heading() -> None:
    text = "Отчёт\n=====\n\nВводный текст.\n\nИтоги\n---\nОн вырос.\n\nДальше\n-----\n\nТекст."
    assert [(kind, level) for kind, level, _ in marked(text)] == [
        (H, 1),
        (F, 0),
        (P, 0),
        (H, 2),
        (F, 0),
        (P, 0),
        (H, 2),
        (F, 0),
        (P, 0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Это предложение.\n---\n\nЕщё.",
        "Слово\n\n---\n\nЕщё.",
        "Первая строка и\nвторая\n---\n\nЕщё.",
        "- пункт\n---\n\nЕщё.",
        "| а | б |\n---\n\nЕщё.",
        "Слово\n- -\n\nЕщё.",
    ],
)
def test_what_is_not_underlined(text: str) -> None:
    found = units(text)
    before = list(found)
    mark_underlined(text, found)
    assert found == before


def test_many_fences_are_marked_in_time() -> None:
    text = "```\n# а\n```\n\n" * 20_000
    assert [kind for kind, _, _ in marked(text)] == [F, L, F] * 20_000
