"""The mandates of missions over the years, as shares of a line's width."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

Row = dict[str, Any]

_MARGIN: Final = 4.0
"""Share of the width (in percent) that a mandate without an end reaches past what is known of it."""


def timeline(missions: Iterable[Mapping[str, Any]]) -> Row:
    """Return `years` (`year`, `x`) and `rows`, a mission with a date each, the first launched first.

    A row has the columns of its record, and `bars`: stretches with `x` and `width`, in percent of the
    width, and `kind`: `sure` between what is known, `about` where a date is not exact, `open` where an end is
    not known.
    """
    dated = [each for each in missions if each["launched"] is not None or each["mandate_end"] is not None]
    days = [day for each in dated for day in _days(each) if day is not None]
    if not days:
        return {"years": [], "rows": []}
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    step = 1 if last.year - first.year <= 12 else 5
    years = [year for year in range(first.year, last.year) if year % step == 0]
    return {
        "years": [{"year": year, "x": _share(date(year, 1, 1), first, last)} for year in years],
        "rows": [dict(each) | {"bars": _bars(each, first, last)} for each in sorted(dated, key=_by_launch)],
    }


def _days(mission: Mapping[str, Any]) -> list[date | None]:
    names = ("launched_earliest", "launched_latest", "mandate_end_earliest", "mandate_end_latest")
    return [None if mission[name] is None else date.fromisoformat(mission[name]) for name in names]


def _bars(mission: Mapping[str, Any], first: date, last: date) -> list[Row]:
    days = (None if day is None else _share(day, first, last) for day in _days(mission))
    begins, begun, ends, ended = days
    found: list[Row] = []
    if begins is not None and begun is not None and begun > begins:
        found.append(_bar("about", begins, begun))
    if begun is not None and ends is not None:
        found.append(_bar("sure", begun, max(begun, ends)))
    elif begun is not None:
        is_over = mission["status"] == "ended"
        found.append(_bar("open", begun, min(begun + _MARGIN, 100.0) if is_over else 100.0))
    elif ends is not None:
        found.append(_bar("open", max(ends - _MARGIN, 0.0), ends))
    if ends is not None and ended is not None and ended > ends:
        found.append(_bar("about", ends, ended))
    return found


def _bar(kind: str, start: float, end: float) -> Row:
    return {"kind": kind, "x": round(start, 2), "width": round(max(end - start, 0.4), 2)}


def _share(day: date, first: date, last: date) -> float:
    return round(100 * (day - first).days / (last - first).days, 2)


def _by_launch(mission: Mapping[str, Any]) -> tuple[str, str]:
    return (mission["launched_earliest"] or mission["mandate_end_earliest"] or "", mission["mission_id"])
