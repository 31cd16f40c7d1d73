"""Cells of a table in their columns."""

from corpus.formats.grid import Cell, Grid


def test_a_cell_stands_in_each_column_and_row_that_it_spans() -> None:
    grid = Grid()
    assert grid.row([Cell("Город", rows=2), Cell("Школ", columns=2)]) == ["Город", "Школ", "Школ"]
    assert grid.row([Cell("2024"), Cell("2025")]) == ["Город", "2024", "2025"]
    assert grid.row([Cell("Астана"), Cell("1"), Cell("2")]) == ["Астана", "1", "2"]


def test_a_cell_from_above_may_stand_between_others_or_after_a_gap() -> None:
    grid = Grid()
    grid.row([Cell("а"), Cell("б", rows=3, columns=2), Cell("в")])
    assert grid.row([Cell("г"), Cell("д")]) == ["г", "б", "б", "д"]
    assert grid.row([]) == ["", "б", "б"]
    assert grid.row([Cell("е")]) == ["е"]


def test_a_span_ends_at_a_cell_from_above() -> None:
    grid = Grid()
    grid.row([Cell("а"), Cell("б"), Cell("в", rows=2)])
    assert grid.row([Cell("г", columns=5)]) == ["г", "г", "в"]


def test_thousands_of_columns_are_not_written() -> None:
    assert len(Grid().row([Cell("а", columns=65_000)])) == 100
    assert len(Grid().row([Cell("а")] * 150)) == 150
