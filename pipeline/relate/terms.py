"""Counts a term from its start: 'launched on 1 July 2021 for two years' is a mandate to 30 June 2023."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta
from typing import Final

from pipeline.model import Mention
from pipeline.normalise.dates import Edtf

_LENGTH: Final = re.compile(r"P(\d+)([YM])")
_MONTHS: Final = {"Y": 12, "M": 1}


def end_of_term(start: Mention, length: Mention) -> Edtf | None:
    """Return the last day, month or year of a term of whole years or months, as precise as its start.

    The day of the start is the first of the term, so that a year from 1 July ends on 30 June. None where
    the length is finer than the start (15 months from 2012), is no whole number of months, or runs
    beyond the calendar.
    """
    known = _LENGTH.fullmatch(length.value or "")
    parts = (start.value or "").split("-")
    if known is None or not all(part.isdigit() for part in parts) or (len(parts) == 1 and known[2] == "M"):
        return None
    months = int(known[1]) * _MONTHS[known[2]] + int(parts[0]) * 12 + int((*parts, "1")[1]) - 1
    year, month = months // 12, months % 12 + 1
    if year > MAXYEAR:
        return None
    last_of_month = monthrange(year, month)[1]
    if len(parts) == 1:
        return Edtf(f"{year:04}", date(year, 1, 1), date(year, 12, 31))
    if parts[2:] == []:
        return Edtf(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last_of_month))
    last = date(year, month, min(int(parts[2]), last_of_month)) - timedelta(days=1)
    return Edtf(last.isoformat(), last, last)
