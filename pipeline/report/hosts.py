"""The map of the countries that host missions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

from pipeline.report.countries import country_name
from pipeline.rulebook import Outline, outlines

Row = dict[str, Any]

_AROUND: Final = 45
"""Units of the map that are shown around the hosts."""
_SIZE: Final = (1000, 438)


def hosts(missions: Iterable[Mapping[str, Any]]) -> Row:
    """Return the `box` (an SVG view box) around all hosts, the `land`, and the `countries` that are hosts.

    `land` is a list of SVG paths. A country has its `code`, `name`, `path` (maybe empty), `x` and `y` (null
    where the map lacks it), and the ids of its `missions`; those with most missions come first.
    """
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for mission in missions:
        for code in mission["host_countries"]:
            by_country[code].append(mission["mission_id"])
    known = {each.alpha_3: each for each in outlines()}
    found = [each for each in outlines() if each.alpha_3 in by_country]
    land = [each.path for each in outlines() if each.path and each.alpha_3 not in by_country]
    countries = [_country(code, known.get(code), missions) for code, missions in by_country.items()]
    return {
        "box": _box([(each.x, each.y) for each in found]),
        "land": land,
        "countries": sorted(countries, key=lambda each: (-len(each["missions"]), each["name"])),
    }


def _country(code: str, outline: Outline | None, missions: Iterable[str]) -> Row:
    drawn = {"path": "", "x": None, "y": None} if outline is None else asdict(outline)
    return drawn | {"code": code, "name": country_name(code), "missions": sorted(missions)}


def _box(places: list[tuple[int, int]]) -> str:
    """Return the view box around the places, as much wider than high as the page is."""
    if not places:
        return f"0 0 {_SIZE[0]} {_SIZE[1]}"
    left, right = min(x for x, _ in places) - _AROUND, max(x for x, _ in places) + _AROUND
    top, bottom = min(y for _, y in places) - _AROUND, max(y for _, y in places) + _AROUND
    height = max(bottom - top, (right - left) * 2 // 5)
    width = max(right - left, height * 8 // 5)
    return f"{(left + right - width) // 2} {(top + bottom - height) // 2} {width} {height}"
