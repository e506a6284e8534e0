"""Holds a page against itself: its totals, dates and headings must agree, or it is told where they do not."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from pipeline.model import Check, Claim, Outcome, Section, Statement
from pipeline.normalise.names import kind
from pipeline.reconcile import is_planned, rank
from pipeline.rulebook import missions

_LEAST_LISTED: Final = 3
_Draft: TypeAlias = tuple[str, str | None, Outcome, str | None, str | None, str]


def checks(
    document_id: str, sections: Sequence[Section], statements: Sequence[Statement], claims: Sequence[Claim]
) -> tuple[Check, ...]:
    """Return the questions of consistency that one document was asked, with their outcomes."""
    found = (
        *_totals_against_list(sections, statements, claims),
        *_totals_against_each_other(claims),
        *_parts_against_whole(claims),
        *_ends_after_launches(statements),
        *_headings_against_text(statements),
    )
    return tuple(_numbered(document_id, check) for check in dict.fromkeys(found))


def _numbered(document_id: str, draft: _Draft) -> Check:
    kind, mission_id, outcome, expected, found, explanation = draft
    key = "\0".join((document_id, kind, mission_id or "", expected or "", found or "", explanation))
    check_id = hashlib.sha256(key.encode()).hexdigest()[:24]
    return Check(check_id, document_id, mission_id, kind, outcome, expected, found, explanation)


def _totals_against_list(
    sections: Sequence[Section], statements: Sequence[Statement], claims: Sequence[Claim]
) -> Iterator[_Draft]:
    """Hold each total of missions against those that have a section; cells and planned ones do not count."""
    ids = list(dict.fromkeys(s.mission_id for s in sections if s.mission_id is not None))
    cells = [m for m in ids if kind(m) == "cell"]
    planned = [m for m in ids if is_planned([s for s in statements if s.mission_id == m])]
    counted = [m for m in ids if m not in cells and m not in planned]
    if len(counted) < _LEAST_LISTED:
        return
    types = {m: _type_of(m, statements) for m in counted}
    members: dict[str, list[str]] = {
        "missions_ongoing": counted,
        "missions_civilian": [m for m in counted if types[m][0] == "civilian"],
        "missions_military": [m for m in counted if types[m][0] == "military"],
        "missions_military_training": [m for m in counted if types[m][0] == "military" and _is_training(m)],
    }
    for claim in claims:
        if claim.what in members:
            listed = members[claim.what]
            outcome: Outcome = "holds" if int(claim.value) == len(listed) else "conflict"
            yield (
                f"{claim.what} against the list",
                None,
                outcome,
                claim.value,
                str(len(listed)),
                _list_explanation(claim, listed, types, cells, planned),
            )


def _type_of(mission_id: str, statements: Sequence[Statement]) -> tuple[str | None, bool]:
    """Return the mission's type on this page, and whether only the gazetteer gives it."""
    found = [s for s in statements if s.mission_id == mission_id and s.property == "type"]
    if not found:
        return None, False
    best = max(found, key=rank)
    return best.value, best.rule.startswith("gazetteer:")


def _is_training(mission_id: str) -> bool:
    return mission_id in missions() and "Training" in missions()[mission_id].name


def _list_explanation(
    claim: Claim,
    listed: Sequence[str],
    types: dict[str, tuple[str | None, bool]],
    cells: Sequence[str],
    planned: Sequence[str],
) -> str:
    by_gazetteer = [m for m in listed if types[m][1]] if claim.what != "missions_ongoing" else []
    said = f"“{claim.quote}”: the page lists {len(listed)}"
    if by_gazetteer:
        said += (
            f", {len(listed) - len(by_gazetteer)} by its own words and {len(by_gazetteer)} by the gazetteer"
        )
        said += f" ({', '.join(by_gazetteer)})"
    if cells:
        said += f"; not counted, as cells: {', '.join(cells)}"
    if planned:
        said += f"; not counted, as planned: {', '.join(planned)}"
    return said


def _totals_against_each_other(claims: Sequence[Claim]) -> Iterator[_Draft]:
    """Hold every later total against the first one of the same kind."""
    first: dict[str, Claim] = {}
    for claim in claims:
        if claim.what in {"other", "share"}:
            continue
        earlier = first.setdefault(claim.what, claim)
        if earlier is not claim:
            outcome: Outcome = "holds" if earlier.value == claim.value else "conflict"
            explanation = f"“{earlier.quote}” and “{claim.quote}”"
            yield f"{claim.what} against {claim.what}", None, outcome, earlier.value, claim.value, explanation


def _parts_against_whole(claims: Sequence[Claim]) -> Iterator[_Draft]:
    """Hold the first totals by type against the first total of all."""
    first = {claim.what: claim for claim in reversed(claims)}
    if not {"missions_ongoing", "missions_civilian", "missions_military"} <= set(first):
        return
    whole, civilian, military = (first[f"missions_{kind}"] for kind in ("ongoing", "civilian", "military"))
    total = int(civilian.value) + int(military.value)
    outcome: Outcome = "holds" if total == int(whole.value) else "conflict"
    explanation = f"“{civilian.quote}” and “{military.quote}” make {total}, “{whole.quote}”"
    yield "missions_ongoing against its parts", None, outcome, whole.value, str(total), explanation


def _ends_after_launches(statements: Sequence[Statement]) -> Iterator[_Draft]:
    """Hold the end of each mission's mandate against its launch."""
    by_property: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.selected:
            by_property[s.mission_id, s.property].append(s)
    for (mission_id, name), ends in sorted(by_property.items()):
        for launch in by_property.get((mission_id, "launched"), []) if name == "mandate_end" else []:
            outcome: Outcome = "holds" if (ends[0].upper or "") >= (launch.lower or "") else "conflict"
            explanation = f"launched: “{launch.quote}”; mandate: “{ends[0].quote}”"
            yield "mandate_end after launched", mission_id, outcome, launch.value, ends[0].value, explanation


def _headings_against_text(statements: Sequence[Statement]) -> Iterator[_Draft]:
    """Hold the type in a mission's heading against those in its text."""
    by_mission: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.property == "type" and s.assertion == "asserted" and not s.rule.startswith("gazetteer:"):
            by_mission[s.mission_id].append(s)
    for mission_id, found in sorted(by_mission.items()):
        headings = [s for s in found if s.rule.startswith("type.heading")]
        others = [s for s in found if not s.rule.startswith("type.heading")]
        if headings and others:
            differing = [s for s in others if s.value != headings[0].value]
            outcome: Outcome = "conflict" if differing else "holds"
            other = differing[0] if differing else others[0]
            explanation = f"heading: “{headings[0].quote}”; text: “{other.quote}”"
            yield "type in heading and text", mission_id, outcome, headings[0].value, other.value, explanation
