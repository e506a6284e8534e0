"""The nouns of a dataset as Arrow tables and as the bytes of Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.acquire.snapshots import sha256_of
from pipeline.model import (
    Confidence,
    Dataset,
    DecisionOutcome,
    Document,
    Quarantined,
    Section,
    Span,
    fields_of,
)
from pipeline.publish.schemas import TABLES

ROW_GROUP = 65_536
CODEC = "zstd"

Row = dict[str, Any]


def tables(dataset: Dataset) -> dict[str, pa.Table]:
    """Return every table of `dataset` by name, its rows in the order of the table's key."""
    texts = {each.document_id: each.text for each in dataset.documents if isinstance(each, Document)}
    rows: dict[str, Iterable[Row]] = {
        "documents": map(_document, dataset.documents),
        "sections": (_section(section, texts[section.document_id]) for section in dataset.sections),
        "mentions": map(_cells, dataset.mentions),
        "statements": map(_cells, dataset.statements),
        "missions": map(_cells, dataset.missions),
        "claims": map(_cells, dataset.claims),
        "checks": map(_cells, dataset.checks),
        "ledger": map(_cells, dataset.ledger),
        "decisions": map(_decision, dataset.decisions),
    }
    return {name: _table(name, rows[name]) for name in TABLES}


def parquet(table: pa.Table) -> bytes:
    """Return `table` as a Parquet file that holds nothing but its schema and rows."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression=CODEC, row_group_size=ROW_GROUP, version="2.6")
    return bytes(sink.getvalue())


def _document(document: Document | Quarantined) -> Row:
    if isinstance(document, Quarantined):
        return _cells(document) | {"status": "quarantined", "characters": None, "text_sha256": None}
    measures = {"characters": len(document.text), "text_sha256": sha256_of(document.text)}
    return _cells(document) | {"status": "ingested", "reason": None} | measures


def _section(section: Section, text: str) -> Row:
    heading = section.heading
    return _cells(section) | {"heading": None if heading is None else text[heading.start : heading.end]}


def _decision(outcome: DecisionOutcome) -> Row:
    return _cells(outcome.decision) | _cells(outcome)


def _cells(noun: Any) -> Row:  # noqa: ANN401  (any of the nouns of a dataset)
    """Return the fields of `noun`, the span and the confidence as the columns that hold them."""
    row: Row = {name: getattr(noun, name) for name in fields_of(noun)}
    match row.get("span"):
        case Span(start, end):
            row |= {"start": start, "end": end}
    match row.get("confidence"):
        case Confidence(value, parts):
            named = [{"part": part, "value": share} for part, share in parts]
            row |= {"confidence": value, "confidence_parts": named}
    return row


def _table(name: str, rows: Iterable[Row]) -> pa.Table:
    """Return the table `name`; the cells that it has no column for are left out."""
    table = pa.Table.from_pylist(list(rows), schema=TABLES[name].schema)
    return table.sort_by([(column, "ascending") for column in TABLES[name].key])
