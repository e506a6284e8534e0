"""Workbook: sheets as one XLSX file whose bytes follow from its content alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.errors import ExportError
from pipeline.export.cells import Plain, is_formula, plain
from pipeline.export.sheet import Row, Sheet

ROWS = 1_048_575
"""The rows that a sheet holds below its header."""
CHARACTERS = 32_767
"""The characters that a cell holds."""
LINKS = 65_530
"""The links that a sheet holds."""
ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
COUNTS = {"staff", "staff_lower", "staff_upper"}
"""Columns of text whose cells are numbers where they hold digits alone; a year stays text."""
MEASURED = 200
NARROW, WIDE = 8, 60
# What XML cannot write and the library passes on; control characters it takes care of.
NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# The library takes a text between these for its own markup, and would write it unescaped.
MARKUP = re.compile("<r>.*</r>", re.DOTALL)
# A file of this kind must say when it was made; this one says nothing, so that the bytes are the same.
CREATED = datetime(1980, 1, 1)


class Styles(NamedTuple):
    """How cells look: a quoted one stays text when somebody edits it."""

    header: Format
    quoted: Format
    share: Format


def workbook(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Yield a workbook of `sheets`, in one piece; the header stays in sight, each column has a filter.

    Texts are texts, whatever they begin with; an address on the web is a link. A list is joined by
    '; ', null is empty, and a text too long for a cell is cut and ends in '…'. Raises ExportError where
    a sheet cannot hold the rows.
    """
    file = io.BytesIO()
    # Rows wait on the disk, not in memory.
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"created": CREATED})
        styles = Styles(
            header=book.add_format({"bold": True}),
            quoted=book.add_format({"quote_prefix": True}),
            share=book.add_format({"num_format": "0.00"}),
        )
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, styles)
    yield file.getvalue()


def _fill(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    rows = iter(sheet.rows)
    first = list(islice(rows, MEASURED))
    last = len(sheet.columns) - 1
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, _width(name, first))
        page.write_string(0, column, name, styles.header)
    page.freeze_panes(1, 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    linked = LINKS // max(1, sum(_is_link(name) for name in sheet.columns))
    number = 0
    for number, row in enumerate(chain(first, rows), 1):
        if number > ROWS:
            message = f"{sheet.name}: more rows than the {ROWS} that a sheet holds"
            raise ExportError(f"{message}. Export this table as csv or jsonl")
        for column, name in enumerate(sheet.columns):
            _write(page, (number, column), name, plain(row[name]), styles, linked=number <= linked)
    page.autofilter(0, 0, number, last)


def _width(name: str, rows: Sequence[Row]) -> int:
    """Return what the first rows need, with room for the mark of the filter beside the name."""
    longest = max((len(str(plain(row[name]) or "")) for row in rows), default=0)
    return min(max(longest + 1, len(name) + 4, NARROW), WIDE)


def _is_link(name: str) -> bool:
    return name == "url" or name.endswith("_url")


def _write(
    page: Worksheet, place: tuple[int, int], name: str, value: Plain, styles: Styles, *, linked: bool
) -> None:
    match value:
        case None:
            pass
        case bool():
            page.write_boolean(*place, value)
        case int():
            page.write_number(*place, value)
        case float():
            page.write_number(*place, value, styles.share)
        case str() if name in COUNTS and value.isdecimal():
            page.write_number(*place, int(value))
        case str() if linked and _is_link(name) and ADDRESS.fullmatch(value):
            page.write_url(*place, value, string=_text(value))
        case str():
            page.write_string(*place, _text(value), styles.quoted if is_formula(value) else None)


def _text(value: str) -> str:
    """Return `value` as a cell can hold it."""
    text = NOT_XML.sub("\ufffd", value)
    if len(text) > CHARACTERS:
        text = f"{text[: CHARACTERS - 1]}…"
    return f"{text} " if MARKUP.fullmatch(text) else text
