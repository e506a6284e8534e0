"""Holds a page against itself and the gazetteer: where they do not agree, it is told with both quotes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pipeline.checks.draft import Draft
from pipeline.checks.facts import ends_after_launches, facts_against_each_other, facts_against_gazetteer
from pipeline.checks.totals import parts_against_whole, totals_against_each_other, totals_against_list
from pipeline.model import Check, Claim, Section, Statement


def checks(
    document_id: str, sections: Sequence[Section], statements: Sequence[Statement], claims: Sequence[Claim]
) -> tuple[Check, ...]:
    """Return the questions of consistency that one document was asked, with their outcomes."""
    drafts = (
        *totals_against_list(sections, statements, claims),
        *totals_against_each_other(claims),
        *parts_against_whole(claims),
        *ends_after_launches(statements),
        *facts_against_each_other(statements),
        *facts_against_gazetteer(statements),
    )
    return tuple(_numbered(document_id, draft) for draft in dict.fromkeys(drafts))


def _numbered(document_id: str, draft: Draft) -> Check:
    key = "\0".join((document_id, *(part or "" for part in draft if part != draft.outcome)))
    check_id = hashlib.sha256(key.encode()).hexdigest()[:24]
    return Check(
        check_id,
        document_id,
        draft.mission_id,
        draft.kind,
        draft.outcome,
        draft.expected,
        draft.found,
        draft.explanation,
    )
