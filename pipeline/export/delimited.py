"""CSV as spreadsheets open it: RFC 4180, in UTF-8 with a byte-order mark, no cell a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.export.cells import Plain, is_formula, plain
from pipeline.export.sheet import Sheet

BYTE_ORDER_MARK = "\ufeff"
PIECE = 1 << 16


def delimited(sheet: Sheet) -> Iterator[bytes]:
    """Yield `sheet` as CSV, the names of the columns first.

    Null is empty, a list is joined by '; ', a flag is true or false. A text that a spreadsheet would
    take for a formula has an apostrophe before it.
    """
    buffer = io.StringIO(newline="")
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    writer.writerow(sheet.columns)
    for row in sheet.rows:
        writer.writerow([_cell(plain(row[name])) for name in sheet.columns])
        if buffer.tell() > PIECE:
            yield _taken(buffer)
    yield _taken(buffer)


def _cell(value: Plain) -> str | float | None:
    match value:
        case bool():
            return "true" if value else "false"
        case str() if is_formula(value):
            return f"'{value}"
        case _:
            return value


def _taken(buffer: io.StringIO) -> bytes:
    """Return what the buffer holds, and empty it."""
    held = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return held
