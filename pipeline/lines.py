"""Lines: what one document says, row by row, as the values of JSON objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.ledger import ledger
from pipeline.model import (
    Check,
    Claim,
    Confidence,
    Extraction,
    LedgerEntry,
    Mention,
    Record,
    Section,
    Span,
    Statement,
    fields_of,
)

Row = Section | Mention | Statement | Record | Claim | Check | LedgerEntry
Line = dict[str, Any]


def lines(extraction: Extraction) -> Iterator[Line]:
    """Yield one object a section, mention, statement, mission, claim, check and ledger entry, in this order.

    `kind` says which it is; the `kind` of a section, mission, check or entry itself is `section_kind`,
    `mission_kind`, `check_kind` or `ledger_kind`. The other keys are the columns of the release's tables.
    """
    rows: dict[str, tuple[Row, ...]] = {
        "section": extraction.sections,
        "mention": extraction.mentions,
        "statement": extraction.statements,
        "mission": extraction.missions,
        "claim": extraction.claims,
        "check": extraction.checks,
        "ledger": ledger(extraction),
    }
    for kind, group in rows.items():
        yield from (_line(kind, row, extraction.document.text) for row in group)


def _line(kind: str, row: Row, text: str) -> Line:
    line: Line = {"kind": kind}
    for name in fields_of(row):
        line |= _cells(kind, name, getattr(row, name), text)
    return line


def _cells(kind: str, name: str, value: object, text: str) -> Line:
    """Return a field as the cells that stand for it: a span as its ends, a heading as its text."""
    match name, value:
        case "kind", _:
            return {f"{kind}_kind": value}
        case "span", Span(start, end):
            return {"start": start, "end": end}
        case _, Span(start, end):
            return {name: text[start:end]}
        case _, Confidence(probability, parts):
            return {name: probability, f"{name}_parts": dict(parts)}
        case _:
            return {name: value}
