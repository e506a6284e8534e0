"""The documents of raw/, extracted, are what a reader has gone through and found right.

After a change that is meant to change them, write them anew and read the difference before it is
committed:

    GOLDEN=write make test        or, by itself,    GOLDEN=write .venv/bin/pytest tests/test_golden.py
    git diff tests/golden
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from pipeline.acquire import acquire
from pipeline.extraction import extract_document
from pipeline.model import Extraction, Mention, Record, Snapshot, Span, Statement
from pipeline.read import read

RAW = Path(__file__).parents[1] / "raw"
GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(path for path in RAW.glob("[!.]*") if path.is_file() and path.suffix != ".json")


def extracted(path: Path) -> Extraction:
    (snapshot,) = acquire([path])
    assert isinstance(snapshot, Snapshot)
    return extract_document(read(snapshot))


def written(found: Extraction) -> Iterator[str]:
    """Yield what a document says as lines for a reader: each fact with its words, no figure of confidence."""
    yield from _sections(found)
    yield "\n== Records\n"
    yield from (_record(each) for each in found.missions)
    yield "\n== Claims\n"
    for claim in found.claims:
        yield f"{claim.what} = {claim.value}{_bounds(claim.lower, claim.upper)} “{_flat(claim.quote)}”"
    yield "\n== Checks\n"
    for check in found.checks:
        about = f"{check.kind} of {check.mission_id}" if check.mission_id is not None else check.kind
        yield f"{check.outcome}: {about}: {_flat(check.explanation)}"


def _sections(found: Extraction) -> Iterator[str]:
    """Yield each section with its mentions, and the statements about missions in the order of the text."""
    for section in found.sections:
        heading = _quote(found, section.heading) if section.heading is not None else "without heading"
        yield f"\n== {section.mission_id or section.kind}: {heading}\n"
        yield from (_mention(each) for each in found.mentions if each.section_id == section.section_id)
        yield from (_statement(each) for each in found.statements if each.section_id == section.section_id)


def _mention(mention: Mention) -> str:
    bounds = _bounds(mention.lower, mention.upper) if mention.label == "STAFF" else ""
    return f"  {mention.label} “{_flat(mention.text)}” = {mention.value}{bounds}"


def _statement(statement: Statement) -> str:
    shown = "*" if statement.selected else "-"
    assertion = statement.assertion if statement.assertion != "asserted" else None
    told = (statement.value, statement.unit, statement.basis, statement.as_of, assertion)
    fact = f"{statement.mission_id}: {statement.property} = {' '.join(filter(None, told))}"
    return f"{shown} {fact} [{statement.rule}] “{_flat(statement.quote)}”"


def _record(record: Record) -> str:
    told = {
        "type": record.type,
        "status": record.status,
        "hosts": " ".join(record.host_countries),
        "launched": record.launched,
        "mandate_end": record.mandate_end,
        "staff": record.staff,
    }
    known = ", ".join(f"{name} {value}" for name, value in told.items() if value)
    name = f"{record.mission_id}{' (provisional)' if record.provisional else ''}"
    return f"{name}: {record.organisation} {record.kind}, {known}"


def _bounds(lower: str | None, upper: str | None) -> str:
    """Return where the bounds part from the value: ' (200..)', ' (..100)', or ' (about)' for neither."""
    if lower is not None and lower == upper:
        return ""
    return f" ({lower or ''}..{upper or ''})" if lower or upper else " (about)"


def _quote(found: Extraction, span: Span) -> str:
    return _flat(found.document.text[span.start : span.end])


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_says_what_was_reviewed(path: Path) -> None:
    golden = GOLDEN / f"{path.stem}.txt"
    now = "\n".join(written(extracted(path))) + "\n"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(now, encoding="utf-8")

    reviewed = golden.read_text(encoding="utf-8")

    difference = unified_diff(reviewed.splitlines(), now.splitlines(), "reviewed", "now", lineterm="", n=1)
    assert now == reviewed, "\n" + "\n".join(difference)


def test_each_golden_has_its_document() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in DOCUMENTS}
