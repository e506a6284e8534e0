"""Takes decisions from the pages: written if nobody has decided meanwhile, else told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import QueryParams

from pipeline.errors import DecisionError, MissionsError
from pipeline.model import Decision, Verdict
from pipeline.places import decisions_of
from pipeline.publish.decisions import append_all
from pipeline.review.changes import release_before
from pipeline.review.decision import decision_on
from pipeline.review.forms import form
from pipeline.review.render import page, reviewer_of
from pipeline.review.setup import Setup
from pipeline.review.standing import GONE_RIGHTLY, GONE_WRONGLY, standing
from pipeline.review.tables import latest, where

VERDICTS: Final = ("accept", "reject", "correct", "note", "withdraw")
MOST: Final = 500
"""Statements that can be decided at once."""

Row = dict[str, Any]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a form asks for: the verdict on statements, each with the last decision on it that was seen."""

    release_id: str
    verdict: Verdict
    value: str | None
    reason: str | None
    on: tuple[tuple[str, str], ...]


class _Stale(MissionsError):
    """What a form has seen is not what is there now; `statements` are those that somebody has decided on."""

    def __init__(self, why: str, statements: Sequence[str] = ()) -> None:
        super().__init__(why)
        self.statements = statements


@router.post("/decisions")
def decide(request: Request, fields: Annotated[QueryParams, Depends(form)]) -> Response:
    """Write the decisions that a form asks for, all or none, and go back to where it was."""
    setup: Setup = request.app.state.setup
    reviewer = reviewer_of(request)
    if reviewer is None:
        raise HTTPException(403, "Say who you are first (at the top of each page); nothing was written.")
    asked, release = _asked(fields), latest(setup.out)
    try:
        _refuse_stale(setup, asked)
        made = [_decision(setup, release, asked, each, reviewer) for each, _ in asked.on]
        # Once more, while nobody else can write.
        append_all(made, decisions_of(setup.out), unless=lambda: _refuse_stale(setup, asked))
    except _Stale as stale:
        return _told(request, release, stale)
    except DecisionError as error:
        raise HTTPException(422, f"{error}. Nothing was written.") from error
    return RedirectResponse(_back(fields.get("back", "")), 303)


def _asked(fields: QueryParams) -> _Asked:
    """Return what a form asks for. Raises HTTPException that says what is missing."""
    said, reason = fields.get("verdict", ""), " ".join(fields.get("reason", "").split()) or None
    if said in ("gone-rightly", "gone-wrongly"):
        words = GONE_RIGHTLY if said == "gone-rightly" else GONE_WRONGLY
        said, reason = "note", f"{words} {reason or ''}".strip()
    if said not in VERDICTS:
        raise HTTPException(422, f"{said!r} is no verdict, expected one of {', '.join(VERDICTS)}.")
    if said == "note" and reason is None:
        raise HTTPException(422, "The note is empty; write what you want to say.")
    pairs = tuple(dict.fromkeys(_pair(each) for each in fields.getlist("on")))
    if not pairs:
        raise HTTPException(422, "Nothing is selected; tick the boxes of the statements that you mean.")
    if len(pairs) > MOST:
        raise HTTPException(422, f"{len(pairs)} statements are selected, expected {MOST} or fewer.")
    value = fields.get("value", "").strip() if said == "correct" else None
    return _Asked(fields.get("release", ""), cast(Verdict, said), value, reason, pairs)


def _pair(on: str) -> tuple[str, str]:
    statement_id, _, seen = on.partition(":")
    return statement_id, seen


def _decision(setup: Setup, release: Path, asked: _Asked, statement_id: str, reviewer: str) -> Decision:
    for folder in filter(None, (release, release_before(release))):  # what is gone stands in the latter
        for row in where(folder, "statements", "statement_id", statement_id):
            return decision_on(
                row,
                out=setup.out,
                verdict=asked.verdict,
                value=asked.value,
                reason=asked.reason,
                reviewer=reviewer,
                decided_at=setup.clock(),
                release=folder.name,
            )
    raise HTTPException(404, f"There is no statement {statement_id}; nothing was written.")


def _refuse_stale(setup: Setup, asked: _Asked) -> None:
    """Raise _Stale where a release is new, or a statement has a decision that the form has not seen."""
    release = latest(setup.out)
    if asked.release_id != release.name:
        raise _Stale("A new release was published since the page was shown.")
    now = standing(release, setup.out)
    stale = [statement_id for statement_id, seen in asked.on if now.last(statement_id) != seen]
    if stale:
        raise _Stale("Somebody has decided since the page was shown.", stale)


def _told(request: Request, release: Path, stale: _Stale) -> Response:
    """Say what was decided meanwhile; nothing is written."""
    setup: Setup = request.app.state.setup
    decisions = standing(release, setup.out)
    return page(
        request,
        "stale.html",
        status=409,
        release_id=release.name,
        why=str(stale),
        meanwhile=[(each, decisions.on(each)[-1:]) for each in stale.statements],
    )


def _back(asked: str) -> str:
    """Return the page of this server to go back to."""
    is_here = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if is_here and asked.isprintable() else "/queue"
