"""Holds the totals that a page states against its list of missions and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.checks.draft import Draft
from pipeline.model import Claim, Outcome, Section, Statement
from pipeline.normalise.names import kind as kind_of
from pipeline.reconcile import is_planned, rank
from pipeline.rulebook import missions

_LEAST_LISTED: Final = 3


def totals_against_list(
    sections: Sequence[Section], statements: Sequence[Statement], claims: Sequence[Claim]
) -> Iterator[Draft]:
    """Hold each total of missions against those that have a section; cells and planned ones do not count."""
    ids = list(dict.fromkeys(s.mission_id for s in sections if s.mission_id is not None))
    cells = [m for m in ids if kind_of(m) == "cell"]
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
            yield Draft(
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


def totals_against_each_other(claims: Sequence[Claim]) -> Iterator[Draft]:
    """Hold every later total against the first one of the same kind."""
    first: dict[str, Claim] = {}
    for claim in claims:
        if claim.what in {"other", "share"}:
            continue
        earlier = first.setdefault(claim.what, claim)
        if earlier is not claim:
            outcome: Outcome = "holds" if earlier.value == claim.value else "conflict"
            explanation = f"“{earlier.quote}” and “{claim.quote}”"
            kind = f"{claim.what} against {claim.what}"
            yield Draft(kind, None, outcome, earlier.value, claim.value, explanation)


def parts_against_whole(claims: Sequence[Claim]) -> Iterator[Draft]:
    """Hold the first totals by type against the first total of all."""
    first = {claim.what: claim for claim in reversed(claims)}
    if not {"missions_ongoing", "missions_civilian", "missions_military"} <= set(first):
        return
    whole, civilian, military = (first[f"missions_{kind}"] for kind in ("ongoing", "civilian", "military"))
    total = int(civilian.value) + int(military.value)
    outcome: Outcome = "holds" if total == int(whole.value) else "conflict"
    explanation = f"“{civilian.quote}” and “{military.quote}” make {total}, “{whole.quote}”"
    yield Draft("missions_ongoing against its parts", None, outcome, whole.value, str(total), explanation)
