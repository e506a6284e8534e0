"""Normalises dates to EDTF (ISO 8601-2) with first and last day, and durations to ISO 8601."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from dateparser.date import DateDataParser

from pipeline.normalise.numbers import number

_JOINERS: Final = (" to ", " until ", " till ", " through ", "–", "—", "-", "/")
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_FIRST_QUARTER: Final = 33
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_PARTS: Final = {
    **dict.fromkeys(("early", "beginning", "start"), 0),
    **dict.fromkeys(("mid", "middle"), 1),
    "late": 2,
    **dict.fromkeys(("end", "close"), 3),
}
_UNITS: Final = {"year": "P{}Y", "month": "P{}M", "week": "P{}W", "day": "P{}D", "hour": "PT{}H"}
_UNKNOWN_YEAR: Final = "XXXX"
_LEAP_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF value with the first and the last day that it can mean (null where the year is unknown)."""

    value: str
    lower: date | None
    upper: date | None


@dataclass(frozen=True, slots=True)
class _Point:
    """A day, month or year, as far as it is written."""

    year: int | None
    month: int | None
    day: int | None


@lru_cache(maxsize=1 << 16)
def read_date(reading: str, text: str, year: int | None = None) -> Edtf | None:
    """Read the delimited date `text` as its rule's `reading` says; null where no calendar has such a day.

    `year` completes a date that is written without one. Whatever the text, nothing is raised.
    """
    try:
        return _read(reading, " ".join(text.lower().replace(",", " ").split()), year)
    except (ArithmeticError, LookupError, ValueError):  # a 31 June, a year 0, a season that is none
        return None


def _read(reading: str, text: str, year: int | None) -> Edtf | None:
    if reading == "interval":
        return _interval(text)
    if reading == "approximate":
        return _approximate(text, year)
    if reading == "season":
        return _season(text)
    if reading == "quarter":
        return _quarter(text)
    if reading == "decade":
        return _decade(text)
    point = _iso(text) if reading == "iso" else _point(text)
    return None if point is None else _edtf(_Point(point.year or year, point.month, point.day))


@lru_cache(maxsize=1 << 12)
def read_duration(text: str) -> str | None:
    """Read a delimited duration ('two-year', 'six to nine months') as ISO 8601, a range as `P6M/P9M`."""
    words = text.lower().replace("-", " ").replace("–", " ").split()
    unit = _UNITS.get(words[-1].rstrip("s")) if words else None
    if unit is None:
        return None
    numbers = [value for word in words[:-1] if (value := number(word)) is not None]
    return "/".join(unit.format(value) for value in numbers) or None


def read_relative(text: str, today: date) -> str | None:
    """Read 'last year', 'this month' and the like against the document's day; null for what is vaguer."""
    words = text.lower().split()
    if len(words) != 2:
        return None
    step = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1}.get(words[0])
    if step is None:
        return None
    if words[1] == "year":
        return str(today.year + step)
    if words[1] == "month":
        months = today.year * 12 + today.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return None


def ends_of(interval: str) -> tuple[Edtf, Edtf]:
    """Return the two ends of an EDTF interval whose ends are days, months or years, approximate or not."""
    first, last = (_end(part) for part in interval.split("/"))
    return first, last


def _end(text: str) -> Edtf:
    parts = [int(part) for part in text.rstrip("~").split("-") if part.isdigit()]
    point = _Point(*(*parts, None, None)[:3])
    return _edtf(point, "~" if text.endswith("~") else "") or Edtf(text, None, None)


def year_of(edtf: str) -> int | None:
    """Return the year that an EDTF value begins with, if it is written in full ('199X' is not)."""
    return int(edtf[:4]) if edtf[:4].isdigit() else None


def _iso(text: str) -> _Point | None:
    year, month, day = (int(part) for part in text.replace(" ", "").split("-"))
    return _Point(year, month, day)


def _point(text: str) -> _Point | None:
    """Read the year as a number, and let dateparser read what stands beside it."""
    words = text.split()
    if len(words) == 1 and not words[0].isalnum():  # 18.2.2013
        known = _month_and_day(words[0][:-4] + str(_LEAP_YEAR))
        return None if known is None else _Point(int(words[0][-4:]), known.month, known.day)
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    year = int(years[0]) if years else None
    rest = [word.strip(".") for word in words if word not in years and word != "of"]
    if not any(rest):
        return _Point(year, None, None)
    days = [word.rstrip("stndrh") for word in rest if word[:1].isdigit()]
    months = [word for word in rest if word and not word[0].isdigit()]
    known = _month_and_day(" ".join(days + months))
    return None if known is None else _Point(year, known.month, known.day)


@lru_cache(maxsize=1 << 12)
def _month_and_day(text: str) -> _Point | None:
    """Let dateparser read '18 february', 'february', or a numeric date of the leap year."""
    found = _parser().get_date_data(text)
    if found.date_obj is None:
        return None
    return _Point(None, found.date_obj.month, found.date_obj.day if found.period == "day" else None)


