"""The tables of a release: what a row is, the columns with their Arrow types, the order of the rows."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TEXT = pa.string()
WHOLE = pa.int64()
REAL = pa.float64()
FLAG = pa.bool_()
MOMENT = pa.timestamp("us", "UTC")
TEXTS = pa.list_(pa.string())
PARTS = pa.list_(pa.struct([pa.field("part", TEXT, nullable=False), pa.field("value", REAL, nullable=False)]))


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `row` says what a row is, and the rows are sorted by the columns of `key`.

    The key has no two equal rows, so that the order of the rows never depends on the order of the inputs.
    """

    row: str
    key: tuple[str, ...]
    schema: pa.Schema


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    """Return the schema of `columns`; a name with a question mark after it may be null."""
    return pa.schema(
        [pa.field(name.rstrip("?"), kind, nullable=name.endswith("?")) for name, kind in columns.items()]
    )


CHANGES = Table(
    row="a difference between two releases in what they say of a mission",
    key=("mission_id", "property", "change_id"),
    schema=_schema(
        {
            "change_id": TEXT,
            "mission_id": TEXT,
            "property": TEXT,
            "key": TEXT,
            "level": TEXT,
            "kind": TEXT,
            "relation": TEXT,
            "old?": TEXT,
            "new?": TEXT,
            "cause": TEXT,
            "severity": WHOLE,
            "explanation": TEXT,
        }
        | {
            f"{side}_{name}?": kind
            for side in ("old", "new")
            for name, kind in {
                "assertion": TEXT,
                "lower": TEXT,
                "upper": TEXT,
                "quote": TEXT,
                "confidence": REAL,
                "rule": TEXT,
                "statement_id": TEXT,
                "document_id": TEXT,
                "start": WHOLE,
                "end": WHOLE,
            }.items()
        }
    ),
)
"""Changes lie beside the releases; their rows come the most severe first."""

TABLES: dict[str, Table] = {
    "documents": Table(
        row="an ingested or quarantined document",
        key=("document_id", "source_id", "name"),
        schema=_schema(
            {
                "document_id": TEXT,
                "source_id": TEXT,
                "name": TEXT,
                "url?": TEXT,
                "media_type": TEXT,
                "retrieved_at?": MOMENT,
                "characters?": WHOLE,
                "status": TEXT,
                "reason?": TEXT,
                "text_sha256?": TEXT,
            }
        ),
    ),
    "sections": Table(
        row="a section of a document; the sections of a document tile its text",
        key=("document_id", "ordinal", "section_id"),
        schema=_schema(
            {
                "document_id": TEXT,
                "section_id": TEXT,
                "ordinal": WHOLE,
                "heading?": TEXT,
                "kind": TEXT,
                "mission_id?": TEXT,
                "start": WHOLE,
                "end": WHOLE,
                "rule": TEXT,
            }
        ),
    ),
    "mentions": Table(
        row="a mention of a mission, date, duration, country, region or count of staff",
        key=("document_id", "start", "end", "label", "mention_id"),
        schema=_schema(
            {
                "document_id": TEXT,
                "section_id": TEXT,
                "mention_id": TEXT,
                "label": TEXT,
                "start": WHOLE,
                "end": WHOLE,
                "text": TEXT,
                "value?": TEXT,
                "lower?": TEXT,
                "upper?": TEXT,
                "unit?": TEXT,
                "rule": TEXT,
                "confidence": REAL,
                "confidence_parts": PARTS,
            }
        ),
    ),
    "statements": Table(
        row="one fact about one mission, with its evidence",
        key=("mission_id", "property", "document_id", "start", "end", "statement_id"),
        schema=_schema(
            {
                "statement_id": TEXT,
                "mission_id": TEXT,
                "property": TEXT,
                "value": TEXT,
                "lower?": TEXT,
                "upper?": TEXT,
                "unit?": TEXT,
                "basis?": TEXT,
                "as_of?": TEXT,
                "assertion": TEXT,
                "document_id": TEXT,
                "section_id": TEXT,
                "start": WHOLE,
                "end": WHOLE,
                "quote": TEXT,
                "rule": TEXT,
                "confidence": REAL,
                "confidence_parts": PARTS,
                "status": TEXT,
                "selected": FLAG,
            }
        ),
    ),
    "missions": Table(
        row="a mission, as the selected statements describe it",
        key=("mission_id",),
        schema=_schema(
            {
                "mission_id": TEXT,
                "name": TEXT,
                "acronym?": TEXT,
                "organisation": TEXT,
                "kind": TEXT,
                "provisional": FLAG,
                "type?": TEXT,
                "status": TEXT,
                "host_countries": TEXTS,
                "launched?": TEXT,
                "launched_earliest?": TEXT,
                "launched_latest?": TEXT,
                "mandate_end?": TEXT,
                "mandate_end_earliest?": TEXT,
                "mandate_end_latest?": TEXT,
                "staff?": TEXT,
                "staff_lower?": TEXT,
                "staff_upper?": TEXT,
                "predecessor?": TEXT,
                "successor?": TEXT,
                "wikidata_id?": TEXT,
                "confidence": REAL,
                "needs_review": FLAG,
            }
        ),
    ),
    "claims": Table(
        row="a total that a document states of its subject as a whole",
        key=("document_id", "start", "end", "what", "value", "rule"),
        schema=_schema(
            {
                "document_id": TEXT,
                "what": TEXT,
                "value": TEXT,
                "lower?": TEXT,
                "upper?": TEXT,
                "unit?": TEXT,
                "start": WHOLE,
                "end": WHOLE,
                "quote": TEXT,
                "rule": TEXT,
                "confidence": REAL,
                "confidence_parts": PARTS,
            }
        ),
    ),
    "checks": Table(
        row="a consistency check and its outcome",
        key=("check_id",),
        schema=_schema(
            {
                "check_id": TEXT,
                "document_id?": TEXT,
                "mission_id?": TEXT,
                "kind": TEXT,
                "outcome": TEXT,
                "expected?": TEXT,
                "found?": TEXT,
                "explanation": TEXT,
            }
        ),
    ),
    "ledger": Table(
        row="a mention, or a number outside of all mentions, with the facts that rest on it or why none does",
        key=("document_id", "start", "end", "kind"),
        schema=_schema(
            {
                "document_id": TEXT,
                "section_id": TEXT,
                "kind": TEXT,
                "start": WHOLE,
                "end": WHOLE,
                "text": TEXT,
                "rule?": TEXT,
                "statements": TEXTS,
                "claim?": TEXT,
                "reason?": TEXT,
            }
        ),
    ),
    "decisions": Table(
        row="a reviewer's decision on a statement of one of the documents, and what became of it",
        key=("decision_id",),
        schema=_schema(
            {
                "decision_id": TEXT,
                "reviewer": TEXT,
                "decided_at": MOMENT,
                "source_id": TEXT,
                "section?": TEXT,
                "mission_id": TEXT,
                "property": TEXT,
                "key": TEXTS,
                "expected": TEXT,
                "quote": TEXT,
                "before": TEXT,
                "after": TEXT,
                "alike": WHOLE,
                "verdict": TEXT,
                "value?": TEXT,
                "reason?": TEXT,
                "outcome": TEXT,
                "explanation": TEXT,
                "document_id?": TEXT,
                "statement_id?": TEXT,
            }
        ),
    ),
}
