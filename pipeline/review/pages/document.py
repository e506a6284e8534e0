"""The documents; of one the text with every mention marked, whether it was used, and why not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from pipeline.model import Document, Span
from pipeline.report.pieces import Mark, pieces
from pipeline.review.leaves import Asked, leaf_of
from pipeline.review.render import page
from pipeline.review.setup import Setup
from pipeline.review.tables import counted, latest, table, where
from pipeline.review.texts import document_row, text_of

ON_A_PAGE: Final = 500

Row = dict[str, Any]

router = APIRouter()


@router.get("/documents")
def documents(request: Request, leaf: Asked = 1) -> Response:
    """List the documents of the latest release by their names."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    found = table(release, "documents").sort_by("name")
    at = leaf_of(found.num_rows, leaf, size=ON_A_PAGE)
    return page(
        request,
        "documents.html",
        release_id=release.name,
        documents=found.slice(at.start, at.end - at.start).to_pylist(),
        n=found.num_rows,
        leaf=at,
        statements=counted(release, "statements", "document_id"),
        mentions=counted(release, "mentions", "document_id"),
    )


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> Response:
    """Show a document of the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    row = document_row(release, document_id)
    if row is None:
        raise HTTPException(404, "The latest release has no such document; it may have a newer one.")
    text = text_of(setup.out, release, document_id)
    ledger = where(release, "ledger", "document_id", document_id)
    return page(
        request,
        "document.html",
        release_id=release.name,
        document=row,
        trouble=text if isinstance(text, str) else None,
        sections=[] if isinstance(text, str) else _sections(release, text, ledger),
        ledger=ledger,
        tally=_tally(ledger),
    )


def _sections(release: Path, text: Document, ledger: list[Row]) -> list[Row]:
    """Return the sections in their order, with their `pieces` and the number of statements in them."""
    found = where(release, "sections", "document_id", text.document_id)
    said = Counter(row["section_id"] for row in where(release, "statements", "document_id", text.document_id))
    marks = [_mark(at, each) for at, each in enumerate(ledger)]
    return [
        each
        | {
            "pieces": pieces(text.text, Span(each["start"], each["end"]), marks),
            "statements": said[each["section_id"]],
        }
        for each in sorted(found, key=lambda each: int(each["ordinal"]))
    ]


def _mark(at: int, entry: Row) -> Mark:
    """Return the mark of an entry: it leads to the statement that rests on it, or to why none does."""
    kind, used = entry["kind"].lower(), "used" if entry["reason"] is None else "unused"
    title = f"{kind.replace('_', ' ')}: {entry['reason'] or 'used'}"
    href = f"/statements/{entry['statements'][0]}" if entry["statements"] else f"#entry-{at}"
    return Mark(Span(entry["start"], entry["end"]), f"{kind} {used}", title, href)


def _tally(ledger: list[Row]) -> list[Row]:
    used = Counter(each["kind"] for each in ledger if each["reason"] is None)
    return [
        {"kind": kind, "n": n, "used": used[kind]}
        for kind, n in sorted(Counter(each["kind"] for each in ledger).items())
    ]
