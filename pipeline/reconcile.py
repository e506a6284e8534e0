"""Reconciles statements to one record a mission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, cast

from pipeline.ledger import ledger
from pipeline.model import (
    Dataset,
    Extraction,
    MissionType,
    Quarantined,
    Record,
    RunningStatus,
    Section,
    Statement,
    revised,
)
from pipeline.normalise.names import kind, organisation
from pipeline.rulebook import MissionEntry, missions

_SINGLE: Final = ("type", "launched", "mandate_end", "staff", "name", "predecessor", "successor")


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
        ledger=tuple(entry for each in extractions for entry in ledger(each)),
    )


def records(
    statements: Iterable[Statement], sections: Sequence[Section]
) -> tuple[tuple[Record, ...], tuple[Statement, ...]]:
    """Return a record for each mission, by id, and the statements, marked where a record shows them.

    Rejected statements say nothing: no record shows one.
    Of several statements of a property, asserted ones go before planned ones, the text before the
    gazetteer, and of dates the more precise one, before the surer one.
    """
    by_mission: dict[str, list[Statement]] = defaultdict(list)
    all_statements = [revised(s, selected=False) if s.selected else s for s in statements]
    for statement in all_statements:
        standing = by_mission[statement.mission_id]  # a mission of which all is rejected has its record too
        if statement.status != "rejected":
            standing.append(statement)
    listed = {section.mission_id for section in sections if section.kind == "mission"}
    made, chosen = [], set()
    for mission_id in sorted(by_mission):
        shown = _shown(by_mission[mission_id])
        chosen |= {s.statement_id for group in shown.values() for s in group}
        made.append(_record(mission_id, shown, by_mission[mission_id], is_listed=mission_id in listed))
    marked = (revised(s, selected=True) if s.statement_id in chosen else s for s in all_statements)
    return tuple(made), tuple(marked)


def _shown(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Return the statements that the record shows, by property."""
    said: dict[str, list[Statement]] = defaultdict(list)
    hosts: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        if s.assertion == "asserted" or (s.assertion == "planned" and s.property == "staff"):
            (hosts[s.value] if s.property == "host_country" else said[s.property]).append(s)
    shown: dict[str, list[Statement]] = {name: [_best(said[name])] for name in _SINGLE if name in said}
    ordered = sorted(hosts.values(), key=lambda group: (-len(group), group[0].document_id, group[0].span))
    shown["host_country"] = [_best(group) for group in ordered]
    return shown


def _best(statements: Sequence[Statement]) -> Statement:
    return statements[0] if len(statements) == 1 else max(statements, key=rank)


def rank(s: Statement) -> tuple[object, ...]:
    """Order statements of one property: the one that the record shows is the greatest."""
    whole = s.property != "staff" or s.basis in {None, "deployed", "authorised"}
    return (
        s.assertion == "asserted",
        s.status == "corrected" or not s.rule.startswith("gazetteer:"),
        whole,
        s.as_of or "",
        int(s.value) if s.property == "staff" and s.value.isdigit() and not whole else 0,
        s.upper or "" if s.property == "mandate_end" else "",
        len(s.value) if s.property in {"launched", "mandate_end"} else 0,
        s.confidence.value,
        s.statement_id,
    )


def _record(
    mission_id: str, shown: dict[str, list[Statement]], statements: Sequence[Statement], *, is_listed: bool
) -> Record:
    entry = missions().get(mission_id)
    first = {name: group[0] for name, group in shown.items() if group}
    launched, end, staff = first.get("launched"), first.get("mandate_end"), first.get("staff")
    before, after = first.get("predecessor"), first.get("successor")
    selected = [s for group in shown.values() for s in group]
    return Record(
        mission_id=mission_id,
        name=entry.name if entry is not None else _longest_name(statements) or mission_id,
        acronym=mission_id if mission_id.split()[0].isupper() else None,
        organisation=organisation(mission_id),
        kind=kind(mission_id),
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
        predecessor=before.value if before else entry.predecessor if entry is not None else None,
        successor=after.value if after else entry.successor if entry is not None else None,
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


def _status(entry: MissionEntry | None, statements: Sequence[Statement], *, is_listed: bool) -> RunningStatus:
    """Say whether the mission runs: by the text, then by the list that it stands in, then as known."""
    if is_planned(statements):
        return "planned"
    if any(s.property == "mandate_end" and s.rule.startswith("mandate.ended") for s in statements):
        return "ended"
    if is_listed:
        return "running"
    if entry is None:
        return "unknown"
    return "running" if entry.ended is None else "ended"


def is_planned(statements: Sequence[Statement]) -> bool:
    """Say whether all that is said of the mission's start lies ahead."""
    starts = {s.assertion for s in statements if s.property in {"launched", "status"}}
    return starts == {"planned"}
