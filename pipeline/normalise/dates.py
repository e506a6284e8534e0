"""Normalises dates to EDTF (ISO 8601-2) with first and last day, and durations to ISO 8601."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final

from dateparser.date import DateDataParser

from pipeline.normalise.numbers import number
from pipeline.rulebook import date_joiners, date_words, duration_units, wordlist

_JOINING_MARKS: Final = ("-", "/")
_DASHES: Final = str.maketrans({"–": "-", "—": "-", "‑": "-", ",": " "})
_APART: Final = str.maketrans(dict.fromkeys("-/.", " "))
_FIRST_QUARTER: Final = 33
_FIRST_HALF: Final = 40
_UNKNOWN_YEAR: Final = "XXXX"
_LEAP_YEAR: Final = 2000
_FIRST_SHORT_YEAR: Final = 1970


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
def read_date(reading: str, text: str, year: int | None = None, month: int | None = None) -> Edtf | None:
    """Read the delimited date `text` as its rule's `reading` says; null where no calendar has such a day.

    `year` and `month` complete a date that is written without them. Whatever the text, nothing is raised.
    """
    try:
        return _read(reading, " ".join(text.lower().translate(_DASHES).split()), year, month)
    except (
        ArithmeticError,
        LookupError,
        StopIteration,
        ValueError,
    ):  # a 31 June, a year 0, a season that is none
        return None


def _read(reading: str, text: str, year: int | None, month: int | None) -> Edtf | None:
    match reading:
        case "interval":
            return _interval(text, year)
        case "approximate":
            return _approximate(text, year)
        case "season":
            return _season(text)
        case "quarter":
            return _quarter(text)
        case "half":
            return _half(text)
        case "decade":
            return _decade(text)
        case "day":
            return None if month is None else _edtf(_Point(year, month, int(text.rstrip("stndrh"))))
    point = _numeric(text) if reading == "numeric" else _point(text)
    return None if point is None else _edtf(_Point(point.year or year, point.month, point.day))


@lru_cache(maxsize=1 << 12)
def read_duration(text: str) -> str | None:
    """Read a delimited duration ('two-year', 'six to nine months') as ISO 8601, a range as `P6M/P9M`."""
    words = text.lower().translate(_DASHES).replace("-", " ").replace("(", " ").replace(")", " ").split()
    unit = next((word.rstrip("s") for word in reversed(words) if word.rstrip("s") in duration_units()), None)
    if unit is None:
        return None
    if "half" in words or words[0].endswith(".5"):
        return _with_a_half(words, unit)
    step = 10 if unit == "decade" else 1
    return "/".join(duration_units()[unit].format(value * step) for value in _numbers(words)) or None


def _with_a_half(words: list[str], unit: str) -> str | None:
    """Read 'two and a half years', 'a year and a half', 'half a year', '1.5 years'."""
    first = words[0].removesuffix(".5")
    whole = {"a": 1, "an": 1, "half": 0}.get(first, number(first))
    if whole is None:
        return None
    if unit == "year":
        return f"P{12 * whole + 6}M"
    return duration_units()[unit].format(f"{whole}.5") if unit != "decade" else f"P{10 * whole + 5}Y"


def _numbers(words: list[str]) -> list[int]:
    """Return the numbers of a duration, 'twenty four' as one and '6 9' as two."""
    tens = " ".join(words[:2])
    if len(words) > 2 and words[0].isalpha() and (joined := number(tens)) is not None:
        return [joined]
    numbers = [value for word in words if (value := number(word)) is not None]
    return list(dict.fromkeys(numbers))


@lru_cache(maxsize=1 << 12)
def read_relative(text: str, today: date) -> str | None:
    """Read 'last year', 'two months ago' and the like against the document's day; null for what is vaguer."""
    words = text.lower().split()
    if words[-1:] == ["ago"]:
        return _ago(words, today)
    if len(words) == 1:
        step = date_words("days").get(words[0])
        return None if step is None else (today + timedelta(days=step)).isoformat()
    if len(words) > 2 and words[0] in date_words("parts") and words[-2] not in {"the", "of"}:
        whole = read_relative(" ".join(words[-2:]), today)  # 'end of this year', 'early next year'
        return None if whole is None or len(whole) > len("2024-01") else f"{whole}~"
    if len(words) != 2:
        return None
    return _near(words[0], words[1], today)


