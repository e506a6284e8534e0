"""The texts of the documents with every mention marked, as far as a page can hold them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from pipeline.model import Dataset, Document, LedgerEntry
from pipeline.report.pieces import Mark, pieces

MOST: Final = 60_000
"""Characters of all texts together; documents with which there were more are left out."""

Row = dict[str, Any]


def marked_texts(dataset: Dataset) -> list[Row]:
    """Return the documents by name, the shorter ones of all: `document` and its `sections`.

    A section has its `heading`, `kind`, `mission_id`, and the `pieces` of its text.
    """
    documents = [each for each in dataset.documents if isinstance(each, Document)]
    kept = _within(sorted(documents, key=lambda each: (len(each.text), each.name, each.document_id)))
    marks = defaultdict(list)
    for entry in dataset.ledger:
        marks[entry.document_id].append(_mark(entry))
    sections = defaultdict(list)
    for section in sorted(dataset.sections, key=lambda each: each.span):
        sections[section.document_id].append(section)
    return [
        {
            "document": each.name,
            "sections": [
                {
                    "heading": None if section.heading is None else each.text[slice(*section.heading)],
                    "kind": section.kind,
                    "mission_id": section.mission_id,
                    "pieces": pieces(each.text, section.span, marks[each.document_id]),
                }
                for section in sections[each.document_id]
            ],
        }
        for each in sorted(kept, key=lambda each: (each.name, each.document_id))
    ]


def _within(documents: list[Document]) -> list[Document]:
    """Return the first documents that are no longer than allowed, all together."""
    kept: list[Document] = []
    left = MOST
    for each in documents:
        left -= len(each.text)
        if left < 0:
            break
        kept.append(each)
    return kept


def _mark(entry: LedgerEntry) -> Mark:
    used = "used" if entry.reason is None else "unused"
    kind = entry.kind.lower()
    return Mark(entry.span, f"{kind} {used}", f"{kind.replace('_', ' ')}: {entry.reason or 'used'}")
