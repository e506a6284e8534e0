"""The description of a release that Frictionless tools read: `datapackage.json`, Data Package 2.0."""

from __future__ import annotations

import hashlib
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from pipeline.model import (
    Check,
    Claim,
    Decision,
    DecisionOutcome,
    LedgerEntry,
    Mention,
    Record,
    Section,
    Statement,
)
from pipeline.publish.schemas import FLAG, MOMENT, PARTS, REAL, TABLES, TEXT, TEXTS, WHOLE

# Frictionless reads the lists of a Parquet file as arrays of NumPy, which are no 'array' to it.
TYPES = {
    TEXT: "string", WHOLE: "integer", REAL: "number", FLAG: "boolean",
    MOMENT: "datetime", TEXTS: "any", PARTS: "any",
}  # fmt: skip
LISTS = {TEXTS: "A list of texts.", PARTS: "A list of the named parts: objects with `part` and `value`."}
NOUNS = {
    "sections": (Section,), "mentions": (Mention,), "statements": (Statement,), "missions": (Record,),
    "claims": (Claim,), "checks": (Check,), "ledger": (LedgerEntry,),
    "decisions": (Decision, DecisionOutcome),
}  # fmt: skip
IDS = {
    "documents": "document_id", "sections": "section_id", "mentions": "mention_id",
    "statements": "statement_id", "missions": "mission_id", "checks": "check_id",
    "decisions": "decision_id",
}  # fmt: skip
"""The column that alone tells the rows of a table apart; the other tables have no such column."""
REFERENCES = {"document_id": "documents", "section_id": "sections", "mission_id": "missions"}
"""The columns that, in whatever other table, name a row of this one."""
OUTLIVING = {("decisions", "mission_id")}
"""Columns that may name what the release has no more: a decision outlives what it was on."""
LEAST = {"alike": 0, "confidence": 0, "characters": 0, "ordinal": 0, "start": 0, "end": 0}
MOST = {"confidence": 1}
PATTERNS = {"document_id": "[0-9a-f]{64}"}

Json = dict[str, Any]


def data_package(release: str, files: dict[str, bytes]) -> Json:
    """Return the description of the tables among `files`, by which a Frictionless validator accepts them.

    The sizes of the files are in the manifest alone: the validator counts no bytes of Parquet files
    and takes any number for wrong.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "missions",
        "title": "Missions and operations, with the evidence for each fact",
        "version": release,
        "resources": [_resource(name, files[f"{name}.parquet"]) for name in TABLES],
    }


def _resource(name: str, data: bytes) -> Json:
    return {
        "name": name,
        "path": f"{name}.parquet",
        "type": "table",
        "description": f"A row is {TABLES[name].row}.",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": _schema(name),
    }


def _schema(name: str) -> Json:
    table = TABLES[name]
    references = [
        {"fields": [column], "reference": {"resource": other, "fields": [column]}}
        for column, other in REFERENCES.items()
        if column in table.schema.names and other != name and (name, column) not in OUTLIVING
    ]
    return {
        "fields": [_field(name, field) for field in table.schema],
        "primaryKey": [IDS[name]] if name in IDS else list(table.key),
    } | ({"foreignKeys": references} if references else {})


def _field(table: str, field: pa.Field) -> Json:
    described: Json = {"name": field.name, "type": TYPES[field.type]}
    if field.type in LISTS:
        described["description"] = LISTS[field.type]
    if field.type == WHOLE and field.nullable:
        described["missingValues"] = ["", "nan"]  # a null among whole numbers, as pandas reads it
    return described | {"constraints": _constraints(table, field)}


def _constraints(table: str, field: pa.Field) -> Json:
    known = {
        "minimum": LEAST.get(field.name),
        "maximum": MOST.get(field.name),
        "pattern": PATTERNS.get(field.name),
        "enum": _closed(table, field.name),
    }
    told = {name: value for name, value in known.items() if value is not None}
    return {"required": not field.nullable} | told


def _closed(table: str, column: str) -> list[str] | None:
    """Return the values of a column that holds one of a closed set, as the nouns have it."""
    if (table, column) == ("documents", "status"):
        return ["ingested", "quarantined"]
    hints = (get_type_hints(noun).get(column) for noun in NOUNS.get(table, ()))
    return next((values for hint in hints if (values := _literals(hint))), None)


def _literals(hint: Any) -> list[str]:  # noqa: ANN401  (any annotation)
    """Return the texts of a Literal, also where it is one of a union; of another type none."""
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return [value for each in get_args(hint) for value in _literals(each)]
    return []