def _near(which: str, period: str, today: date) -> str | None:
    step = date_words("steps").get(which)
    if step is None:
        return None
    if period == "year":
        return str(today.year + step)
    if period == "month":
        return _month(today, step)
    if period == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return f"{monday}/{monday + timedelta(days=6)}"
    if period == "quarter":
        quarters = today.year * 4 + (today.month - 1) // 3 + step
        return f"{quarters // 4:04}-{_FIRST_QUARTER + quarters % 4}"
    if period in date_words("seasons"):
        return _nearest(step, today, lambda year: _season(f"{period} {year}"))
    return _nearest(step, today, lambda year: read_date("point", f"{period} {year}"))


def _nearest(step: int, today: date, of: Callable[[int], Edtf | None]) -> str | None:
    """Return the last that is over, the next that has not begun, or this year's of what comes once a year."""
    this = of(today.year)
    if this is None or this.lower is None or this.upper is None:
        return None
    is_there = step == 0 or (this.upper < today if step < 0 else this.lower > today)
    found = this if is_there else of(today.year + step)
    return None if found is None else found.value


def _ago(words: list[str], today: date) -> str | None:
    count = {"a": 1, "an": 1}.get(words[0], number(words[0]))
    if len(words) != 3 or count is None:
        return None
    unit = words[1].rstrip("s")
    if unit == "year" and count < today.year:
        return f"{today.year - count:04}~"
    if unit == "month" and count < 12 * today.year:
        return f"{_month(today, -count)}~"
    days = {"day": 1, "week": 7}.get(unit)
    if days is None or days * count >= today.toordinal():
        return None
    day = today - timedelta(days=days * count)
    return day.isoformat() if unit == "day" else f"{day}~"


def _month(today: date, step: int) -> str:
    months = today.year * 12 + today.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}"


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


def _numeric(text: str) -> _Point | None:
    """Read a date in numbers: the day first where both may be one, a month and year where there are two."""
    parts = text.translate(_APART).split()
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return _Point(*(*numbers, None, None)[:3])
    *days, year = numbers
    if len(parts[-1]) == 2:
        year += _FIRST_SHORT_YEAR // 100 * 100
        year += 0 if year >= _FIRST_SHORT_YEAR else 100
    if len(days) == 1:
        return _Point(year, days[0], None)
    day, month = days
    return _Point(year, month, day) if month <= 12 else _Point(year, day, month)


def _point(text: str) -> _Point | None:
    """Read the year as a number, and let dateparser read what stands beside it."""
    words = text.replace("-", " ").split()
    if len(words) == 3 and len(words[2]) == 2 and words[2].isdigit():  # 15-Oct-21
        month = _month_and_day(words[1])
        return None if month is None else _numeric(f"{words[0]} {month.month} {words[2]}")
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


