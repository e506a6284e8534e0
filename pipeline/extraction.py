"""One document through the stages from recognition to score."""

from __future__ import annotations

from pipeline.checks import checks
from pipeline.model import Document, Extraction
from pipeline.normalise import normalise
from pipeline.recognise import recognise
from pipeline.reconcile import records
from pipeline.relate import relate
from pipeline.score import score_claims, score_mentions, score_statements
from pipeline.segment import segment


def extract_document(document: Document) -> Extraction:
    """Return all that `document` says, with its own records and checks."""
    found = recognise(document)
    linked = normalise(document, found)
    sections = segment(document, linked)
    mentions = score_mentions(linked, sections)
    related = relate(document, sections, mentions)
    scored = score_statements(related.statements, mentions, sections)
    claims = score_claims(related.claims)
    missions, statements = records(scored, sections)
    return Extraction(
        document,
        sections,
        mentions,
        statements,
        claims,
        checks(document.document_id, sections, statements, claims),
        missions,
        tuple(each for each in found if each.label == "NONE"),
    )
