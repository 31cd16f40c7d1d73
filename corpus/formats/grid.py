"""Grid: the cells of a table in their columns, each again in every place that it spans."""

from collections.abc import Sequence
from dataclasses import dataclass

_MAX_COLUMNS = 100
"""What a cell spans beyond them is not written: a few bytes may ask for thousands."""


def line_of(texts: Sequence[str]) -> str:
    """A row between bars."""
    return f"| {' | '.join(texts)} |"


def rule_of(columns: int) -> str:
    """What parts the header of so many columns from the rows below it."""
    return line_of(["---"] * columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is declared: its text, and how many columns and rows it takes, 1 and up."""

    text: str
    columns: int = 1
    rows: int = 1


class Grid:
    """The rows of one table from the top, so that what a cell spans is known further down."""

    def __init__(self) -> None:
        self._below: dict[int, Cell] = {}

    def row(self, cells: Sequence[Cell]) -> list[str]:
        """The texts of the next row, one for each column: of ``cells``, which it declares, and of
        the cells above that reach into it. A column of neither is empty."""
        above, self._below = self._below, {}
        texts: list[str] = []
        last = max(above, default=-1)
        left = list(reversed(cells))
        while left or len(texts) <= last:
            column = len(texts)
            if column in above:
                self._write(texts, above[column])
            elif left:
                cell = left.pop()
                self._write(texts, cell)
                while (
                    len(texts) < min(column + cell.columns, _MAX_COLUMNS)
                    and len(texts) not in above
                ):
                    self._write(texts, cell)
            else:
                texts.append("")
        return texts

    def _write(self, texts: list[str], cell: Cell) -> None:
        if cell.rows > 1:
            self._below[len(texts)] = Cell(cell.text, rows=cell.rows - 1)
        texts.append(cell.text)
