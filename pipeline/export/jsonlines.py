"""JSON Lines: an object a row, with lists as arrays and null as null, every value as the table has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from pipeline.export.sheet import Sheet

# JSON allows these as they are, but many readers of lines end a line there.
BREAK = re.compile("[\x85\u2028\u2029]")
ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def jsonlines(sheet: Sheet) -> Iterator[bytes]:
    """Yield `sheet` as JSON Lines in UTF-8, a row at a time."""
    for row in sheet.rows:
        line = ENCODER.encode({name: row[name] for name in sheet.columns})
        yield f"{BREAK.sub(_escaped, line)}\n".encode()


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
