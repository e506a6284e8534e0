"""What a new value is to the old one: a finer reading of it, its successor, its contradiction."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compare.worlds import Said
from pipeline.model import Relation


def relation(name: str, old: Said, new: Said, *, by_source: bool) -> Relation:
    """Return how two values of the property `name` are related; `by_source`, whether the page changed.

    A later end of a mandate takes the place of the one before, and so does a number that a page gives now.
    Bounds that lie inside the old ones refine it: 'March 2022' by '14 March 2022'.
    """
    if name == "name":
        return "reworded"
    if (old.value, old.lower, old.upper) == (new.value, new.lower, new.upper):
        return "asserted anew"
    if name == "mandate_end" and _end(new) > _end(old) and not _inside(new, old):
        return "superseded"
    if old.value == new.value or _inside(new, old) or _inside(old, new):
        return "refined" if _width(new) <= _width(old) else "coarsened"
    if name in {"staff", "contingent"} and by_source:
        return "superseded"
    return "contradicted"


def closest(old: Said, among: Sequence[Said]) -> Said:
    """Return which of several new values an old one is most likely to have become."""
    return min(among, key=lambda new: (new.assertion != old.assertion, not _inside(new, old), new))


def _inside(one: Said, other: Said) -> bool:
    """Say whether the bounds of one lie within those of the other; without any, no value lies in another."""
    if other.lower is None and other.upper is None:
        return False
    bounds = (one.lower or one.value, one.upper or one.value)
    return _at_least(bounds[0], other.lower) and _at_least(other.upper, bounds[1])


def _at_least(greater: str | None, less: str | None) -> bool:
    """Compare two numbers or two days; what is not bounded holds."""
    if greater is None or less is None:
        return True
    if greater.isdecimal() and less.isdecimal():
        return int(greater) >= int(less)
    return greater >= less


def _width(said: Said) -> int:
    """Return how much a value leaves open, to tell the finer of two that lie in each other."""
    if said.lower is None or said.upper is None:
        return 2**62
    digits = [int("".join(filter(str.isdecimal, bound))) for bound in (said.lower, said.upper)]
    return digits[1] - digits[0]


def _end(said: Said) -> str:
    return said.upper or said.value
