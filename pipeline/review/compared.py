"""Two versions of a page side by side, around the evidence: the paragraphs to show, cut into pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.model import Document, Span
from pipeline.report.pieces import Mark, Piece, pieces
from pipeline.review.differences import Pair, side_by_side

AROUND: Final = 2
"""Paragraphs that are shown before and after the evidence, and around what changed near it."""
MOST: Final = 60
"""Paragraphs that are shown at most."""


class Line(NamedTuple):
    """A paragraph in both versions, empty where one has none; `skipped` were left out before it."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]
    has_evidence: bool
    is_changed: bool
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """The lines to show; `trouble` says why there are none, `is_same` that the two texts are the same."""

    lines: tuple[Line, ...]
    trouble: str
    is_same: bool


def compared(old: Document, new: Document, was: Span | None, now: Span | None) -> Compared:
    """Return the paragraphs of both versions around the evidence, with the words that changed marked."""
    pairs = side_by_side(old, new)
    return Compared(_lines(pairs, old, new, was, now), "", is_same=old.text == new.text)


def single(document: Document, evidence: Span | None, *, is_new: bool) -> Compared:
    """Return the paragraphs of the only version of a page that there is."""
    spans = [block.span for block in document.blocks]
    pairs = [Pair(None, span) if is_new else Pair(span, None) for span in spans]
    was, now = (None, evidence) if is_new else (evidence, None)
    return Compared(_lines(pairs, document, document, was, now), "", is_same=False)


def _lines(
    pairs: Sequence[Pair], old: Document, new: Document, was: Span | None, now: Span | None
) -> tuple[Line, ...]:
    evident = [_touches(each.old, was) or _touches(each.new, now) for each in pairs]
    changed = [bool(each.gone or each.come) for each in pairs]
    kept = _kept(evident, changed)
    found: list[Line] = []
    last = -1
    for at in kept:
        pair = pairs[at]
        left = () if pair.old is None else _side(old, pair.old, was, pair.gone, "gone")
        right = () if pair.new is None else _side(new, pair.new, now, pair.come, "come")
        found.append(Line(left, right, evident[at], changed[at], at - last - 1))
        last = at
    return tuple(found)


def _kept(evident: Sequence[bool], changed: Sequence[bool]) -> list[int]:
    """Return which paragraphs to show: those near the evidence first, then what else changed."""
    near = _around([at for at, is_evident in enumerate(evident) if is_evident], len(evident))
    also = [at for at, is_changed in enumerate(changed) if is_changed and at not in near]
    return sorted([*sorted(near)[:MOST], *also[: max(MOST - len(near), 0)]])


def _around(places: Sequence[int], n: int) -> set[int]:
    return {at for place in places for at in range(max(place - AROUND, 0), min(place + AROUND + 1, n))}


def _touches(span: Span | None, evidence: Span | None) -> bool:
    return (
        span is not None and evidence is not None and span.start < evidence.end and evidence.start < span.end
    )


def _side(
    document: Document, span: Span, evidence: Span | None, changed: Sequence[Span], name: str
) -> tuple[Piece, ...]:
    marks = [Mark(each, name) for each in changed]
    if evidence is not None:
        marks.append(Mark(evidence, "evidence"))
    return tuple(pieces(document.text, span, marks))
