"""Pairs spans of two sides by overlap, each at most once, the largest overlap first."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Span


def align(left: Sequence[Span], right: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs of indices into `left` and `right` whose spans overlap, in the order of `left`.

    Of equal overlaps the closer fit, then the earlier span, goes first.
    """
    candidates = sorted(
        (-overlap(a, b), _misfit(a, b), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if overlap(a, b) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def overlap(a: Span, b: Span) -> int:
    """How many characters the two share; 0 or less where they lie apart."""
    return min(a.end, b.end) - max(a.start, b.start)


def _misfit(a: Span, b: Span) -> int:
    return abs(a.start - b.start) + abs(a.end - b.end)