def _interval(text: str, year: int | None) -> Edtf | None:
    left, right = _sides(text)
    first_parts, first = _side(left)
    last_parts, last = _side(right)
    if first is None or last is None:
        return None
    if last.year is None and first.year is not None and first.month is None:  # 1995–96
        if last.day is not None and last.day <= first.year % 100:
            return _edtf(_Point(first.year, last.day, None))  # 2021-10
        last = _Point(first.year // 100 * 100 + (last.day or 0), None, None)
    last = _Point(last.year or year, last.month or (first.month if last.day else None), last.day)
    first = _Point(first.year or last.year, first.month or (last.month if first.day else None), first.day)
    ends = _part_of(first, first_parts), _part_of(last, last_parts)
    if ends[0] is None or ends[1] is None:
        return None
    if ends[0].lower and ends[1].upper and ends[0].lower > ends[1].upper:
        return None
    return Edtf(f"{ends[0].value}/{ends[1].value}", ends[0].lower, ends[1].upper)


def _sides(text: str) -> list[str]:
    """Cut an interval at the word or mark that joins its ends, not at those inside them ('mid-2018')."""
    for part in date_words("parts"):
        text = text.replace(f"{part}-", f"{part} ")
    words = [f" {word} " for word in date_joiners() if f" {word} " in text]
    marks = sorted(_JOINING_MARKS, key=lambda mark: (text.count(mark) != 1, text.find(mark)))
    return [side.strip() for side in text.split(words[0] if words else marks[0], 1)]


def _side(text: str) -> tuple[list[int], _Point | None]:
    """Read one end of an interval, of which the day, or day and year, may be all that is written."""
    parts, words = _parts(text)
    if len(words) == 1 and not words[0].isalnum():  # 01.07.2018
        return parts, _numeric(words[0])
    days = [word.rstrip("stndrh") for word in words if not word.isalpha()]
    if any(word.isalpha() for word in words) or any(len(day) > 2 and not day.isdigit() for day in days):
        return parts, _point(" ".join(words))
    years = [int(day) for day in days if len(day) == 4]
    rest = [int(day) for day in days if len(day) <= 2 and day.isdigit()]
    return parts, _Point(years[0] if years else None, None, rest[0] if rest else None)


def _approximate(text: str, year: int | None) -> Edtf | None:
    parts, kept = _parts(text.replace("-", " "))
    if kept and kept[-1].rstrip("'’s").isdigit() and kept[-1].endswith("s"):
        whole = _decade(kept[-1])
        return None if whole is None else _within(Edtf(whole.value + "~", whole.lower, whole.upper), parts)
    point = _point(" ".join(kept))
    exact = None if point is None else _edtf(_Point(point.year or year, point.month, point.day), "~")
    return None if exact is None else _within(exact, parts)


def _parts(text: str) -> tuple[list[int], list[str]]:
    """Return the parts that a text names ('early', 'end of'), and its words without these."""
    words = text.split()
    known, fillers = date_words("parts"), wordlist("date_fillers")
    parts = [known[word] for word in words if word in known]
    return parts, [word for word in words if word not in known and word.strip(".") not in fillers]


def _part_of(point: _Point, parts: list[int]) -> Edtf | None:
    whole = _edtf(point, "~" if parts else "")
    return None if whole is None else _within(whole, parts)


def _within(whole: Edtf, parts: list[int]) -> Edtf:
    """Narrow the days of a whole to its first, middle or last third, or to its last quarter ('end of')."""
    if not parts or whole.lower is None or whole.upper is None or whole.lower == whole.upper:
        return whole
    if len(parts) > 1:  # 'mid to late'
        return Edtf(whole.value, _within(whole, parts[:1]).lower, _within(whole, parts[-1:]).upper)
    (part,) = parts
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
    """Read a season, of the year in which it begins ('winter of 2022/23'), or two ('summer/autumn 2008')."""
    parts, words = _parts(text.translate(_APART))
    year = _first_year(words)
    seasons = date_words("seasons")
    first, *others = (_whole_season(year, seasons[word]) for word in words if word in seasons)
    if not others:
        return _within(first, parts)
    last = others[-1]
    return Edtf(f"{first.value}/{last.value}", first.lower, last.upper) if first.value < last.value else None


def _first_year(words: list[str]) -> int:
    return next(int(word) for word in words if len(word) == len("2013") and word.isdigit())


def _whole_season(year: int, season: int) -> Edtf:
    first = date(year, 3 * (season - 20), 1)
    last = _month_end(date(year + (season == 24), (first.month + 1) % 12 + 1, 1))
    return Edtf(f"{year:04}-{season}", first, last)


def _quarter(text: str) -> Edtf | None:
    words = text.translate(_APART).split()
    year = _first_year(words)
    ordinals = date_words("ordinals")
    written = next(word for word in words if word in ordinals or word.startswith("q"))
    quarter = ordinals.get(written) or int(written.removeprefix("q"))
    first = date(year, 3 * quarter - 2, 1)
    return Edtf(
        f"{first.year:04}-{_FIRST_QUARTER + quarter - 1}",
        first,
        _month_end(first.replace(month=first.month + 2)),
    )


def _half(text: str) -> Edtf | None:
    """Read the half of a year as ISO 8601-2 numbers them, that of a month as about the month."""
    words = text.split()
    is_first = date_words("ordinals")[words[0]] == 1
    point = _point(" ".join(word for word in words[2:] if word not in wordlist("date_fillers")))
    whole = None if point is None else _edtf(point)
    if whole is None or whole.lower is None or whole.upper is None:
        return None
    if whole.lower.month == whole.upper.month:
        middle = whole.lower.replace(day=15)
        bounds = (whole.lower, middle) if is_first else (middle + timedelta(days=1), whole.upper)
        return Edtf(f"{whole.value}~", *bounds)
    if is_first:
        return Edtf(f"{whole.value}-{_FIRST_HALF}", whole.lower, whole.upper.replace(month=6, day=30))
    return Edtf(f"{whole.value}-{_FIRST_HALF + 1}", whole.lower.replace(month=7), whole.upper)


def _decade(text: str) -> Edtf | None:
    digits = text.rstrip("'’s")
    year = int(digits)
    return Edtf(f"{digits[:3]}X", date(year, 1, 1), date(year + 9, 12, 31))
