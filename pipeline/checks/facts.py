"""Holds what a page says of one mission against what else it says, and against the gazetteer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.draft import Draft
from pipeline.model import Outcome, Statement
from pipeline.rulebook import missions

HAS_ONE: Final = ("launched", "type")
"""Properties of which two different values cannot both be true.

Counts of staff can, of parts and wholes, then and now; of two ends of a mandate the later is an extension."""
_OF_GAZETTEER: Final = frozenset({"host.in-name", "launched.nearby"})
_LAST_DAY: Final = {4: "-12-31", 7: "-31", 10: ""}


def ends_after_launches(statements: Sequence[Statement]) -> Iterator[Draft]:
    """Hold the end of each mission's mandate against its launch."""
    by_property: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.selected:
            by_property[s.mission_id, s.property].append(s)
    for (mission_id, name), ends in sorted(by_property.items()):
        for launch in by_property.get((mission_id, "launched"), []) if name == "mandate_end" else []:
            outcome: Outcome = "holds" if (ends[0].upper or "") >= (launch.lower or "") else "conflict"
            explanation = f"launched: “{launch.quote}”; mandate: “{ends[0].quote}”"
            kind = "mandate_end after launched"
            yield Draft(kind, mission_id, outcome, launch.value, ends[0].value, explanation)


def facts_against_each_other(statements: Sequence[Statement]) -> Iterator[Draft]:
    """Hold each value of a property that can have but one against the first that the text has of the mission.

    A heading goes before the text below it. A more precise date that agrees says the same.
    """
    for (mission_id, name), found in _of_text(statements).items():
        first, *others = sorted(found, key=lambda s: (not s.rule.startswith("type.heading"), s.span))
        for other in {s.value: s for s in reversed(others) if s.span != first.span}.values():
            outcome: Outcome = "holds" if agree(first, other) else "conflict"
            explanation = f"“{first.quote}” and “{other.quote}”"
            yield Draft(f"{name} against {name}", mission_id, outcome, first.value, other.value, explanation)


def facts_against_gazetteer(statements: Sequence[Statement]) -> Iterator[Draft]:
    """Hold each launch, type and host that the text states against the gazetteer, where that knows it.

    A host in a mission's name is how the gazetteer knows the mission, and no second source; nor is a day that
    was found by it.
    """
    asserted = (s for s in statements if s.assertion == "asserted" and s.rule not in _OF_GAZETTEER)
    told = (s for s in asserted if not s.rule.startswith("gazetteer:"))
    for s in {(s.mission_id, s.property, s.value): s for s in told}.values():
        if known := known_of(s):
            outcome: Outcome = "holds" if agrees_with_gazetteer(s) else "conflict"
            expected, kind = ", ".join(known), f"{s.property} against the gazetteer"
            explanation = f"“{s.quote}”; the gazetteer has {expected} for {s.mission_id}"
            yield Draft(kind, s.mission_id, outcome, expected, s.value, explanation)


def agree(one: Statement, other: Statement) -> bool:
    """Say whether both can be true: the same value, or dates that may be the same day."""
    if one.value == other.value:
        return True
    if one.lower is None or one.upper is None or other.lower is None or other.upper is None:
        return False
    return one.lower <= other.upper and other.lower <= one.upper


def known_of(s: Statement) -> tuple[str, ...]:
    """Return the values that the gazetteer has for the statement's mission and property, if any."""
    entry = missions().get(s.mission_id)
    if entry is None:
        return ()
    match s.property:
        case "launched":
            return () if entry.launched is None else (entry.launched,)
        case "type":
            return () if entry.type is None else (entry.type,)
        case "host_country":
            return entry.hosts
        case _:
            return ()


def agrees_with_gazetteer(s: Statement) -> bool:
    """Say whether the statement's value is the gazetteer's, or a date that may be the same day."""
    known = known_of(s)
    if s.property != "launched" or s.lower is None or s.upper is None:
        return s.value in known
    last = known[0] + _LAST_DAY[len(known[0])]
    return known[0] <= s.upper and s.lower <= last


def _of_text(statements: Sequence[Statement]) -> dict[tuple[str, str], list[Statement]]:
    """Return what the text asserts, by mission and property."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.property in HAS_ONE and s.assertion == "asserted" and not s.rule.startswith("gazetteer:"):
            found[s.mission_id, s.property].append(s)
    return found
