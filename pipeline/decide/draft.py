"""Drafts a decision on a statement as it stands in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.acquire.decisions import identified
from pipeline.decide.anchor import alike, anchor, context, folded_page, section_at
from pipeline.decide.correct import corrected
from pipeline.decide.key import key_of
from pipeline.errors import DecisionError
from pipeline.model import Decision, Document, Section, Statement, Verdict


def draft(
    statement: Statement,
    document: Document,
    sections: Sequence[Section],
    *,
    verdict: Verdict,
    value: str | None,
    reason: str | None,
    reviewer: str,
    decided_at: datetime,
) -> Decision:
    """Return the decision of `reviewer` on `statement`, with its evidence in `document`.

    Raises DecisionError where a correction's `value` is none of the property, and where the evidence
    could not be found again: a decision on words that stand twice would be on either.
    """
    if value is not None:
        corrected(statement.property, value)
    page = folded_page(document, sections)
    before, after = context(page, statement.span)
    decision = Decision(
        decision_id="",
        reviewer=reviewer,
        decided_at=decided_at,
        source_id=document.source_id,
        section=section_at(sections, statement.span.start).mission_id,
        mission_id=statement.mission_id,
        property=statement.property,
        key=key_of(statement),
        expected=statement.value,
        quote=statement.quote,
        before=before,
        after=after,
        alike=0,
        verdict=verdict,
        value=value,
        reason=reason,
    )
    decision = replace(decision, alike=alike(decision, [page]))
    place = anchor(decision, [page])
    if isinstance(place, str):
        message = f"“{' '.join(statement.quote.split())}” ({document.name}:{statement.span.start})"
        raise DecisionError(f"{message}: a decision on it would be {place}; it cannot be followed")
    return identified(decision)