@cache
def _parser() -> DateDataParser:
    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_MONTH_OF_YEAR": "first",
        "RELATIVE_BASE": datetime(_LEAP_YEAR, 1, 1),  # so that 29 February is read
        "PARSERS": ["absolute-time"],
    }
    return DateDataParser(languages=["en"], settings=settings)


def _edtf(point: _Point, suffix: str = "") -> Edtf | None:
    if point.year is None:
        return _yearless(point)
    if point.month is None:
        first, last = date(point.year, 1, 1), date(point.year, 12, 31)
        return Edtf(f"{point.year:04}{suffix}", first, last)
    if point.day is None:
        first = date(point.year, point.month, 1)
        return Edtf(f"{first:%Y-%m}{suffix}", first, _month_end(first))
    day = date(point.year, point.month, point.day)
    return Edtf(f"{day:%Y-%m-%d}{suffix}", day, day)


def _yearless(point: _Point) -> Edtf | None:
    if point.month is None:
        return None
    day = "" if point.day is None else f"-{point.day:02}"
    return Edtf(f"{_UNKNOWN_YEAR}-{point.month:02}{day}", None, None)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _interval(text: str) -> Edtf | None:
    joiner = min((j for j in _JOINERS if j in text), key=lambda j: (text.index(j), -len(j)))
    left, right = (side.strip() for side in text.split(joiner, 1))
    first, last = _side(left), _side(right)
    if first is None or last is None:
        return None
    if last.year is None and first.year is not None and first.month is None:  # 1995–96
        last = _Point(first.year // 100 * 100 + (last.day or 0), None, None)
    last = _Point(last.year, last.month or (first.month if last.day else None), last.day)
    first = _Point(first.year or last.year, first.month or (last.month if first.day else None), first.day)
    ends = _edtf(first), _edtf(last)
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0].lower and ends[1].upper and ends[0].lower > ends[1].upper:
        return None
    return Edtf(f"{ends[0].value}/{ends[1].value}", ends[0].lower, ends[1].upper)


def _side(text: str) -> _Point | None:
    """Read one end of an interval, of which the day, or day and year, may be all that is written."""
    words = text.split()
    days = [word.rstrip("stndrh") for word in words if not word.isalpha()]
    if any(word.isalpha() for word in words) or any(len(day) > 2 and not day.isdigit() for day in days):
        return _point(text)
    years = [int(day) for day in days if len(day) == 4]
    rest = [int(day) for day in days if len(day) <= 2 and day.isdigit()]
    return _Point(years[0] if years else None, None, rest[0] if rest else None)


def _approximate(text: str, year: int | None) -> Edtf | None:
    words = text.replace("-", " ").replace("–", " ").split()
    part = next((_PARTS[word] for word in words if word in _PARTS), None)
    kept = [word for word in words if word not in _PARTS and word not in _FILLERS]
    if kept and kept[-1].rstrip("'’s").isdigit() and kept[-1].endswith("s"):
        whole = _decade(kept[-1])
        return None if whole is None else _within(Edtf(whole.value + "~", whole.lower, whole.upper), part)
    point = _point(" ".join(kept))
    exact = None if point is None else _edtf(_Point(point.year or year, point.month, point.day), "~")
    return None if exact is None else _within(exact, part)


_FILLERS: Final = frozenset({"about", "around", "circa", "c.", "of", "the", "half"})


def _within(whole: Edtf, part: int | None) -> Edtf:
    """Narrow the days of a whole to its first, middle or last third, or to its last quarter ('end of')."""
    if part is None or whole.lower is None or whole.upper is None or whole.lower == whole.upper:
        return whole
    if whole.lower.month == 1 and whole.upper.month == 12 and whole.lower.year == whole.upper.year:
        first, last = ((1, 4), (5, 8), (9, 12), (10, 12))[part]
        return Edtf(
            whole.value, whole.lower.replace(month=first), _month_end(whole.lower.replace(month=last))
        )
    third = ((whole.upper - whole.lower).days + 1) // 3
    starts = (0, third, 2 * third, 2 * third)
    lower = whole.lower + timedelta(days=starts[part])
    upper = whole.upper if part >= 2 else lower + timedelta(days=third - 1)
    return Edtf(whole.value, lower, upper)


def _season(text: str) -> Edtf | None:
    words = text.split()
    year, season = int(words[-1]), _SEASONS[words[0]]
    first = date(year, 3 * (season - 20), 1)
    last = _month_end(date(year + (season == 24), (first.month + 1) % 12 + 1, 1))
    return Edtf(f"{year:04}-{season}", first, last)


def _quarter(text: str) -> Edtf | None:
    words = text.split()
    quarter = _ORDINALS.get(words[0]) or int(words[0].removeprefix("q"))
    first = date(int(words[-1]), 3 * quarter - 2, 1)
    return Edtf(
        f"{first.year:04}-{_FIRST_QUARTER + quarter - 1}",
        first,
        _month_end(first.replace(month=first.month + 2)),
    )


def _decade(text: str) -> Edtf | None:
    digits = text.rstrip("'’s")
    year = int(digits)
    return Edtf(f"{digits[:3]}X", date(year, 1, 1), date(year + 9, 12, 31))
