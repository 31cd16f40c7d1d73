"""Rows of cells."""

import pytest

from assistant.evaluation.sets.cells import delimiter, rows
from assistant.evaluation.sets.reading import BadRecordError


def read(text: str) -> list[tuple[int, list[str] | str]]:
    return [
        (line, str(row) if isinstance(row, BadRecordError) else row) for line, row in rows(text)
    ]


@pytest.mark.parametrize(("text", "mark"), [("a,b;c\td;e", ";"), ("a\tb", "\t"), ("a", "\t")])
def test_delimiter_is_the_commonest_of_the_first_line(text: str, mark: str) -> None:
    assert delimiter(text + "\n,,,,,,") == mark


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_quoted_cells_hold_delimiters_marks_and_line_ends(mark: str) -> None:
    text = mark.join("ab") + f'\n"x,;y"{mark}"он ""да""\nи\r\nнет"\n\nв{mark}г\n'
    assert read(text) == [
        (1, ["a", "b"]), (2, ["x,;y", 'он "да"\nи\r\nнет']), (6, ["в", "г"]),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert read(end.join(["a,b", "в,г", ""])) == [(1, ["a", "b"]), (2, ["в", "г"])]


def test_a_mark_that_is_not_closed_costs_no_row() -> None:
    text = 'q\ta\n"Кошелек — сколько?\t6,7\nМесто?\t86\nЧто "Kazinform"?\tx\nЕще?\tда\n'
    assert read(text) == [
        (1, ["q", "a"]),
        (2, ['"Кошелек — сколько?', "6,7"]),
        (3, ["Место?", "86"]),
        (4, ['Что "Kazinform"?', "x"]),
        (5, ["Еще?", "да"]),
    ]
    assert read('q,a\n"Кошелек?,6700\nМесто?,86') == [
        (1, ["q", "a"]), (2, ['"Кошелек?', "6700"]), (3, ["Место?", "86"]),
    ]  # fmt: skip


def test_a_mark_closed_by_that_of_another_row_costs_no_row_between_tabs() -> None:
    text = 'q\ta\n"Кошелек?\t6,7\nМесто?\t86\nЭкран 14"\t5\n'
    assert [cells for _, cells in read(text)] == [
        ["q", "a"], ['"Кошелек?', "6,7"], ["Место?", "86"], ['Экран 14"', "5"],
    ]  # fmt: skip


def test_a_quoted_word_at_the_beginning_of_a_cell() -> None:
    assert read('q,a\n"Kazinform" деген не?,агенттік\n"А, б" — что?,да') == [
        (1, ["q", "a"]), (2, ["Kazinform деген не?", "агенттік"]), (3, ["А, б — что?", "да"]),
    ]  # fmt: skip


def test_what_has_not_the_cells_of_the_header_is_a_fault_of_its_line() -> None:
    _, (line, fault), (_, after) = read('q,a\n"Кошелек, сколько?,6700\nМесто?,86')
    assert (line, after) == (2, ["Место?", "86"])
    assert fault == "no row of cells (unexpected end of data)"


def test_nothing() -> None:
    assert read("") == read("\n\r\n") == []
