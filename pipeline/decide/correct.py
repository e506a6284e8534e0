"""The value of a correction, read by the form that values of its property have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

import pycountry

from pipeline.errors import DecisionError
from pipeline.model import MissionType
from pipeline.normalise.edtf_values import read_edtf
from pipeline.rulebook import country_forms

_DATES: Final = frozenset({"launched", "established", "mandate_end", "mandate_extension"})
_YEARS: Final = range(1800, 2100)
"""Years that are read from texts, too; a mandate without an end has no year 9999, but no end."""
_COUNTS: Final = frozenset({"staff", "contingent"})
_DURATION: Final = re.compile(r"P\d+[YMWD](?:/P\d+[YMWD])?", re.ASCII)
_COUNT: Final = re.compile(r"(\d{1,15})(?:/(\d{1,15}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its bounds, as a statement has them."""

    value: str
    lower: str | None = None
    upper: str | None = None


def corrected(name: str, written: str) -> Value:
    """Return the value that `written` is for the property `name`.

    Raises DecisionError that says what is expected where it is none.
    """
    if name in _DATES:
        return _date(name, written)
    if name in _COUNTS:
        return _count(name, written)
    if name == "host_country" and written not in _countries():
        raise _wrong(name, written, "the ISO 3166-1 alpha-3 code of a country, as MLI")
    if name == "type" and written not in get_args(MissionType):
        raise _wrong(name, written, f"one of {', '.join(get_args(MissionType))}")
    if name == "mandate_duration" and not _DURATION.fullmatch(written):
        raise _wrong(name, written, "a duration in ISO 8601, as P2Y")
    if not written.strip():
        raise _wrong(name, written, "a text")
    return Value(written)


def _date(name: str, written: str) -> Value:
    read = read_edtf(written)
    if read is None or read.lower is None or read.upper is None:
        raise _wrong(name, written, "a date in EDTF, as 2013-02-18, 2013-02 or 2013")
    if read.lower.year not in _YEARS or read.upper.year not in _YEARS:
        raise _wrong(name, written, f"a year from {_YEARS[0]} to {_YEARS[-1]}")
    return Value(read.value, read.lower.isoformat(), read.upper.isoformat())


def _count(name: str, written: str) -> Value:
    found = _COUNT.fullmatch(written)
    if found is None or int(found[1]) > int(found[2] or found[1]):
        raise _wrong(name, written, "a number in digits, as 1100, or a range, as 100/200")
    return Value(written, found[1], found[2] or found[1])


@cache
def _countries() -> frozenset[str]:
    listed = (form.alpha_3 for form in country_forms() if form.kind != "mask")
    return frozenset((*listed, *(country.alpha_3 for country in pycountry.countries)))


def _wrong(name: str, written: str, expected: str) -> DecisionError:
    return DecisionError(f"{written}: no value of {name}, expected {expected}")
