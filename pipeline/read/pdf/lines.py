"""The lines of a page, parted where wide gaps are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.runs import Run
from pipeline.read.shape import is_footnote

# Distances are in sizes of the letters.
_SAME_LINE = 0.5
_WORD_GAP = 0.1
_WIDE_GAP = 1.0
_GAP_AFTER_A_MARKER = 4.0
_LONGEST_MARKER = 3
_SMALL = 0.8
_RAISED = 0.2


class Segment(NamedTuple):
    """What stands on one line without a wide gap."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The text, with a blank where the runs stand apart."""
        text = self.runs[0].text
        for before, run in pairwise(self.runs):
            is_raised = run.size <= _SMALL * before.size and before.base - run.base > _RAISED * before.size
            if is_raised and is_footnote(run.text, text):
                text += f"[{run.text}]"
            else:
                text += " " * (run.left - before.right > _WORD_GAP * run.size) + run.text
        return text

    @property
    def left(self) -> float:
        """The left edge, in points."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """The right edge, in points."""
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        """The upper edge, in points."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """The lower edge, in points."""
        return max(run.bottom for run in self.runs)

    @property
    def base(self) -> float:
        """Where the letters stand, in points."""
        return self.largest.base

    @property
    def largest(self) -> Run:
        """The run with the most characters, whose size and weight count."""
        return max(self.runs, key=lambda run: len(run.text))


Band = list[Segment]
"""What stands on one line, from left to right."""


def bands_of(runs: Iterable[Run]) -> list[Band]:
    """Return the lines of a page from top to bottom, each from left to right in segments."""
    bands: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.base, run.left)):
        if bands and abs(run.base - bands[-1][0].base) < _SAME_LINE * max(run.size, bands[-1][0].size):
            bands[-1].append(run)
        else:
            bands.append([run])
    return [list(_segments(sorted(band, key=lambda run: run.left))) for band in bands]


def _segments(runs: list[Run]) -> Iterator[Segment]:
    group = [runs[0]]
    for run in runs[1:]:
        last = group[-1]
        widest = _GAP_AFTER_A_MARKER if len(group) == 1 and _is_marker(last.text) else _WIDE_GAP
        if run.left - last.right < widest * max(run.size, last.size):
            group.append(run)
        else:
            yield Segment(tuple(group))
            group = [run]
    yield Segment(tuple(group))


def _is_marker(text: str) -> bool:
    """Whether this may stand before an item of a list."""
    return len(text) <= _LONGEST_MARKER and (not text.isalnum() or text == "o")
