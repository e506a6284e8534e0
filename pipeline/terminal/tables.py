"""Tables of plain text: square brackets of a document are no markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text


def table(*headings: str, right: Iterable[str] = ()) -> Table:
    """Return a table without rows, whose cells fold where they are too long; those `right` end flush."""
    made = Table(box=box.SIMPLE, padding=(0, 1), collapse_padding=True)
    for heading in headings:
        made.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    return made


def add(to: Table, *cells: str | Text) -> None:
    """Add a row to a table."""
    to.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))


def share(probability: float) -> str:
    """Return a probability as a cell shows it."""
    return f"{probability:.2f}"
