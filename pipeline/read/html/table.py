"""Lays the cells of a table out in its columns, and makes a row of each line of them."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from pipeline.read.layout import Piece, row

_MOST_COLUMNS = 30
"""What spans more columns is taken to span so many."""
_MOST_HEADS = 3
_LONGEST_HEAD = 200


class Cell(NamedTuple):
    """A cell: its text, the element it stands in, and how many columns and rows it spans."""

    text: str
    element: str
    columns: int = 1
    rows: int = 1
    heads: bool = False

    @classmethod
    def of(cls, node: LexborNode, text: str, element: str) -> Cell:
        """Return the cell of a `td`, `th`, `dt` or `dd`; a `th` heads the rows that it spans."""
        attributes = node.attributes
        columns, rows = (_spanned(attributes.get(name)) for name in ("colspan", "rowspan"))
        return cls(text, element, min(columns, _MOST_COLUMNS), rows, node.tag == "th")


class Rows:
    """The rows of one table, from its top: what cells of earlier ones span is put in."""

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.hanging: dict[int, Cell] = {}  # by column: spans rows that are still to come

    def add(self, cell: Cell) -> None:
        """Put a cell behind those of the row that is open."""
        self.cells.append(cell)

    def end(self, table: int | None) -> Piece | None:
        """Close the open row, and return it unless its cells are empty."""
        cells, self.cells = self.cells, []
        if not cells:
            return None
        laid_out = self._laid_out(cells)
        return (
            row(((cell.text, cell.element) for cell in laid_out), table)
            if any(c.text for c in cells)
            else None
        )

    def _laid_out(self, cells: list[Cell]) -> list[Cell]:
        """A cell for each column: where one spans several, the others are empty; where it spans rows, it is
        repeated if it heads them."""
        line: list[Cell] = []
        for cell in cells:
            self._hang(line)
            column = len(line)
            line += [cell, *[Cell("", cell.element)] * (cell.columns - 1)]
            if cell.rows > 1 and column < _MOST_COLUMNS:
                self._span(column, cell)
        self._hang(line)
        return line

    def _span(self, column: int, cell: Cell) -> None:
        heads = (column == 0 or cell.heads) and column < _MOST_HEADS and len(cell.text) <= _LONGEST_HEAD
        below = cell._replace(text=cell.text if heads else "", rows=cell.rows - 1)
        for at in range(column, column + cell.columns):
            self.hanging[at] = below if at == column else below._replace(text="")

    def _hang(self, line: list[Cell]) -> None:
        """Adds what hangs into the next columns from above."""
        while (cell := self.hanging.pop(len(line), None)) is not None:
            if cell.rows > 1:
                self.hanging[len(line)] = cell._replace(rows=cell.rows - 1)
            line.append(cell)


def _spanned(said: str | None) -> int:
    """The columns or rows of a span, as browsers read it: 1 where it says none."""
    digits = (said or "").strip()[:5]
    return max(int(digits), 1) if digits.isascii() and digits.isdigit() else 1
