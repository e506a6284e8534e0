"""Puts the lines of a page into the order of reading: column by column, the rows of tables across."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.read.pdf.lines import Band, Segment

# Two lines or more that share a gap are parted by it.
_LEAST_ROWS = 2
_MOST_GUTTERS = 40
_DEEPEST = 12
# The lines of a table stand level across it, in points; of independent columns few do.
_ALIGNED = 1.5
_LEVEL = 0.6
# In sizes of the letters: how far below the next line of a paragraph stands at most, and that of a cell.
_LEADING_OF_PARAGRAPHS = 1.6
_LEADING_OF_CELLS = 1.35


class Column(NamedTuple):
    """Lines of prose below each other, between the same edges."""

    lines: tuple[Segment, ...]


class Table(NamedTuple):
    """Rows of cells, each cell with its segments from top to bottom; a cell may have none."""

    rows: tuple[tuple[tuple[Segment, ...], ...], ...]


def in_order(bands: Sequence[Band], depth: int = 0) -> Iterator[Column | Table]:
    """Yield what stands on a page in the order of reading."""
    gutter = _gutter(bands) if depth < _DEEPEST else None
    if gutter is None:
        yield from _across(bands)
        return
    for is_crossed, zone in _zones(bands, gutter):
        left = [side for band in zone if (side := [each for each in band if each.right <= gutter])]
        right = [side for band in zone if (side := [each for each in band if each.left >= gutter])]
        if is_crossed:
            yield from in_order(zone, depth + 1)
        elif left and right and _are_columns(zone, left, right):
            yield from in_order(left, depth + 1)
            yield from in_order(right, depth + 1)
        else:
            yield from _across(zone)


def _gutter(bands: Sequence[Band]) -> float | None:
    """Where the lines are parted into two columns, if they are: in the gap that most of them share."""
    gaps = [(before.right, after.left) for band in bands for before, after in pairwise(band)]
    middles = Counter((left + right) / 2 for left, right in gaps).most_common(_MOST_GUTTERS)
    shared = [(sum(left < x < right for left, right in gaps), -x) for x, _ in middles]
    count, x = max(shared, default=(0, 0.0))
    return -x if count >= _LEAST_ROWS else None


def _zones(bands: Sequence[Band], gutter: float) -> Iterator[tuple[bool, list[Band]]]:
    """The lines that cross the gutter and those that do not, by turns; lines on the left alone stand with
    those above or below that they are close to."""
    zones = [
        (is_crossed, list(zone))
        for is_crossed, zone in groupby(
            bands, key=lambda band: any(each.left < gutter < each.right for each in band)
        )
    ]
    for (is_crossed, zone), (_, after) in zip(zones, [*zones[1:], (False, [])], strict=True):
        while len(zone) > 1 and after and not is_crossed and _leads_to(zone, after, gutter):
            after.insert(0, zone.pop())
        opening = 0 if is_crossed else next((i for i, band in enumerate(zone) if band[-1].left >= gutter), 0)
        if opening:
            yield True, zone[:opening]
        yield is_crossed, zone[opening:]


def _leads_to(zone: Sequence[Band], after: Sequence[Band], gutter: float) -> bool:
    """Whether the last line of a zone stands on the left alone, close above what comes after."""
    last = zone[-1]
    return (
        last[-1].right <= gutter
        and after[0][0].base - last[0].base <= _LEADING_OF_PARAGRAPHS * last[0].largest.size
    )


def _are_columns(zone: Sequence[Band], left: Sequence[Band], right: Sequence[Band]) -> bool:
    """Whether each side is read to its end: the first one is prose, or their lines stand at other heights."""
    runs_on = sum(line[0].text[:1].islower() for line in left)
    level = sum(len(band) > 1 and abs(band[0].base - band[-1].base) <= _ALIGNED for band in zone)
    return 4 * runs_on >= len(left) or level < _LEVEL * min(len(left), len(right))


def _across(bands: Sequence[Band]) -> Iterator[Column | Table]:
    """What is read line by line: rows where a line has several segments, with what goes on below a cell."""
    group: list[Band] = []
    for band in bands:
        in_table = bool(group) and len(group[0]) > 1
        if group and in_table != (len(band) > 1) and not (in_table and _hangs(group, band)):
            yield _column_or_table(group)
            group = []
        group.append(band)
    if group:
        yield _column_or_table(group)


def _hangs(rows: Sequence[Band], band: Band) -> bool:
    """Whether a line of one segment is the rest of a cell above it, but in the first column."""
    return _is_close(rows[-1], band) and band[0].left >= min(row[0].right for row in rows if len(row) > 1)


def _is_close(above: Band, below: Band) -> bool:
    return below[0].base - above[0].base <= _LEADING_OF_CELLS * below[0].largest.size


def _column_or_table(bands: Sequence[Band]) -> Column | Table:
    if len(bands[0]) == 1:
        return Column(tuple(band[0] for band in bands))
    starts = _starts(bands)
    rows: list[list[list[Segment]]] = []
    for i, band in enumerate(bands):
        cells: list[list[Segment]] = [[] for _ in starts]
        for segment in band:
            cells[max(bisect_right(starts, segment.left + _ALIGNED) - 1, 0)].append(segment)
        if rows and not cells[0] and _is_close(bands[i - 1], band):
            for cell, more in zip(rows[-1], cells, strict=True):
                cell += more
        else:
            rows.append(cells)
    return Table(tuple(tuple(tuple(cell) for cell in row) for row in rows))


def _starts(bands: Sequence[Band]) -> list[float]:
    """The left edges of the columns, by the lines that have a segment in the most of them."""
    most = max(len(band) for band in bands)
    full = [band for band in bands if len(band) == most]
    return [min(band[i].left for band in full) for i in range(most)]
