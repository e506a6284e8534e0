"""Reads tables of missions: a row's cells are facts of its mission by the headings of their columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.model import Block, Document, Mention, Span
from pipeline.relate.types import Typed
from pipeline.rulebook import columns, role_hint

_LONGEST_DATED: Final = 60
"""Characters; a longer cell tells a story, and its dates may be anything's."""
_OF_SENDER: Final = frozenset({"term", "since"})
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


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that names one mission, its mentions, and the properties or countries that head its columns."""

    block: Block
    mission_id: str
    inside: Sequence[Mention]
    headings: Sequence[str | None]
    senders: Sequence[str | None]


def cells(document: Document, mentions: Sequence[Mention], *, is_of_sender: bool = False) -> Iterator[Cell]:
    """Yield the facts of all rows that name one mission, under a row of headings that names none.

    In the document of a country that sends people (`is_of_sender`) terms and years since when are of these.
    """
    for row in _rows(document, mentions):
        if row.senders:
            yield from _of_senders(document, row)
        elif is_of_sender:
            yield from _of_row(document, row, [None if each in _OF_SENDER else each for each in row.headings])
        else:
            yield from _of_row(document, row, row.headings)


def types_in_columns(document: Document, mentions: Sequence[Mention]) -> Iterator[Typed]:
    """Yield the type that a row's cell says no more than ('military', 'Civilian mission')."""
    for row in _rows(document, mentions):
        for heading, cell in zip(row.headings, _cells(document, row.block), strict=False):
            said = role_hint("type_in_cell").match(document.text, cell.start, cell.end)
            if heading == "type" and said is not None:
                yield Typed(row.mission_id, said["value"].lower(), Span(*said.span("value")), "table.column")


def _rows(document: Document, mentions: Sequence[Mention]) -> Iterator[_Row]:
    """Yield the rows that name one mission, under a row of headings: properties, or countries that send."""
    starts = [mention.span.start for mention in mentions]
    headings: list[str | None] = []
    senders: list[str | None] = []
    for block in document.blocks:
        if block.kind != "row":
            headings, senders = [], []
            continue
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        inside = [mention for mention in mentions[first:last] if mention.span.end <= block.span.end]
        named = {m.value for m in inside if m.label == "MISSION" and m.value is not None}
        if any(headings) or any(senders):
            if len(named) == 1:
                yield _Row(block, named.pop(), inside, headings, senders)
        elif inside and all(m.label == "COUNTRY" for m in inside):
            senders = [_country_in(cell, inside) for cell in _cells(document, block)]
        elif not inside:
            headings = [
                _property_of(document.text[cell.start : cell.end]) for cell in _cells(document, block)
            ]


def _of_senders(document: Document, row: _Row) -> Iterator[Cell]:
    """Yield the counts of people in a row, each in the column of the country that sends them."""
    for sender, cell in zip(row.senders, _cells(document, row.block), strict=False):
        for mention in row.inside if sender is not None else ():
            is_some = mention.label == "STAFF" and mention.value != "0"
            if is_some and cell.start <= mention.span.start and mention.span.end <= cell.end:
                yield Cell(row.mission_id, "contingent", mention, row.block.span, sender)


def _country_in(cell: Span, inside: Sequence[Mention]) -> str | None:
    return next((m.value for m in inside if cell.start <= m.span.start and m.span.end <= cell.end), None)


def _of_row(document: Document, row: _Row, headings: Sequence[str | None]) -> Iterator[Cell]:
    for heading, cell in zip(headings, _cells(document, row.block), strict=False):
        for mention in row.inside if heading is not None else ():
            is_here = cell.start <= mention.span.start and mention.span.end <= cell.end
            if heading is not None and is_here and mention.label == columns()[heading].label:
                for said in _said(document, heading, cell, mention):
                    yield Cell(row.mission_id, said, mention, row.block.span)


def _said(document: Document, heading: str, cell: Span, mention: Mention) -> tuple[str, ...]:
    """Return the properties that a value in a cell gives: of a term, by what stands around the date."""
    if mention.label == "DATE" and cell.end - cell.start > _LONGEST_DATED:
        return ()
    if heading != "term":
        return ("launched",) if heading == "since" else (heading,)
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
    line = document.text.rfind("\n", 0, block.span.start) + 1
    lead = "\t" in document.text[line : block.span.start]  # the first cell is empty
    text = document.text[line if lead else block.span.start : block.span.end]
    if text.startswith("|") and text.endswith("|"):
        text = text.strip("|")
    start = document.text.index(text, line)
    gap = next((gap for gap in _GAPS if gap.search(text)), _GAPS[-1])
    cells, at = [], 0
    for found in gap.finditer(text):
        cells.append(Span(start + at, start + found.start()))
        at = found.end()
    return [*cells, Span(start + at, start + len(text))]


def _property_of(heading: str) -> str | None:
    """Return the property that a heading stands for, that of people also by its last words ('All staff')."""
    plain = " ".join(heading.lower().split())
    told = next((name for name, column in columns().items() if plain in column.headings), None)
    words = plain.partition(" (")[0].split()
    ends = {" ".join(words[i:]) for i in range(len(words))}
    return told or ("staff" if not ends.isdisjoint(columns()["staff"].headings) else None)
