"""Reads tables of missions: a row's cells are facts of its mission by the headings of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Block, Document, Mention, Span
from pipeline.relate.types import Typed
from pipeline.rulebook import columns, role_hint

_LONGEST_DATED: Final = 60
"""Characters; a longer cell tells a story, and its dates may be anything's."""
_GAPS = (re.compile(r"\|"), re.compile(r"\t"), re.compile(r"\s{3,}"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact in a table: the mission of the row, the property of the column, the value, and the row.

    `unit` is the country that heads the column of a contingent.
    """

    mission_id: str
    property: str
    value: Mention
    row: Span
    unit: str | None = None


def cells(document: Document, mentions: Sequence[Mention], *, is_of_sender: bool = False) -> Iterator[Cell]:
    """Yield the facts of all rows that name one mission, under a row of headings that names none.

    In the document of a country that sends people (`is_of_sender`) a column of terms is on these.
    """
    for block, headings, mission_id, inside in _rows(document, mentions):
        if is_of_sender:
            headings = [None if heading == "term" else heading for heading in headings]
        yield from _of_row(document, block, headings, mission_id, inside)


def types_in_columns(document: Document, mentions: Sequence[Mention]) -> Iterator[Typed]:
    """Yield the type that a row's cell says no more than ('military', 'Civilian mission')."""
    for block, headings, mission_id, _ in _rows(document, mentions):
        for heading, cell in zip(headings, _cells(document, block), strict=False):
            said = role_hint("type_in_cell").match(document.text, cell.start, cell.end)
            if heading == "type" and said is not None:
                yield Typed(mission_id, said["value"].lower(), Span(*said.span("value")), "table.column")


def _rows(
    document: Document, mentions: Sequence[Mention]
) -> Iterator[tuple[Block, Sequence[str | None], str, Sequence[Mention]]]:
    """Yield the rows that name one mission, with what their columns' headings say and their mentions."""
    headings: list[str | None] = []
    senders: list[str | None] = []
    for block in document.blocks:
        if block.kind != "row":
            headings, senders = [], []
            continue
        inside = [m for m in mentions if block.span.start <= m.span.start and m.span.end <= block.span.end]
        named = {m.value for m in inside if m.label == "MISSION" and m.value is not None}
        if not headings and not senders and all(m.label == "COUNTRY" for m in inside) and inside:
            senders = [_country_in(cell, inside) for cell in _cells(document, block)]
        elif any(senders) and len(named) == 1:
            yield from _of_senders(document, block, senders, named.pop(), inside)
        elif not headings and not inside:
            headings = [
                _property_of(document.text[cell.start : cell.end]) for cell in _cells(document, block)
            ]
        elif any(headings) and len(named) == 1:
            yield block, headings, named.pop(), inside


def _of_senders(
    document: Document,
    block: Block,
    senders: Sequence[str | None],
    mission_id: str,
    inside: Sequence[Mention],
) -> Iterator[Cell]:
    """Yield the counts of people in a row, each in the column of the country that sends them."""
    for sender, cell in zip(senders, _cells(document, block), strict=False):
        for mention in inside if sender is not None else ():
            is_some = mention.label == "STAFF" and mention.value != "0"
            if is_some and cell.start <= mention.span.start and mention.span.end <= cell.end:
                yield Cell(mission_id, "contingent", mention, block.span, sender)


def _country_in(cell: Span, inside: Sequence[Mention]) -> str | None:
    return next((m.value for m in inside if cell.start <= m.span.start and m.span.end <= cell.end), None)


def _of_row(
    document: Document,
    block: Block,
    headings: Sequence[str | None],
    mission_id: str,
    inside: Sequence[Mention],
) -> Iterator[Cell]:
    for heading, cell in zip(headings, _cells(document, block), strict=False):
        for mention in inside if heading is not None else ():
            is_here = cell.start <= mention.span.start and mention.span.end <= cell.end
            if heading is not None and is_here and mention.label == columns()[heading].label:
                for said in _said(document, heading, cell, mention):
                    yield Cell(mission_id, said, mention, block.span)


def _said(document: Document, heading: str, cell: Span, mention: Mention) -> tuple[str, ...]:
    """Return the properties that a value in a cell gives: of a term, by what stands around the date."""
    if mention.label == "DATE" and cell.end - cell.start > _LONGEST_DATED:
        return ()
    if heading != "term":
        return (heading,)
    if "/" in (mention.value or ""):
        return ("launched", "mandate_end")
    before, behind = (
        document.text[cell.start : mention.span.start],
        document.text[mention.span.end : cell.end],
    )
    if role_hint("term_closes").search(before.rstrip()):
        return ("mandate_end",)
    is_open = role_hint("term_opens").search(before.rstrip()) or role_hint("term_goes_on").match(behind)
    return ("launched",) if is_open else ()


def _cells(document: Document, block: Block) -> list[Span]:
    """Return the cells of a row, empty ones too where bars or tabs part them, else those between gaps."""
    text = document.text[block.span.start : block.span.end]
    if text.startswith("|") and text.endswith("|"):
        text = text.strip("|")
    start = document.text.index(text, block.span.start)
    gap = next((gap for gap in _GAPS if gap.search(text)), _GAPS[-1])
    cells, at = [], 0
    for found in gap.finditer(text):
        cells.append(Span(start + at, start + found.start()))
        at = found.end()
    return [*cells, Span(start + at, start + len(text))]


def _property_of(heading: str) -> str | None:
    plain = " ".join(heading.lower().split())
    return next((name for name, column in columns().items() if plain in column.headings), None)
