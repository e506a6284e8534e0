"""The rules: how often each was met, how often it was right on annotated pages, and where it speaks."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response

from pipeline.review.render import page
from pipeline.review.rules import about, rules
from pipeline.review.setup import Setup
from pipeline.review.tables import counted, latest, where
from pipeline.rulebook import records

MOST: Final = 200
"""Rows of a rule that are shown."""

Row = dict[str, Any]

router = APIRouter()


@router.get("/rules")
def listed(request: Request, find: Annotated[str, Query(max_length=100)] = "") -> Response:
    """List the rules that the latest release has met, and the others; `find` stands in their id."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    mentions, statements = (counted(release, name, "rule") for name in ("mentions", "statements"))
    ids = sorted({*mentions, *statements, *rules()})
    found = [each for each in ids if find.casefold() in each.casefold()]
    shown = [_row(each, mentions.get(each, 0), statements.get(each, 0)) for each in found]
    return page(
        request,
        "rules.html",
        release_id=release.name,
        find=find,
        met=[each for each in shown if each["mentions"] or each["statements"]],
        unmet=[each for each in shown if not each["mentions"] and not each["statements"]],
    )


@router.get("/rules/{rule:path}")
def one(request: Request, rule: str) -> Response:
    """Show a rule with its example, and what it has found in the latest release."""
    setup: Setup = request.app.state.setup
    release = latest(setup.out)
    tables = ("mentions", "statements")
    mentions, statements = (where(release, name, "rule", rule, most=MOST) for name in tables)
    n = [counted(release, name, "rule").get(rule, 0) for name in tables]
    if not mentions and not statements and rule not in rules():
        raise HTTPException(404, f"There is no rule {rule}; the list has them all.")
    found = {row["document_id"] for row in (*mentions, *statements)}
    documents = where(release, "documents", "document_id", sorted(found))
    return page(
        request,
        "rule.html",
        release_id=release.name,
        rule=_row(rule, *n),
        about=about(rule),
        mentions=mentions,
        statements=statements,
        most=MOST,
        names={each["document_id"]: each["name"] for each in documents},
    )


def _row(rule: str, mentions: int, statements: int) -> Row:
    return {
        "id": rule,
        "entry": rules().get(rule),
        "record": records().get(rule),
        "mentions": mentions,
        "statements": statements,
    }
