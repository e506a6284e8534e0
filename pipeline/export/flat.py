"""The flat list of missions: a row a mission, each field with the quote that it rests on and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.export.sheet import Row, Sheet, sheet
from pipeline.report.countries import country_name

LIST = "list"
HOSTS = "host_countries"
FIELDS = {
    "type": "type",
    HOSTS: "host_country",
    "launched": "launched",
    "mandate_end": "mandate_end",
    "staff": "staff",
    "predecessor": "predecessor",
    "successor": "successor",
}
"""The fields that carry evidence, and the property of the statements that it is taken from."""
COLUMNS = (
    "mission_id", "name", "acronym", "organisation", "kind", "type", "status", HOSTS, "host_country_names",
    "launched", "launched_earliest", "launched_latest",
    "mandate_end", "mandate_end_earliest", "mandate_end_latest",
    "staff", "staff_lower", "staff_upper", "staff_unit", "staff_basis", "staff_as_of", "staff_assertion",
    "predecessor", "successor", "wikidata_id", "provisional", "confidence", "needs_review",
)  # fmt: skip
SAID_OF_STAFF = ("unit", "basis", "as_of", "assertion")
EVIDENCE = ("confidence", "status", "quote", "where", "url", "rule")
NEEDED = {
    "mission_id", "property", "value", *SAID_OF_STAFF, "document_id", "start", "end", "quote", "rule",
    "confidence", "status", "selected",
}  # fmt: skip
"""The columns of the statements that all this is made of."""

Shown = Mapping[str, Sequence[Row]]
"""The statements that the record of a mission shows, by property."""


def flat(folder: Path) -> Sheet:
    """Return the list of the release in `folder`, in the order of the missions.

    After the record come for each of its fields confidence, status, quote, place (`name:start-end`),
    address and rule; of the host countries they are lists, in the order of the countries.
    """
    missions = sheet("missions", folder)
    evidence = [f"{field}_{what}" for field in FIELDS for what in EVIDENCE]
    return Sheet(LIST, (*COLUMNS, *evidence), _rows(missions.rows, folder))


def _rows(missions: Iterable[Row], folder: Path) -> Iterator[Row]:
    documents = {row["document_id"]: row for row in sheet("documents", folder).rows}
    shown = _shown(folder)
    for mission in missions:
        yield _row(mission, shown.get(mission["mission_id"], {}), documents)


def _shown(folder: Path) -> dict[str, dict[str, list[Row]]]:
    """Return by mission what its record shows; the other statements are not kept."""
    shown: dict[str, dict[str, list[Row]]] = {}
    for row in sheet("statements", folder, columns=NEEDED).rows:
        if row["selected"] and row["property"] in FIELDS.values():
            shown.setdefault(row["mission_id"], {}).setdefault(row["property"], []).append(row)
    return shown


def _row(mission: Row, shown: Shown, documents: Mapping[str, Row]) -> Row:
    first = {name: statements[0] for name, statements in shown.items()}
    hosts = {each["value"]: each for each in shown.get("host_country", ())}
    staff = first.get("staff", {})
    row = {name: mission.get(name) for name in COLUMNS}
    row["host_country_names"] = [country_name(code) for code in mission[HOSTS]]
    row |= {f"staff_{what}": staff.get(what) for what in SAID_OF_STAFF}
    for what in EVIDENCE:
        for field, name in FIELDS.items():
            row[f"{field}_{what}"] = _evidence(what, first.get(name), documents)
        row[f"{HOSTS}_{what}"] = [_evidence(what, hosts.get(code), documents) for code in mission[HOSTS]]
    return row


def _evidence(what: str, statement: Row | None, documents: Mapping[str, Row]) -> object:
    if statement is None:
        return None
    document = documents[statement["document_id"]]
    match what:
        case "where":
            return f"{document['name']}:{statement['start']}-{statement['end']}"
        case "url":
            return document["url"]
        case _:
            return statement[what]
