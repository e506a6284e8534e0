"""Reconciles statements to one record a mission, and holds a page against itself."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias, cast

from pipeline.model import (
    Check,
    Claim,
    Dataset,
    Extraction,
    MissionKind,
    MissionType,
    Outcome,
    Quarantined,
    Record,
    RunningStatus,
    Section,
    Statement,
    revised,
)
from pipeline.rulebook import MissionEntry, missions

_SINGLE: Final = ("type", "launched", "mandate_end", "staff", "name")
_LEAST_LISTED: Final = 3


def assemble(extractions: Sequence[Extraction], quarantined: Sequence[Quarantined]) -> Dataset:
    """Return the rows of a release: all documents' rows, and one record a mission over all of them."""
    sections = tuple(section for each in extractions for section in each.sections)
    merged, statements = records([s for each in extractions for s in each.statements], sections)
    return Dataset(
        documents=(*(each.document for each in extractions), *quarantined),
        sections=sections,
        mentions=tuple(mention for each in extractions for mention in each.mentions),
        statements=statements,
        missions=merged,
        claims=tuple(claim for each in extractions for claim in each.claims),
        checks=tuple(check for each in extractions for check in each.checks),
    )


def records(
    statements: Iterable[Statement], sections: Sequence[Section]
) -> tuple[tuple[Record, ...], tuple[Statement, ...]]:
    """Return a record for each mission, by id, and the statements, marked where a record shows them.

    Of several statements of a property, asserted ones go before planned ones, the text before the
    gazetteer, and of launches the more precise date, before the surer one.
    """
    by_mission: dict[str, list[Statement]] = defaultdict(list)
    all_statements = [revised(s, selected=False) if s.selected else s for s in statements]
    for statement in all_statements:
        by_mission[statement.mission_id].append(statement)
    listed = {section.mission_id for section in sections if section.kind == "mission"}
    made, chosen = [], set()
    for mission_id in sorted(by_mission):
        shown = _shown(by_mission[mission_id])
        chosen |= {s.statement_id for group in shown.values() for s in group}
        made.append(_record(mission_id, shown, by_mission[mission_id], is_listed=mission_id in listed))
    marked = (revised(s, selected=True) if s.statement_id in chosen else s for s in all_statements)
    return tuple(made), tuple(marked)


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


def _shown(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Return the statements that the record shows, by property."""
    shown: dict[str, list[Statement]] = {}
    for name in _SINGLE:
        candidates = [s for s in statements if s.property == name and s.assertion == "asserted"]
        if name == "staff":
            candidates = [
                s for s in statements if s.property == "staff" and s.assertion in {"asserted", "planned"}
            ]
        if candidates:
            shown[name] = [max(candidates, key=_rank)]
    hosts: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.property == "host_country" and s.assertion == "asserted":
            hosts[s.value].append(s)
    ordered = sorted(hosts.values(), key=lambda group: (-len(group), group[0].document_id, group[0].span))
    shown["host_country"] = [max(group, key=_rank) for group in ordered]
    return shown


def _rank(s: Statement) -> tuple[object, ...]:
    """Order statements of one property: the one that the record shows is the greatest."""
    whole = s.property != "staff" or s.basis in {None, "deployed", "authorised"}
    return (
        s.assertion == "asserted",
        not s.rule.startswith("gazetteer:"),
        whole,
        s.as_of or "",
        int(s.value) if s.property == "staff" and s.value.isdigit() and not whole else 0,
        s.upper or "" if s.property == "mandate_end" else "",
        len(s.value) if s.property == "launched" else 0,
        s.confidence.value,
        s.statement_id,
    )


def _record(
    mission_id: str, shown: dict[str, list[Statement]], statements: Sequence[Statement], *, is_listed: bool
) -> Record:
    entry = missions().get(mission_id)
    first = {name: group[0] for name, group in shown.items() if group}
    launched, end, staff = first.get("launched"), first.get("mandate_end"), first.get("staff")
    selected = [s for group in shown.values() for s in group]
    return Record(
        mission_id=mission_id,
        name=entry.name if entry is not None else _longest_name(statements) or mission_id,
        acronym=mission_id if mission_id.split()[0].isupper() else None,
        organisation=entry.organisation if entry is not None else _organisation(mission_id),
        kind=entry.kind if entry is not None else _kind(mission_id),
        provisional=entry is None,
        type=cast(MissionType, first["type"].value) if "type" in first else None,
        status=_status(entry, statements, is_listed=is_listed),
        host_countries=tuple(s.value for s in shown["host_country"]),
        launched=launched.value if launched else None,
        launched_earliest=launched.lower if launched else None,
        launched_latest=launched.upper if launched else None,
        mandate_end=end.value if end else None,
        mandate_end_earliest=end.lower if end else None,
        mandate_end_latest=end.upper if end else None,
        staff=staff.value if staff else None,
        staff_lower=staff.lower if staff else None,
        staff_upper=staff.upper if staff else None,
        predecessor=entry.predecessor if entry is not None else None,
        successor=entry.successor if entry is not None else None,
        wikidata_id=entry.wikidata_id if entry is not None else None,
        confidence=min((s.confidence.value for s in selected), default=0.0),
        needs_review=any(s.status == "review" for s in selected),
    )


def _longest_name(statements: Sequence[Statement]) -> str | None:
    return max(
        (s.value for s in statements if s.property == "name"),
        key=lambda name: (len(name), name),
        default=None,
    )


def _organisation(mission_id: str) -> str:
    known = (
        ("EU", "EU"),
        ("European", "EU"),
        ("UN", "UN"),
        ("United Nations", "UN"),
        ("MINU", "UN"),
        ("NATO", "NATO"),
    )
    return next((name for start, name in known if mission_id.startswith(start)), "unknown")


def _kind(mission_id: str) -> MissionKind:
    if "Cell" in mission_id:
        return "cell"
    return "operation" if mission_id.startswith(("Operation", "EUFOR", "EUNAVFOR")) else "mission"


def _status(entry: MissionEntry | None, statements: Sequence[Statement], *, is_listed: bool) -> RunningStatus:
    """Say whether the mission runs: by the text, then by the list that it stands in, then as known."""
    if _is_planned(statements):
        return "planned"
    if any(s.property == "mandate_end" and s.rule.startswith("mandate.ended") for s in statements):
        return "ended"
    if is_listed:
        return "running"
    if entry is None:
        return "unknown"
    return "running" if entry.ended is None else "ended"


def _is_planned(statements: Sequence[Statement]) -> bool:
    """Say whether all that is said of the mission's start lies ahead."""
    starts = {s.assertion for s in statements if s.property in {"launched", "status"}}
    return starts == {"planned"}


_Draft: TypeAlias = tuple[str, str | None, Outcome, str | None, str | None, str]


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
    cells = [m for m in ids if (missions()[m].kind if m in missions() else _kind(m)) == "cell"]
    planned = [m for m in ids if _is_planned([s for s in statements if s.mission_id == m])]
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
    best = max(found, key=_rank)
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
