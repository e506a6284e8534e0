"""Cuts a stretch of text into pieces at the ends of the marks that lie on it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Span


class Mark(NamedTuple):
    """What is said of a span: `name` is the kind of mark, `title` what it says, `href` where it leads."""

    span: Span
    name: str
    title: str = ""
    href: str = ""


class Piece(NamedTuple):
    """A run of text under the same marks, the longest first."""

    text: str
    marks: tuple[Mark, ...]


def pieces(text: str, span: Span, marks: Iterable[Mark]) -> list[Piece]:
    """Return `text[span.start:span.end]` in pieces, each under all marks that cover it."""
    inside = sorted(
        (each for each in marks if each.span.start < span.end and span.start < each.span.end),
        key=lambda each: (each.span.start, -each.span.end, each.name),
    )
    ends = {end for each in inside for end in each.span if span.start < end < span.end}
    cuts = [span.start, *sorted(ends), span.end]
    found: list[Piece] = []
    open_marks: list[Mark] = []
    waiting = 0
    for start, end in pairwise(cuts):
        open_marks = [each for each in open_marks if each.span.end > start]
        while waiting < len(inside) and inside[waiting].span.start <= start:
            open_marks.append(inside[waiting])
            waiting += 1
        found.append(Piece(text[start:end], tuple(sorted(open_marks, key=_longest))))
    return found


def _longest(mark: Mark) -> tuple[int, str]:
    return (mark.span.start - mark.span.end, mark.name)
