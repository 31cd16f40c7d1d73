"""Which row of a table is the header of the others."""

import pytest

from corpus import Language, PassageKind, document_from_text, passages


def header(*rows: str, gap: str = "\n\n") -> bool:
    document = document_from_text(gap.join(rows), id="d", title="Т", language=Language.RU)
    kinds = [p.kind for p in passages(document) if p.kind is not PassageKind.FURNITURE]
    assert all(kind is PassageKind.LIST_ITEM for kind in kinds[1:])
    return kinds[0] is PassageKind.HEADING


@pytest.mark.parametrize(
    "rows",
    [
        ("| Город | Директор |", "|---|:-:|", "| Алматы | Иванов |"),
        ("| Показатель | 2023 | 2024 |", "| Отделений | 38 | 41 |"),
        ("| Показатель | 2024 год |", "| Отделений | 41 |"),
        ("| Класс | Цена | Калорий |", "| 1–4 | 620 | 850 |", "| 5–8 | 700 | 900 |"),
        ("| Город | Жителей |", "| Алматы | 2 млн |", "| Тараз | 0,4 млн |", "| Шу | 37 тыс. |"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_headers(rows: tuple[str, ...], gap: str) -> None:
    assert header(*rows, gap=gap)


@pytest.mark.parametrize(
    "rows",
    [
        ("| Директор | Иванов |", "| Телефон | 8 727 |"),
        ("| Отделений | 38 | 41 |", "| Бюджет | 2 870 | 3 115 |"),
        ("| Алматы | Иванов | Абая |", "| Тараз | Ли | Сатпаева |"),
        ("| Показатель | 2023 | 2024 |",),
        ("| Показатель | 2023 | 2024 |", "| Отделений | 38 |"),
    ],
)
def test_what_is_no_header(rows: tuple[str, ...]) -> None:
    assert not header(*rows)


def test_a_header_heads_its_table_alone() -> None:
    text = "# Отчёт\n\n| Год | Жалоб |\n|---|---|\n| 2024 | 41 |\n\nЖалоб стало меньше."
    document = document_from_text(text, id="d", title="Т", language=Language.RU)
    assert [(p.text, p.heading_path) for p in passages(document)[3:]] == [
        ("| 2024 | 41 |", ("Отчёт", "Год | Жалоб")),
        ("Жалоб стало меньше.", ("Отчёт",)),
    ]


def test_what_stands_over_a_header_is_one_too() -> None:
    text = "| Штат | Штат |\n| Отдел | Глава |\n|---|---|\n| Архив | Ким |"
    document = document_from_text(text, id="d", title="Т", language=Language.RU)
    assert [(p.text, p.kind) for p in passages(document)] == [
        ("| Штат | Штат |", PassageKind.HEADING),
        ("| Отдел | Глава |", PassageKind.HEADING),
        ("|---|---|", PassageKind.FURNITURE),
        ("| Архив | Ким |", PassageKind.LIST_ITEM),
    ]
    assert passages(document)[-1].heading_path == ("Отдел | Глава",)


def test_a_line_of_dashes_far_below_parts_no_header() -> None:
    rows = ["| а | б |"] * 4 + ["|---|---|", "| в | г |"]
    document = document_from_text("\n".join(rows), id="d", title="Т", language=Language.RU)
    kinds = {p.kind for p in passages(document)}
    assert PassageKind.HEADING not in kinds
