"""Pieces of a page to one text: its blocks, and where in the source each stretch of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model import Block, BlockKind, Element, Span

_BETWEEN_CELLS = " | "


class Piece(NamedTuple):
    """The text of one block, white space folded; rows know their table.

    The spans of `elements` are offsets into `text`.
    """

    kind: BlockKind
    text: str
    elements: tuple[Element, ...]
    level: int = 0
    table: int | None = None


class Content(NamedTuple):
    """What a reader makes of a source: as in Document."""

    text: str
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...] = ()


def piece(kind: BlockKind, text: str, path: str, level: int = 0) -> Piece:
    """Return the piece whose text stands in one element."""
    return Piece(kind, text, (Element(Span(0, len(text)), path),), level)


def row(cells: Iterable[tuple[str, str]], table: int | None) -> Piece:
    """Return the row of a table from its cells, each the text and the path to its element."""
    parts: list[str] = []
    elements: list[Element] = []
    end = 0
    for text, path in cells:
        start = end + len(_BETWEEN_CELLS) if parts else 0
        end = start + len(text)
        parts.append(text)
        if text:
            elements.append(Element(Span(start, end), path))
    whole = _BETWEEN_CELLS.join(parts)
    lead = len(whole) - len(whole.lstrip())
    moved = (Element(Span(start - lead, end - lead), path) for (start, end), path in elements)
    return Piece("row", whole.strip(), tuple(moved), table=table)


def settled(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces; a heading that the source does not mark as one needs something under it."""
    if pieces and pieces[-1].kind == "heading" and pieces[-1].level == 0:
        return [*pieces[:-1], pieces[-1]._replace(kind="paragraph")]
    return pieces


def laid_out(pieces: Iterable[Piece]) -> Content:
    """Return the pieces joined by blank lines, the rows of one table by line ends."""
    parts: list[str] = []
    blocks: list[Block] = []
    elements: list[Element] = []
    end, table = 0, None
    for each in pieces:
        gap = "" if not parts else "\n" if each.table is not None and each.table == table else "\n\n"
        start, table = end + len(gap), each.table
        end = start + len(each.text)
        parts += gap, each.text
        blocks.append(Block(each.kind, Span(start, end), each.level))
        elements += (Element(Span(start + s, start + e), path) for (s, e), path in each.elements)
    return Content("".join(parts), tuple(blocks), tuple(elements))
