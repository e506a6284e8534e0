"""Decide: what reviewers hold of statements goes before what the rules say of them.

A decision applies where its evidence is found again, once, and still has the value that was judged; in
all other cases it is told with the reason, and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.checks import checks
from pipeline.decide.anchor import Page, folded_page
from pipeline.decide.correct import corrected
from pipeline.decide.outcomes import outcomes_of
from pipeline.model import (
    Check,
    Confidence,
    Dataset,
    Decision,
    Document,
    Statement,
    revised,
)
from pipeline.reconcile import records

_READ_BY_A_PERSON = Confidence(1.0)
"""A person has held the value against its evidence, which is all that annotated pages are too."""


def decide(dataset: Dataset, decisions: Iterable[Decision]) -> Dataset:
    """Return `dataset` with the decisions on its sources, and what became of each.

    Statements, records and the checks of the documents concerned follow what applies; decisions on
    sources that are not in the dataset are no part of it.
    """
    sources = {each.source_id for each in dataset.documents}
    ours = [each for each in decisions if each.source_id in sources]
    if not ours:
        return dataset
    judged = outcomes_of(ours, _pages(dataset, {each.source_id for each in ours}), dataset.statements)
    statements = tuple(_revised(s, judged.verdicts.get(s.statement_id)) for s in dataset.statements)
    missions, statements = records(statements, dataset.sections)
    changed = {s.document_id for s in statements if s.statement_id in judged.verdicts}
    return replace(
        dataset,
        statements=tuple(_cited(s, judged.verdicts.get(s.statement_id)) for s in statements),
        missions=missions,
        checks=_checks(dataset, statements, changed),
        decisions=judged.outcomes,
    )


def _pages(dataset: Dataset, sources: set[str]) -> dict[str, list[Page]]:
    """Return the pages of the sources that decisions are about."""
    sections = defaultdict(list)
    for section in dataset.sections:
        sections[section.document_id].append(section)
    pages: dict[str, list[Page]] = defaultdict(list)
    for document in dataset.documents:
        if isinstance(document, Document) and document.source_id in sources:
            pages[document.source_id].append(folded_page(document, sections[document.document_id]))
    return pages


def _revised(s: Statement, decision: Decision | None) -> Statement:
    match decision:
        case Decision(verdict="accept"):
            return revised(s, status="accepted", confidence=_READ_BY_A_PERSON)
        case Decision(verdict="reject"):
            return revised(s, status="rejected")
        case Decision(verdict="correct", value=str(written)):
            put = corrected(s.property, written)
            return revised(
                s,
                value=put.value,
                lower=put.lower,
                upper=put.upper,
                status="corrected",
                confidence=_READ_BY_A_PERSON,
            )
        case _:
            return s


def _cited(s: Statement, decision: Decision | None) -> Statement:
    """Let a corrected statement name its decision; until then records go by the rule that found it."""
    if decision is None or s.status != "corrected":
        return s
    return revised(s, rule=f"decision:{decision.decision_id}")


def _checks(dataset: Dataset, statements: Sequence[Statement], changed: set[str]) -> tuple[Check, ...]:
    """Return the checks, those of the changed documents asked anew of what stands."""
    asked = [check for check in dataset.checks if check.document_id not in changed]
    for document_id in sorted(changed):
        sections = [each for each in dataset.sections if each.document_id == document_id]
        claims = [each for each in dataset.claims if each.document_id == document_id]
        standing = [s for s in statements if s.document_id == document_id and s.status != "rejected"]
        _, selected = records(standing, sections)
        asked += checks(document_id, sections, selected, claims)
    return tuple(asked)
