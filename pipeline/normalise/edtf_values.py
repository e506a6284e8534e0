"""Reads dates that are written in EDTF already, as far as the project writes them."""

from __future__ import annotations

import re
from typing import Final

from pipeline.normalise.dates import Edtf, ends_of, read_date

_PLAIN: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?~?"
_INTERVAL: Final = re.compile(rf"({_PLAIN})/({_PLAIN})", re.ASCII)
_POINT: Final = re.compile(_PLAIN, re.ASCII)
_SEASON: Final = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)
_QUARTER: Final = re.compile(r"(\d{4})-3([3-6])", re.ASCII)
_DECADE: Final = re.compile(r"(\d{3})X", re.ASCII)
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def read_edtf(value: str) -> Edtf | None:
    """Return the date that `value` writes, with its first and last day; null where it is none.

    Days, months and years, also about (`2019~`), intervals of them, seasons, quarters and decades.
    """
    try:
        return _read(value)
    except ValueError:  # a 31 June, a year 0
        return None


def _read(value: str) -> Edtf | None:
    if _POINT.fullmatch(value):
        return ends_of(f"{value}/{value}")[0]
    if _INTERVAL.fullmatch(value):
        first, last = ends_of(value)
        in_order = first.lower is not None and last.upper is not None and first.lower <= last.upper
        return Edtf(value, first.lower, last.upper) if in_order else None
    if season := _SEASON.fullmatch(value):
        return read_date("season", f"{_SEASONS[season[2]]} {season[1]}")
    if quarter := _QUARTER.fullmatch(value):
        return read_date("quarter", f"q{int(quarter[2]) - 2} {quarter[1]}")
    if decade := _DECADE.fullmatch(value):
        return read_date("decade", f"{decade[1]}0s")
    return None
